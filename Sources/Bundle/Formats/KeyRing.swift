internal import Ledger

/// The file `keys`: whose signatures are looked for. Nobody vouches for it.
struct KeyRing {
  var logKeys: [VerifierKey] = []
  var witnesses: [VerifierKey] = []

  static let fileName = "keys"

  init(_ files: BundleFiles) throws(Refusal) {
    guard let lines = Lines.of(try files.bytes(Self.fileName)) else { throw Self.malformed }
    for line in lines {
      let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard words.count == 2, let kind = String(validating: words[0], as: UTF8.self),
        let text = String(validating: words[1], as: UTF8.self), let key = try? VerifierKey(text)
      else { throw Self.malformed }
      switch (kind, key.algorithm) {
      case ("log", .ed25519): logKeys.append(key)
      case ("witness", .cosignatureV1): witnesses.append(key)
      default: throw Self.malformed
      }
    }
    let all = logKeys + witnesses
    guard !logKeys.isEmpty, Set(all).count == all.count else { throw Self.malformed }
  }

  private static var malformed: Refusal {
    Refusal("ファイル keys は書式どおりではない。", "The file keys is not of its form.")
  }
}

extension VerifierKey {
  /// As people compare it: name, `+` and id.
  var label: String { "\(self)" }
}
