extension Folder {
  /// Folds a postal code. See ``Fold/postalCode(_:)``.
  mutating func postalCode(_ utf8: Span<UInt8>) {
    loadPlain(utf8)
    for index in 0..<scalarCount {
      let scalar = scalars[index]
      if scalar >= 0x61 && scalar <= 0x7A { return putForeignPostalCode() }
      if scalar >= 0x30 && scalar <= 0x39 { put(scalar) }
    }
    if end == Folder.start { return putEverything() }
    if end == Folder.start &+ 6 {
      for index in stride(from: end, to: Folder.start, by: -1) { bytes[index] = bytes[index &- 1] }
      bytes[Folder.start] = 0x30
      end &+= 1
    }
  }

  /// Letters count in a foreign code: SW1A 1AA is not SW1B 1BB.
  private mutating func putForeignPostalCode() {
    end = Folder.start
    for index in 0..<scalarCount where scalars[index] != 0x20 && scalars[index] != 0x2D {
      put(scalars[index])
    }
  }
}
