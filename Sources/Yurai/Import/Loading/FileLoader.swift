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
    let summary = try send(
      records: "import/\(subject)_copy_fresh", sorting: &sort, into: &connection)
    try sort.finish()
    let sorted = SortedFacts(sort)
    if isOfCustomers {
      let next = try connection.value(SQLScript(named: "import/next_leaf").query(), as: Int64.self)
      try send(
        sorted,
        to: [
          (CustomerPlacer(), "import/customer_fresh"),
          (SealPlacer(nextLeaf: next), "import/customer_seal_fresh"),
        ], into: &connection)
      try connection.run(
        SQLScript(named: "import/customer_sealed"), ["records": next + summary.sent])
    } else {
      try send(sorted, to: [(EventPlacer(), "import/event_fresh")], into: &connection)
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
    try send(sorted, to: [(StagePlacer(), "import/\(subject)_copy")], into: &connection)
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

  /// Sends what the parser produces to staging tables.
  private func send(
    facts: String, records: String?, into connection: inout Connection
  ) throws -> ParseSummary {
    let factCopy = try SQLScript(named: facts).query()
    let recordCopy = try records.map { try SQLScript(named: $0).query() }
    let parsed = try startParser(&connection)
    defer { parsed.close() }
    var counts = Counts()
    while var chunk = try parsed.next() {
      if chunk.factRows > 0 {
        try connection.copyRowsIn(factCopy) { try $0.write(&chunk.facts) }
      }
      if let recordCopy, chunk.recordRows > 0 {
        try connection.copyRowsIn(recordCopy) { try $0.write(&chunk.records) }
      }
      try setAside(&chunk.rejects, in: &connection)
      count(chunk, &counts)
      parsed.giveBack(chunk)
    }
    return try end(parsed, counts, &connection)
  }

  /// Sends the records that the parser produces straight to their table, and gathers the facts to be sorted.
  private func send(
    records: String, sorting sort: inout FactSort, into connection: inout Connection
  ) throws -> ParseSummary {
    let recordCopy = try SQLScript(named: records).query()
    let parsed = try startParser(&connection)
    defer { parsed.close() }
    var counts = Counts()
    var rejects = BinaryCopyBuffer(capacity: 4096)
    rejects.removeAll()
    var isOver = false
    while !isOver {
      try connection.copyRowsIn(recordCopy) { copy in
        for _ in 0..<Self.chunksTogether where rejects.count < Chunk.target {
          guard var chunk = try parsed.next() else { return isOver = true }
          if chunk.factRows > 0 { try sort.append(chunk) }
          if chunk.recordRows > 0 { try copy.write(&chunk.records) }
          rejects.append(rows: chunk.rejects)
          count(chunk, &counts)
          parsed.giveBack(chunk)
        }
      }
      try setAside(&rejects, in: &connection)
    }
    return try end(parsed, counts, &connection)
  }

  /// How many chunks go in one COPY. With one for each chunk, three million events took 6.7 s in place of 3.9; with one for all of
  /// them, a disk that is full would be told at the end of the file only.
  private static let chunksTogether = 64

  private struct Counts {
    var rows: Int64 = 0
    var facts: Int64 = 0
  }

  private func count(_ chunk: borrowing Chunk, _ counts: inout Counts) {
    counts.rows += Int64(chunk.factRows + chunk.rejectRows)
    counts.facts += Int64(chunk.factRows)
    progress(chunk.bytesRead, counts.rows)
  }

  private func setAside(
    _ rejects: inout BinaryCopyBuffer, in connection: inout Connection
  ) throws {
    guard rejects.count > 0 else { return }
    let copy = try SQLScript(named: "import/reject_copy").query()
    try connection.copyRowsIn(copy) { try $0.write(&rejects) }
  }

  /// What was read, once all of it was.
  private func end(
    _ parsed: ChunkSupply<ParseSummary>, _ counts: Counts, _ connection: inout Connection
  ) throws -> ParseSummary {
    whenRead()
    var summary = try parsed.summary()
    summary.sent = counts.facts
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

  /// Sends sorted rows to each of the tables, one after the other.
  private func send(
    _ sorted: SortedFacts, to tables: [(placer: any FactPlacer, copy: String)],
    into connection: inout Connection
  ) throws {
    let supply = try ChunkSupply<Void>(file: parser.name, records: 64) {
      sorted.start(placers: tables.map(\.placer), to: $0, from: $1)
    }
    defer { supply.close() }
    for table in tables {
      let query = try SQLScript(named: table.copy).query()
      var isOver = false
      while !isOver {
        try connection.copyRowsIn(query) { copy in
          for _ in 0..<Self.chunksTogether {
            guard var chunk = try supply.next() else { return isOver = true }
            try copy.write(&chunk.facts)
            supply.giveBack(chunk)
          }
        }
      }
    }
  }

  private func startParser(
    _ connection: inout Connection
  ) throws -> ChunkSupply<ParseSummary> {
    switch parser.shape.profile {
    case .customers:
      let encoder = CustomerEncoder(secret: secret, batch: parser.batch, shape: parser.shape)
      return try supply(encoder)
    case .orders, .signups, .provisionSubjects:
      let outlets = try OutletNumbers(known: knownOutlets(&connection))
      return try supply(
        EventEncoder(secret: secret, outlets: outlets, batch: parser.batch, shape: parser.shape))
    default: return try supply(TextEncoder(batch: parser.batch))
    }
  }

  private func supply(_ encoder: some RowEncoder & Sendable) throws -> ChunkSupply<ParseSummary> {
    try ChunkSupply(file: parser.name) { parser.start(encoder: encoder, to: $0, from: $1) }
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
