internal import Matching
internal import Postgres
internal import Tabular

/// Loads the rows of one file inside the transaction that the caller has opened.
struct FileLoader {
  let parser: RowParser
  let plan: LoadPlan
  let secret: MatchSecret
  let timezone: String
  /// Size of the file that the rows come from.
  let fileBytes: Int64
  /// Called with the bytes read so far and the rows sent.
  let progress: (Int64, Int64) -> Void
  /// Called when all rows were read.
  let whenRead: () -> Void

  /// What became of the lines.
  struct Result {
    var summary = ParseSummary()
    var accepted: Int64 = 0
    var unchanged: Int64 = 0
    var replaced: Int64 = 0
    /// Rows that are now in force, of customers or of events.
    var inForce: Int64 = 0
    /// Orders that were replaced by one of somebody else on another day.
    var takenNumbers: Int64 = 0
    var setAside: Int64 { summary.lines - accepted - unchanged - replaced }
  }

  /// Parses, sends, judges and merges. Rows set aside are in the table `reject`.
  func load(into connection: inout Connection) throws -> Result {
    try connection.run(SQLScript(named: "import/settings"))
    switch plan {
    case .bulk(let subject, let judge, let facts, let records, let idColumn):
      return try loadBulk(
        subject: subject, judge: judge, facts: facts, records: records, idColumn: idColumn,
        into: &connection)
    case .small(let script):
      try connection.run(SQLScript(named: "import/text_stage"))
      let summary = try send(facts: "import/text_copy", records: nil, into: &connection)
      try connection.run(
        SQLScript(named: "import/\(script)"), ["batch": parser.batch, "timezone": timezone])
      if script == "provisions" { try connection.run(SQLScript(named: "import/provision_apply")) }
      return try judged(summary, &connection)
    }
  }

  private func loadBulk(
    subject: String, judge: String, facts: String, records: String, idColumn: String,
    into connection: inout Connection
  ) throws -> Result {
    try connection.run(SQLScript(named: "import/\(subject)_stage"))
    let isFresh = try connection.value(
      SQLScript(named: "import/\(subject)_is_fresh").query(), as: Bool.self)
    let judgement: [String: (any Parameter)?] = ["batch": parser.batch, "id_column": idColumn]
    let keepsErased = try connection.value(
      SQLScript(named: "import/loaded_before").query(["batch": parser.batch]), as: Bool.self)
    guard isFresh, !keepsErased else {
      let summary = try send(
        facts: "import/\(subject)_copy", records: "import/record_copy", into: &connection)
      try connection.run(SQLScript(named: "import/\(judge)_judge"), judgement)
      if keepsErased {
        try connection.run(SQLScript(named: "import/\(subject)_erased"), judgement)
      }
      try connection.run(SQLScript(named: "import/\(subject)_merge"), judgement)
      if subject == "customer" { try connection.run(SQLScript(named: "import/customer_seal")) }
      var result = try finish(subject, summary, &connection)
      if judge == "order" {
        result.takenNumbers = try connection.value(
          SQLScript(named: "import/order_taken").query(), as: Int64.self)
      }
      return result
    }
    return try loadFresh(
      subject: subject, judge: judge, judgement, facts: facts, records: records, into: &connection)
  }

  /// Puts the rows in place at once, sorted, and builds the indexes afterwards.
  private func loadFresh(
    subject: String, judge: String, _ judgement: [String: (any Parameter)?], facts: String,
    records: String, into connection: inout Connection
  ) throws -> Result {
    let isOfCustomers = subject == "customer"
    var indexes = try Indexes(
      of: [facts, records] + (isOfCustomers ? ["record_salt"] : []), in: &connection)
    try indexes.drop(in: &connection)
    try connection.run(SQLScript(named: "import/\(subject)_empty"))
    var sort = try FactSort(fileBytes: fileBytes)
    let summary = try send(records: "import/\(subject)_copy_fresh", into: &connection) {
      chunk, _ in try sort.append(chunk)
    }
    try sort.finish()
    let sorted = SortedFacts(sort)
    if isOfCustomers {
      let next = try connection.value(SQLScript(named: "import/next_leaf").query(), as: Int64.self)
      try send(
        sorted, placer: CustomerPlacer(nextLeaf: next), facts: "import/customer_fresh",
        others: "import/customer_seal_fresh", into: &connection)
      try connection.run(
        SQLScript(named: "import/customer_sealed"), ["records": next + summary.sent])
    } else {
      try send(
        sorted, placer: EventPlacer(), facts: "import/event_fresh", others: nil, into: &connection)
    }
    if try indexes.build(in: &connection) {
      if !isOfCustomers { try connection.run(SQLScript(named: "import/provision_apply")) }
      try analyze([facts], &connection)
      var result = Result(summary: summary)
      result.accepted = summary.lines - summary.setAside
      result.inForce = summary.sent
      return result
    }
    // The file names something twice. The judgement is made against the tables as they were: empty.
    try connection.run(SQLScript(named: "import/\(subject)_set_back"))
    try send(
      sorted, placer: StagePlacer(), facts: "import/\(subject)_copy", others: nil,
      into: &connection)
    try connection.run(SQLScript(named: "import/\(judge)_judge"), judgement)
    try connection.run(SQLScript(named: "import/\(subject)_undo_fresh"))
    if isOfCustomers { try connection.run(SQLScript(named: "import/customer_seal_again")) }
    guard try indexes.build(in: &connection) else {
      throw YuraiError("rows of the file name the same thing twice, and could not be told apart")
    }
    return try finish(subject, summary, &connection)
  }

