/// JSON whose members keep the order in which they are written. `JSONEncoder` offers hash order
/// or sorted keys, and the documented output has neither.
enum OrderedJSON {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([OrderedJSON])
  case object([(String, OrderedJSON)])

  /// `value`, or an explicit null: a reader of the output sees that the key exists.
  static func optional(_ value: String?) -> OrderedJSON {
    value.map { .string($0) } ?? .null
  }

  /// Compact text on one line, non-ASCII letters as they are (RFC 8259, UTF-8).
  var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .string(let value): OrderedJSON.write(value, to: &output)
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        OrderedJSON.write(member.0, to: &output)
        output += ":"
        member.1.write(to: &output)
      }
      output += "}"
    }
  }

  private static func write(_ value: String, to output: inout String) {
    output += "\""
    // Most texts are names and numbers in which nothing has to be escaped.
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      output += value
      output += "\""
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      // C1 controls and bidi marks are legal JSON, and act on the terminal that shows it.
      case _ where Neutral.isHostile(scalar): writeEscape(scalar, to: &output)
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }

  private static func writeEscape(_ scalar: Unicode.Scalar, to output: inout String) {
    for unit in UTF16.encode(scalar) ?? .init() {
      let digits = String(unit, radix: 16)
      output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
