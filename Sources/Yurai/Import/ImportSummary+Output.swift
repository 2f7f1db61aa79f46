extension ImportSummary {
  /// The summary as documented JSON.
  public var json: String {
    let files = files.map { file in
      """
      {"path":\(Self.quoted(file.path)),"profile":\(Self.quoted(file.profile)),"encoding":"\(file.encoding)",\
      "sha256":"\(file.sha256)","status":"\(file.status.rawValue)","batch":\(file.batch),"lines":\(file.lines),\
      "rows":\(file.rows),"accepted":\(file.accepted),"unchanged":\(file.unchanged),"replaced":\(file.replaced),\
      "set_aside":\(file.setAside),"card_numbers":\(file.cardNumbers)}
      """
    }
    return """
      {"version":1,"check":\(isCheck),"accepted":\(total(\.accepted)),"unchanged":\(total(\.unchanged)),\
      "replaced":\(total(\.replaced)),"set_aside":\(total(\.setAside)),"files":[\(files.joined(separator: ","))]}
      """
  }

  /// The summary for a terminal of 80 columns.
  public var text: String {
    var lines = isCheck ? files.map(Self.identity) : []
    lines.append("      lines   accepted  unchanged   replaced  set aside  file")
    for file in files {
      let counts = [file.lines, file.accepted, file.unchanged, file.replaced, file.setAside]
      lines.append(counts.map { Self.padded($0) }.joined() + "  " + file.path)
    }
    if files.count > 1 {
      let sums = [
        total(\.lines), total(\.accepted), total(\.unchanged), total(\.replaced), total(\.setAside),
      ]
      lines.append(sums.map { Self.padded($0) }.joined() + "  in all")
    }
    if total(\.setAside) > 0 && !isCheck { lines.append("The rows set aside: yurai rejects") }
    if isCheck { lines.append("This was a check: nothing of it was kept.") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a file is: profile, encoding, and the beginning of its hash.
  private static func identity(_ file: File) -> String {
    let known = file.status == .unchanged ? ", loaded before as batch \(file.batch)" : ""
    return
      "\(file.path): \(file.profile), \(file.encoding), sha256 \(file.sha256.prefix(12))\(known)"
  }

  private static func padded(_ count: Int64) -> String {
    let digits = String(count)
    return String(repeating: " ", count: max(11 - digits.count, 1)) + digits
  }

  /// A JSON string (RFC 8259).
  public static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
