extension Folder {
  /// Folds an e-mail address. See ``Fold/email(_:)``.
  mutating func email(_ utf8: Span<UInt8>) {
    begin(utf8.count)
    if !putASCII(utf8) {
      loadPlain(utf8)
      for index in 0..<scalarCount where scalars[index] != 0x20 { put(scalars[index]) }
    }
    unwrap()
    let hasAt = unquoteLocalPart()
    // The root's dot: "example.com." is the same domain.
    while hasAt, end > Folder.start &+ 1, bytes[end &- 1] == 0x2E { end &-= 1 }
  }

  /// Takes the one address out of what mail programs put around it: `山田太郎 <x@example.jp>`, `mailto:x@example.jp`,
  /// `x@example.jp;`. Nothing inside of it is touched.
  @inline(__always)
  private mutating func unwrap() {
    guard end > Folder.start else { return }
    let last = bytes[end &- 1]
    let isWrapped =
      last == 0x3E || last == 0x3B || last == 0x2C || last == 0x3A || bytes[Folder.start] == 0x3C
      || end > Folder.start &+ 7 && bytes[Folder.start &+ 6] == 0x3A
    if isWrapped { unwrapSlowly() }
  }

  @inline(never)
  private mutating func unwrapSlowly() {
    while end > Folder.start &+ 1, [0x3B, 0x2C, 0x3A].contains(bytes[end &- 1]) { end &-= 1 }
    var begin = Folder.start
    if let open = bytes[begin..<end].lastIndex(of: 0x3C) {
      let close = bytes[open..<end].firstIndex(of: 0x3E) ?? end
      guard bytes[open..<close].contains(0x40) else { return }
      begin = open &+ 1
      end = close
    }
    if bytes[begin..<end].starts(with: "mailto:".utf8) { begin &+= 7 }
    let count = end &- begin
    for index in 0..<count { bytes[Folder.start &+ index] = bytes[begin &+ index] }
    end = Folder.start &+ count
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

  /// Turns `"a..b"@` into `a..b@`, and an international domain into its Unicode form. Whether there is an `@` at all.
  @inline(__always)
  private mutating func unquoteLocalPart() -> Bool {
    var at = end &- 1
    var isInternational = false
    while at >= Folder.start, bytes[at] != 0x40 {
      isInternational =
        isInternational || bytes[at] >= 0x80
        || bytes[at] == 0x2D && bytes[at &+ 1] == 0x2D
      at &-= 1
    }
    guard at >= Folder.start else { return false }
    if isInternational { decodeDomain(at: at) }
    guard at >= Folder.start &+ 2, bytes[Folder.start] == 0x22, bytes[at &- 1] == 0x22 else {
      return true
    }
    for index in (Folder.start &+ 1)..<(at &- 1) { bytes[index &- 1] = bytes[index] }
    for index in at..<end { bytes[index &- 2] = bytes[index] }
    end &-= 2
    return true
  }
}
