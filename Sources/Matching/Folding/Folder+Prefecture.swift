extension Folder {
  /// The prefecture with which an address begins, after its postal code; nil when it begins with none.
  mutating func leadingPrefecture(_ utf8: Span<UInt8>) -> String? {
    load(utf8, place)
    let index = afterPostalCode(0)
    guard let number = prefectures.beginning(scalars[index], scalars[index &+ 1]),
      isPrefecture(number, index, prefectures.scalars[number].count)
    else { return nil }
    let name = prefectures.scalars[number]
    var text = ""
    for scalar in name {
      if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
