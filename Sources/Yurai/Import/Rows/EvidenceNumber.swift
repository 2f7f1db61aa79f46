/// The form in which settlement and tracking numbers are compared: however a number was written, it is one number.
enum EvidenceNumber {
  private static let dash = UInt8(ascii: "-")

  /// Appends the form of `id` to `output`.
  ///
  /// Width and case do not count, nor do blanks, dashes and invisible characters between a letter and a digit, or in a
  /// long number that is written in groups of three and four digits, as parcel services print it. Elsewhere they are one
  /// dash: `1-23` and `12-3` are two numbers.
  /// Capital letters and digits, as most systems write such numbers, stay as they are.
  static func append(_ id: Span<UInt8>, to output: inout [UInt8]) {
    let written = id.extracting(id.trimmedRange)
    // Nearly every one is.
    guard !isPlain(written) else { return output.append(written) }
    let start = output.count
    narrow(written.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }, to: &output)
    joinGroups(of: &output, from: start)
    // A dash alone, as some systems write for none: it is what it is.
    if output.count == start { output.append(written) }
  }

  /// Whether there are only digits and capital letters.
  private static func isPlain(_ written: Span<UInt8>) -> Bool {
    for index in written.indices {
      let byte = written[unchecked: index]
      guard isDigit(byte) || isLetter(byte) else { return false }
    }
    return true
  }

  /// In half width and capital letters, with one dash for all the blanks and dashes at a place, and none at either end.
  private static func narrow(_ written: String, to output: inout [UInt8]) {
    let start = output.count
    var isApart = false
    for scalar in written.unicodeScalars {
      switch scalar.value {
      // Soft hyphen, zero width, byte order mark.
      case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: continue
      case 0x09, 0x20, 0x2D, 0xA0, 0x2000...0x200A, 0x2010...0x2015, 0x202F, 0x2043, 0x205F, 0x2212,
        0x2500, 0x2501, 0x3000, 0x30FC, 0xFE58, 0xFE63, 0xFF0D, 0xFF70:
        isApart = output.count > start
        continue
      default: break
      }
      if isApart { output.append(dash) }
      isApart = false
      switch scalar.value {
      case 0x61...0x7A: output.append(UInt8(scalar.value - 0x20))
      case 0xFF41...0xFF5A: output.append(UInt8(scalar.value - 0xFF41 + 0x41))
      case 0xFF01...0xFF5E: output.append(UInt8(scalar.value - 0xFEE0))
      default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Takes out the dashes that tell nothing.
  private static func joinGroups(of output: inout [UInt8], from start: Int) {
    var end = start
    var index = start
    // Whether the dashes within the digits from here are those of a long number, up to `groupsEnd`.
    var isGrouped = false
    var groupsEnd = start
    while index < output.count {
      if index >= groupsEnd, isDigit(output[index]) {
        (isGrouped, groupsEnd) = groups(in: output, at: index)
      }
      let byte = output[index]
      let isInGroups = index < groupsEnd
      let isNeeded =
        byte != dash
        || (isInGroups ? !isGrouped : isLetter(output[index - 1]) && isLetter(output[index + 1]))
      if isNeeded {
        output[end] = byte
        end += 1
      }
      index += 1
    }
    output.removeSubrange(end...)
  }

  /// Where the digits and dashes from `start` end, and whether they are a number of eight digits and more in groups of three
  /// and four, of which the last may be shorter.
  private static func groups(in bytes: [UInt8], at start: Int) -> (isGrouped: Bool, end: Int) {
    var end = start
    var digits = 0
    var size = 0
    var isEven = true
    while end < bytes.count {
      if isDigit(bytes[end]) {
        size += 1
        digits += 1
      } else if bytes[end] == dash, end + 1 < bytes.count, isDigit(bytes[end + 1]) {
        if !(3...4).contains(size) { isEven = false }
        size = 0
      } else {
        break
      }
      end += 1
    }
    return (isEven && size <= 4 && digits >= 8, end)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}
