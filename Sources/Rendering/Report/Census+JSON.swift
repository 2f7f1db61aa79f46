extension Census {
  /// One line of JSON, `"version":1` first. `unexplained`, `residual` and `statement_holds` are
  /// derived, and written so that a reader can check its own arithmetic against ours.
  public var json: String {
    OrderedJSON.object([
      ("version", .int(version)),
      ("run", run.ordered),
      ("checkpoint", checkpoint?.ordered ?? .null),
      ("customers", .int(customers)),
      ("verdicts", verdicts.ordered),
      ("unexplained", .int(unexplained)),
      ("residual", .int(residual)),
      ("statement_holds", .bool(statementHolds)),
      ("by_mall", .array(byMall.map(\.ordered))),
      ("by_merchant", .array(byMerchant.map(\.ordered))),
      ("findings", .array(findings.map(\.ordered))),
      ("batches", .array(batches.map(\.ordered))),
      ("exceptions", .array(exceptions.map(\.ordered))),
    ]).text
  }
}

extension Census.Run {
  var ordered: OrderedJSON {
    .object([
      ("id", .int(id)), ("mode", .string(mode)), ("finished_at", .string(finishedAt.description)),
    ])
  }
}

extension Census.Checkpoint {
  var ordered: OrderedJSON {
    .object([("origin", .string(origin)), ("size", .int(size)), ("root", .string(root))])
  }
}

extension Census.Group {
  var ordered: OrderedJSON {
    .object([("id", .string(id)), ("name", .string(name)), ("verdicts", verdicts.ordered)])
  }
}

extension Census.FindingCount {
  var ordered: OrderedJSON {
    .object([
      ("rule", .string(rule.rule)),
      ("title_ja", .string(rule.titleJa)),
      ("title_en", .string(rule.titleEn)),
      ("new", .int(new)), ("still", .int(still)), ("gone", .int(gone)),
    ])
  }

  /// Reads the flat object that `Census.json` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      rule: FindingTitle(
        rule: try container.decode(String.self, forKey: .rule),
        titleJa: try container.decode(String.self, forKey: .titleJa),
        titleEn: try container.decode(String.self, forKey: .titleEn)),
      new: try container.decode(Int.self, forKey: .new),
      still: try container.decode(Int.self, forKey: .still),
      gone: try container.decode(Int.self, forKey: .gone))
  }

  /// Writes the same flat object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule.rule, forKey: .rule)
    try container.encode(rule.titleJa, forKey: .titleJa)
    try container.encode(rule.titleEn, forKey: .titleEn)
    try container.encode(new, forKey: .new)
    try container.encode(still, forKey: .still)
    try container.encode(gone, forKey: .gone)
  }

  enum CodingKeys: String, CodingKey {
    case rule
    case titleJa = "title_ja"
    case titleEn = "title_en"
    case new, still, gone
  }
}

extension Census.Batch {
  var ordered: OrderedJSON {
    .object([
      ("file", .string(file)), ("sha256", .string(sha256)), ("supplier", .string(supplier)),
      ("origin", .string(origin)), ("lines", .int(lines)), ("accepted", .int(accepted)),
      ("set_aside", .int(setAside)),
    ])
  }
}

extension Census.Exception {
  var ordered: OrderedJSON {
    .object([
      ("customer", .string(customer)), ("verdict", .string(verdict.rawValue)),
      ("approver", .string(approver)), ("reason", .string(reason)),
      ("evidence", .string(evidence)),
    ])
  }
}
