// International domain names: xn--wgv71a119e.jp is 日本語.jp (RFC 5891, section 4.4; RFC 3492). Mail programs show either.

extension Folder {
  /// Writes the labels behind the `@` at `at` in their Unicode form, and the ideographic full stop as a dot.
  @inline(never)
  mutating func decodeDomain(at: Int) {
    let domain = Array(bytes[(at &+ 1)..<end])
    end = at &+ 1
    let text = String(decoding: domain, as: UTF8.self).replacing("。", with: ".")
    for (number, label) in text.split(separator: ".", omittingEmptySubsequences: false).enumerated()
    {
      if number > 0 { put(0x2E as UInt8) }
      if label.hasPrefix("xn--"), let decoded = Punycode.decode(label.dropFirst(4)) {
        for scalar in decoded { put(scalar.value) }
      } else {
        for scalar in label.unicodeScalars { put(scalar.value) }
      }
    }
  }
}

/// RFC 3492.
enum Punycode {
  /// - Parameter text: a label without `xn--`.
  /// - Returns: its characters; nil where it is not of the form.
  static func decode(_ text: Substring) -> [Unicode.Scalar]? {
    let basic = text.lastIndex(of: "-")
    var output = basic.map { Array(text[..<$0].unicodeScalars) } ?? []
    guard output.allSatisfy(\.isASCII) else { return nil }
    var digits = (basic.map { text[text.index(after: $0)...] } ?? text).utf8.makeIterator()
    var (point, index, bias) = (128, 0, 72)
    while let first = digits.next() {
      let before = index
      var (weight, byte) = (1, first)
      for step in stride(from: 36, through: .max, by: 36) {
        guard let digit = value(of: byte) else { return nil }
        let (product, overflows) = digit.multipliedReportingOverflow(by: weight)
        guard !overflows, index <= 0x7FFF_FFFF &- product else { return nil }
        index += product
        let threshold = min(max(step - bias, 1), 26)
        if digit < threshold { break }
        weight *= 36 - threshold
        guard weight <= 0x7FFF_FFFF, let next = digits.next() else { return nil }
        byte = next
      }
      bias = adapted(index - before, output.count + 1, isFirst: before == 0)
      point += index / (output.count + 1)
      index %= output.count + 1
      guard let scalar = Unicode.Scalar(UInt32(clamping: point)), output.count < 63 else {
        return nil
      }
      output.insert(scalar, at: index)
      index += 1
    }
    return output
  }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 0x61...0x7A: Int(byte - 0x61)
    case 0x41...0x5A: Int(byte - 0x41)
    case 0x30...0x39: Int(byte - 0x30) + 26
    default: nil
    }
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var bias = 0
    while delta > 455 {
      delta /= 35
      bias += 36
    }
    return bias + 36 * delta / (delta + 38)
  }
}