  private func finish(
    _ subject: String, _ summary: ParseSummary, _ connection: inout Connection
  ) throws -> Result {
    if subject == "event" { try connection.run(SQLScript(named: "import/provision_apply")) }
    return try judged(summary, &connection)
  }

  private func judged(_ summary: ParseSummary, _ connection: inout Connection) throws -> Result {
    let counts = try connection.rows(SQLScript(named: "import/judged_counts").query())
    var result = Result(summary: summary)
    result.accepted = try counts.value(0, 0)
    result.unchanged = try counts.value(0, 1)
    result.replaced = try counts.value(0, 2)
    result.inForce = try counts.value(0, 4)
    return result
  }

  private func analyze(_ tables: [String], _ connection: inout Connection) throws {
    for table in tables { try connection.execute("ANALYZE \(identifier: table)") }
  }

  private func send(
    facts: String, records: String?, into connection: inout Connection
  ) throws -> ParseSummary {
    let copy = try SQLScript(named: facts).query()
    return try send(records: records, into: &connection) { chunk, connection in
      try connection.copyIn(copy) { try $0.write(&chunk.facts) }
    }
  }

  /// Sends what the parser produces, chunk by chunk.
  private func send(
    records: String?, into connection: inout Connection,
    facts deliver: (inout Chunk, inout Connection) throws -> Void
  ) throws -> ParseSummary {
    let full = BoundedChannel<Parsed>(capacity: 2)
    let empty = BoundedChannel<Chunk>(capacity: 3)
    for _ in 0..<3 { _ = empty.send(Chunk()) }
    defer {
      full.close()
      empty.close()
    }
    try startParser(to: full, from: empty, &connection)
    let recordCopy = try records.map { try SQLScript(named: $0).query() }
    let rejectCopy = try SQLScript(named: "import/reject_copy").query()
    var rows: Int64 = 0
    var sent: Int64 = 0
    while let message = full.receive() {
      try Interruption.check("nothing of \(parser.name) was loaded")
      switch message {
      case .chunk(var chunk):
        if chunk.factRows > 0 { try deliver(&chunk, &connection) }
        if let recordCopy, chunk.recordRows > 0 {
          try connection.copyIn(recordCopy) { try $0.write(&chunk.records) }
        }
        if chunk.rejectRows > 0 {
          try connection.copyIn(rejectCopy) { try $0.write(&chunk.rejects) }
        }
        rows += Int64(chunk.factRows + chunk.rejectRows)
        sent += Int64(chunk.factRows)
        progress(chunk.bytesRead, rows)
        _ = empty.send(chunk)
      case .failure(let error): throw error
      case .end(var summary):
        whenRead()
        summary.sent = sent
        if !summary.newOutlets.isEmpty {
          try connection.execute(
            SQLScript(named: "import/outlet_add").query([
              "numbers": summary.newOutlets.map { Int64($0.number) },
              "malls": summary.newOutlets.map(\.mall),
              "merchants": summary.newOutlets.map(\.merchant),
            ]))
        }
        return summary
      }
    }
    throw YuraiError("the parser stopped without a word")
  }

  /// Sends sorted rows, chunk by chunk.
  private func send(
    _ sorted: SortedFacts, placer: some FactPlacer, facts: String, others: String?,
    into connection: inout Connection
  ) throws {
    let full = BoundedChannel<SortedFacts.Message>(capacity: 2)
    let empty = BoundedChannel<Chunk>(capacity: 3)
    for _ in 0..<3 { _ = empty.send(Chunk(records: 1 << 16)) }
    defer {
      full.close()
      empty.close()
    }
    sorted.start(placer: placer, to: full, from: empty)
    let factCopy = try SQLScript(named: facts).query()
    let otherCopy = try others.map { try SQLScript(named: $0).query() }
    while let message = full.receive() {
      try Interruption.check("nothing of \(parser.name) was loaded")
      switch message {
      case .chunk(var chunk):
        try connection.copyIn(factCopy) { try $0.write(&chunk.facts) }
        if let otherCopy { try connection.copyIn(otherCopy) { try $0.write(&chunk.records) } }
        _ = empty.send(chunk)
      case .failure(let error): throw error
      case .end: return
      }
    }
    throw YuraiError("the sorter stopped without a word")
  }

  private func startParser(
    to full: BoundedChannel<Parsed>, from empty: BoundedChannel<Chunk>,
    _ connection: inout Connection
  ) throws {
    switch parser.shape.profile {
    case .customers:
      parser.start(
        encoder: CustomerEncoder(secret: secret, batch: parser.batch, shape: parser.shape),
        to: full,
        from: empty)
    case .orders, .signups, .provisionSubjects:
      let outlets = try OutletNumbers(known: knownOutlets(&connection))
      parser.start(
        encoder: EventEncoder(
          secret: secret, outlets: outlets, batch: parser.batch, shape: parser.shape),
        to: full, from: empty)
    default: parser.start(encoder: TextEncoder(batch: parser.batch), to: full, from: empty)
    }
  }

  private func knownOutlets(_ connection: inout Connection) throws -> [Int64: Int32] {
    var known: [Int64: Int32] = [:]
    var maker = KeyMaker(secret: secret)
    let rows = try connection.rows(SQLScript(named: "import/outlets").query())
    for row in 0..<rows.count {
      let (mall, merchant): (String, String) = (try rows.value(row, 1), try rows.value(row, 2))
      let pair = Array(mall.utf8) + [0x1F] + Array(merchant.utf8)
      known[maker.identifier(pair.span, .merchant) ?? 0] = try rows.value(row, 0)
    }
    return known
  }
}
