/// One element of DER (ITU-T X.690): definite lengths only, tags of one byte.
struct DER {
  let tag: UInt8
  let content: ArraySlice<UInt8>

  static let integer: UInt8 = 0x02
  static let octets: UInt8 = 0x04
  static let objectID: UInt8 = 0x06
  static let generalizedTime: UInt8 = 0x18
  static let sequence: UInt8 = 0x30
  /// `[0]`, constructed.
  static let tagged: UInt8 = 0xA0

  /// The elements that the bytes are, one after the other; nothing if they are not.
  static func elements(_ bytes: ArraySlice<UInt8>) -> [DER]? {
    var elements: [DER] = []
    var rest = bytes
    while let tag = rest.popFirst() {
      guard tag & 0x1F != 0x1F, let first = rest.popFirst() else { return nil }
      var length = Int(first)
      if first >= 0x80 {
        guard (1...4).contains(first & 0x7F) else { return nil }
        length = 0
        for _ in 0..<(first & 0x7F) {
          guard let byte = rest.popFirst() else { return nil }
          length = length << 8 | Int(byte)
        }
      }
      guard length <= rest.count else { return nil }
      elements.append(DER(tag: tag, content: rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return elements
  }

  /// The elements inside.
  var inner: [DER]? { Self.elements(content) }
}
