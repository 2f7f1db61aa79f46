extension Folder {
  /// Folds an e-mail address. See ``Fold/email(_:)``.
  mutating func email(_ utf8: Span<UInt8>) {
    begin(utf8.count)
    if !putASCII(utf8) {
      loadPlain(utf8)
      for index in 0..<scalarCount where scalars[index] != 0x20 { put(scalars[index]) }
    }
    let hasAt = unquoteLocalPart()
    // The root's dot: "example.com." is the same domain.
    while hasAt, end > Folder.start &+ 1, bytes[end &- 1] == 0x2E { end &-= 1 }
  }

  /// Lower-cases ASCII without decoding; `false` when there is anything else.
  @inline(__always)
  private mutating func putASCII(_ utf8: Span<UInt8>) -> Bool {
    for index in utf8.indices {
      let byte = utf8[index]
      if byte >= 0x7F { return false }
      if byte <= 0x20 { continue }
      put(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return true
  }

  /// Turns `"a..b"@` into `a..b@`. Whether there is an `@` at all.
  @inline(__always)
  private mutating func unquoteLocalPart() -> Bool {
    var at = end &- 1
    while at >= Folder.start, bytes[at] != 0x40 { at &-= 1 }
    guard at >= Folder.start else { return false }
    guard at >= Folder.start &+ 2, bytes[Folder.start] == 0x22, bytes[at &- 1] == 0x22 else {
      return true
    }
    for index in (Folder.start &+ 1)..<(at &- 1) { bytes[index &- 1] = bytes[index] }
    for index in at..<end { bytes[index &- 2] = bytes[index] }
    end &-= 2
    return true
  }
}
