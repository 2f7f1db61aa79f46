/// Rows of a CSV file as RFC 4180 has it, in UTF-8, that end in a line feed.
public enum CSVRow {
  /// Adds a row. Fields with a comma, a quote or a line end are quoted, and those that `isQuoted` picks.
  public static func append(
    _ fields: [String], to bytes: inout [UInt8], quoting isQuoted: (String) -> Bool = { _ in false }
  ) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      // By bytes: a comma or a quote with a combining mark behind it is another character, and the same byte.
      guard field.utf8.contains(where: endsField) || isQuoted(field) else {
        bytes += field.utf8
        continue
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }
}
