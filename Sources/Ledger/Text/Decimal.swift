/// Whole numbers as the C2SP formats write them: ASCII digits, no sign, no leading zero.
enum Decimal {
  /// The number, if the text is exactly what Swift prints for it and it fits 63 bits.
  static func decode(_ text: some Collection<UInt8>) -> Int64? {
    guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
    var value: Int64 = 0
    for character in text {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(character - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }
}
