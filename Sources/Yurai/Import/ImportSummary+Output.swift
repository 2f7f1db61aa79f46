extension ImportSummary {
  /// The summary as documented JSON.
  public var json: String {
    let files = files.map { file in
      // What a check loads is taken back: there is no such batch.
      let isTakenBack = isCheck && file.status == .loaded
      let status = isTakenBack ? "checked" : file.status.rawValue
      let batch = isTakenBack ? "null" : String(file.batch)
      return """
        {"path":\(Self.quoted(file.path)),"profile":\(Self.quoted(file.profile)),"encoding":"\(file.encoding)",\
        "sha256":"\(file.sha256)","status":"\(status)","batch":\(batch),"lines":\(file.lines),\
        "rows":\(file.rows),"accepted":\(file.accepted),"unchanged":\(file.unchanged),"replaced":\(file.replaced),\
        "set_aside":\(file.setAside),"card_numbers":\(file.cardNumbers),"faults":[\(Self.json(file.faults))],\
        "warnings":[\(file.warnings.map(Self.quoted).joined(separator: ","))],"corrected_by":\(Self.json(file.correction))}
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
    let faults = files.flatMap { file in file.faults.map { (file.path, $0) } }
    if !faults.isEmpty {
      lines += ["", "Set aside:"]
      for (path, fault) in faults.prefix(Self.mostFaults) {
        let column = fault.column.map { " (\($0))" } ?? ""
        let text =
          "\(Self.padded(fault.rows))  \(fault.reason)\(column), from line \(fault.line) of"
        // A path in ASCII has as many columns as bytes; another may have fewer.
        let fits = text.utf8.count + path.utf8.count < 80
        lines += fits ? ["\(text) \(path)"] : [text, "             \(path)"]
      }
      if faults.count > Self.mostFaults {
        lines.append("             and \(faults.count - Self.mostFaults) reasons more")
      }
    }
    if total(\.setAside) > 0 && !isCheck { lines.append("Each row with its reason: yurai rejects") }
    if isCheck { lines.append("This was a check: nothing of it was kept.") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reasons that are listed.
  private static let mostFaults = 12

  private static func json(_ faults: [Fault]) -> String {
    faults.map { fault in
      let column = fault.column.map(quoted) ?? "null"
      return """
        {"reason":\(quoted(fault.reason)),"column":\(column),"rows":\(fault.rows),"first_line":\(fault.line)}
        """
    }.joined(separator: ",")
  }

  private static func json(_ correction: Correction?) -> String {
    guard let correction else { return "null" }
    return """
      {"batch":\(correction.batch),"file":\(quoted(correction.file)),"rows":\(correction.rows)}
      """
  }

  /// What a file is: profile, encoding, and the beginning of its hash.
  private static func identity(_ file: File) -> String {
    let known = file.status == .unchanged ? ", loaded before as batch \(file.batch)" : ""
    let facts = "\(file.profile), \(file.encoding), sha256 \(file.sha256.prefix(12))\(known)"
    let fits = file.path.utf8.count + facts.utf8.count < 78
    return fits ? "\(file.path): \(facts)" : "\(file.path):\n    \(facts)"
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
