extension Folder {
  /// The prefecture with which an address begins, after its postal code; nil when it begins with none.
  mutating func leadingPrefecture(_ utf8: Span<UInt8>) -> String? {
    load(utf8, place)
    let index = afterPostalCode(0)
    guard index < scalarCount,
      let name = prefectures[Prefectures.beginning(scalars[index], scalars[index &+ 1])],
      index &+ name.count <= scalarCount
    else { return nil }
    for offset in name.indices where scalars[index &+ offset] != name[offset] { return nil }
    var text = ""
    for scalar in name {
      if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
