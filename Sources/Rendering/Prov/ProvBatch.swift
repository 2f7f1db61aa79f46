/// An imported file as a collection of its rows, and the import that made it.
public struct ProvBatch: ProvFact {
  let number: Int
  let fileName: String
  let sha256: String
  let origin: String
  let lines: Int
  let importedAt: Moment

  /// - Parameters:
  ///   - number: number of the batch.
  ///   - fileName: the file's name, without its folder.
  ///   - sha256: of its bytes, in hexadecimal.
  ///   - origin: the declared origin.
  ///   - lines: its data lines.
  ///   - importedAt: when its rows were loaded.
  public init(
    number: Int, fileName: String, sha256: String, origin: String, lines: Int, importedAt: Moment
  ) {
    self.number = number
    self.fileName = fileName
    self.sha256 = sha256
    self.origin = origin
    self.lines = lines
    self.importedAt = importedAt
  }

  /// The collection, the import, and who did it.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    let name = ProvName.thing("batch", number)
    let act = ProvName.thing("import", number)
    switch section {
    case .entity:
      return [
        ProvEntry(
          name, types: ["prov:Collection", "yurai:Batch"],
          [
            "yurai:file": .text(fileName), "yurai:sha256": .text(sha256),
            "yurai:origin": .text(origin), "yurai:lines": .number(lines),
          ])
      ]
    case .activity:
      return [
        ProvEntry(
          act, types: ["yurai:Import"],
          ["prov:startTime": .time(importedAt), "prov:endTime": .time(importedAt)])
      ]
    case .wasGeneratedBy:
      return [
        ProvEntry(
          relation: "generated-batch-\(number)",
          ["prov:entity": .text(name), "prov:activity": .text(act), "prov:time": .time(importedAt)])
      ]
    case .wasAssociatedWith:
      return [
        ProvEntry(
          relation: "import-\(number)",
          ["prov:activity": .text(act), "prov:agent": .text(ProvAudit.tool)])
      ]
    default: return []
    }
  }
}

/// The audit run whose verdicts the records bear, and the tool.
public struct ProvAudit: ProvFact {
  static let tool = "id:yurai"

  let run: Int
  let startedAt: Moment
  let finishedAt: Moment

  /// - Parameters:
  ///   - run: number of the run.
  ///   - startedAt: the moment whose facts were judged.
  ///   - finishedAt: when the result was written.
  public init(run: Int, startedAt: Moment, finishedAt: Moment) {
    self.run = run
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }

  /// The run and the tool.
  public func entries(in section: ProvSection) -> [ProvEntry] {
    let name = ProvName.thing("audit", run)
    switch section {
    case .activity:
      return [
        ProvEntry(
          name, types: ["yurai:Audit"],
          ["prov:startTime": .time(startedAt), "prov:endTime": .time(finishedAt)])
      ]
    case .agent:
      return [
        ProvEntry(Self.tool, types: ["prov:SoftwareAgent"], ["prov:label": .text("yurai")])
      ]
    case .wasAssociatedWith:
      return [
        ProvEntry(
          relation: "audit-\(run)",
          ["prov:activity": .text(name), "prov:agent": .text(Self.tool)])
      ]
    default: return []
    }
  }
}
