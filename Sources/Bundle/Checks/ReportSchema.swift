internal import Crypto

/// The published forms of `report.json`: a schema that came with a bundle and is none of these describes whatever its maker
/// wants.
enum ReportSchema {
  static let fileName = "report.schema.json"
  /// SHA-256 of `Docs/report.schema.json` in each version that wrote bundles, the present one first. None is taken out.
  static let published = [
    "5f11f7bc46dade5618598990b0130bb25100eafa3f7b4089252f7cdbc46b19a3"
  ]

  /// That the bundle's schema is one of them.
  static func check(_ files: BundleFiles) throws(Refusal) {
    let hash = SHA256.hash(data: try files.bytes(fileName)).hex
    guard published.contains(hash) else {
      throw Refusal(
        "report.schema.json は、この版の知るどの公開版でもない（SHA-256 \(hash)）。変えられているか、これより新しい yurai のものである。",
        "report.schema.json is none of the published ones that this version knows (SHA-256 \(hash)): it was changed, or is of "
          + "a newer yurai.")
    }
  }
}
