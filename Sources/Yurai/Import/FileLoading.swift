internal import Foundation
internal import Matching
internal import Postgres
internal import Tabular

/// Loads one entry of a manifest, with the files that its mapping joins, in the caller's transaction.
struct FileLoading {
  let entry: Manifest.Entry
  let path: String
  let batch: BatchFacts
  let mapping: Mapping?
  let folder: String
  let parameters: ConnectionParameters
  let options: ImportJob.Options
  /// Called when the file was read to its end, and the server has its rows still to put in place.
  let whenRead: () -> Void

  private var constants: [String: String] {
    var given: [String: String] = [:]
    given["mall_id"] = entry.mall
    given["merchant_id"] = entry.merchant
    return given
  }

  /// Loads it; one summary for each file.
  func run(secret: MatchSecret, in connection: inout Connection) throws -> [ImportSummary.File] {
    let number = try batch.begin(in: &connection)
    guard let zone = TimeZone(identifier: batch.timezone) else {
      throw YuraiError("\(batch.timezone) is not a time zone")
    }
    if let mapping { return try mapped(mapping, number, zone, secret, &connection) }
    guard let profile = CanonicalProfile(rawValue: entry.profile), entry.with.isEmpty else {
      throw YuraiError("\(entry.path): `with` is for mappings; \(entry.profile) is one file")
    }
    return [try canonical(profile, number, zone, secret, &connection)]
  }

  private func canonical(
    _ profile: CanonicalProfile, _ number: Int32, _ zone: TimeZone, _ secret: MatchSecret,
    _ connection: inout Connection
  ) throws -> ImportSummary.File {
    let binding = try header(profile)
    let shape = RowShape(
      profile: profile, binding: binding, times: TimeReader(zone: zone), constants: constants)
    let parser = RowParser(
      path: path, name: entry.path, encoding: batch.inspection.encoding, dialect: .csv,
      shape: shape, batch: number,
      hasHeader: true, endsLine: batch.inspection.endsLine)
    let result = try load(parser, profile, secret, &connection)
    try batch.inspection.requireUnchanged()
    guard result.summary.lines > 0 else {
      throw YuraiError("\(entry.path) has a header and no rows: was the export cut off?")
    }
    if let first = result.summary.firstUnreadable,
      result.summary.unreadable == result.summary.lines
    {
      throw unreadable(first, lines: result.summary.lines)
    }
    var file = ImportSummary.File(
      batch, path: entry.path, status: .loaded, batchID: Int(number), lines: result.summary.lines)
    file.table = profile.table
    try finish(&file, result, of: profile, extraSetAside: 0, extraCards: 0, &connection)
    return file
  }

  /// Not one line is what the profile says: then the file is another one, or is read in the wrong way.
  private func unreadable(_ first: (line: Int, reject: RowReject), lines: Int64) -> YuraiError {
    let column = first.reject.column.map { "\($0): " } ?? ""
    return YuraiError(
      "\(entry.path) is not what its profile says: none of its \(lines) line(s) can be read as \(entry.profile) in "
        + "\(batch.inspection.encoding.rawValue) (the first: line \(first.line), \(first.reject.reason.rawValue): "
        + "\(column)\(first.reject.detail)). Nothing of it was loaded")
  }

  private func header(_ profile: CanonicalProfile) throws -> HeaderBinding {
    do {
      var reader = try RecordReader(path: path, encoding: batch.inspection.encoding)
      var record = Record()
      guard try reader.next(&record) else {
        throw YuraiError("\(entry.path) is empty: not even a header. Was the export cut off?")
      }
      return try HeaderBinding(
        header: record, profile: profile, given: Set(constants.keys), file: entry.path)
    } catch let error as TabularError {
      throw YuraiError("\(entry.path): \(error.description)")
    }
  }

  private func mapped(
    _ mapping: Mapping, _ number: Int32, _ zone: TimeZone, _ secret: MatchSecret,
    _ connection: inout Connection
  ) throws -> [ImportSummary.File] {
    let names = Set(mapping.joined.map(\.name))
    guard names == Set(entry.with.keys) else {
      throw YuraiError(
        "\(entry.path): the mapping joins \(names.sorted().joined(separator: ", ")); `with:` should name a file for "
          + "each of them and no other")
    }
    let run = try MappingRun(parameters, mapping: mapping)
    do {
      let staged = try run.stage(
        path: path, file: entry.path, encoding: batch.inspection.encoding, as: "source",
        columns: mapping.columns, mall: entry.mall, merchant: entry.merchant)
      var joined: [(Mapping.Joined, BatchFacts, MappingRun.Staged)] = []
      for file in mapping.joined {
        let path = ImportJob.absolute(entry.with[file.name] ?? "", in: folder)
        var facts = batch
        facts.fileName = PathText.name(of: path)
        facts.inspection = try FileInspection(
          path: path, wanted: entry.encoding, name: facts.fileName)
        let lines: MappingRun.Staged
        do {
          lines = try run.stage(
            path: path, file: facts.fileName, encoding: facts.inspection.encoding, as: file.name,
            columns: file.columns, mall: entry.mall, merchant: entry.merchant)
        } catch let error as TabularError {
          throw YuraiError("\(facts.fileName): \(error.description)")
        }
        try requireEnd(lines, facts)
        try facts.inspection.requireUnchanged()
        guard lines.lines == 0 || lines.rejects.count < lines.lines else {
          throw YuraiError(
            "\(facts.fileName): none of its \(lines.lines) line(s) can be read (the first: line \(lines.rejects[0].line), "
              + "\(lines.rejects[0].reject.reason.rawValue): \(lines.rejects[0].reject.detail)). What \(entry.path) leads to would lose "
              + "what it got from there: nothing of either was loaded")
        }
        joined.append((file, facts, lines))
      }
      try batch.inspection.requireUnchanged()
      try requireEnd(staged, batch)
      guard staged.lines > 0 else {
        throw YuraiError("\(entry.path) has a header and no rows: was the export cut off?")
      }
      try Interruption.check("nothing of \(entry.path) was loaded")
      // Before the query: a line that is set aside leads to nothing.
      let orphans = try joined.map { try run.orphans(of: $0.0) }
      let unused = try run.map(given: constants, file: entry.path)
      var files = [try mappedFile(run, mapping, staged, unused, number, zone, secret, &connection)]
      for ((file, facts, lines), orphans) in zip(joined, orphans) {
        files.append(try joinedFile(file, facts, lines, orphans, partOf: number, &connection))
      }
      return files
    } catch let error as TabularError {
      throw YuraiError("\(entry.path): \(error.description)")
    }
  }

  /// A last row that is short and has no line end: the file was cut off.
  private func requireEnd(_ staged: MappingRun.Staged, _ facts: BatchFacts) throws {
    guard let line = staged.shortEnd, !facts.inspection.endsLine else { return }
    throw YuraiError(
      "\(facts.fileName) ends inside a row (line \(line)): it was cut off. Get it again; nothing of it was loaded"
    )
  }

  private func mappedFile(
    _ run: MappingRun, _ mapping: Mapping, _ staged: MappingRun.Staged, _ unused: [Int],
    _ number: Int32,
    _ zone: TimeZone, _ secret: MatchSecret, _ connection: inout Connection
  ) throws -> ImportSummary.File {
    var shape = RowShape(
      profile: mapping.target,
      binding: HeaderBinding(following: 2, columns: mapping.target.columns.count),
      times: TimeReader(order: mapping.dates, zone: zone), constants: constants)
    shape.lineField = 0
    shape.weightField = 1
    let set =
      staged.rejects
      + unused.map { ($0, RowReject(reason: .unused, detail: "the mapping does not use it")) }
    try Self.setAside(set, batch: number, in: &connection)
    let repairs = try run.repairs()
    let stream = try run.stream()
    defer { stream.close() }
    let parser = RowParser(
      path: stream.path, name: entry.path, encoding: .utf8, dialect: .csv, shape: shape,
      batch: number,
      hasHeader: false)
    let result: FileLoader.Result
    do {
      result = try load(parser, mapping.target, secret, &connection)
    } catch {
      // Rows that stop coming look like a short file.
      try run.requireWhole()
      throw error
    }
    try run.requireWhole()
    let misshapen = staged.rejects.filter(\.reject.reason.isOfForm)
    if let first = misshapen.first ?? result.summary.firstUnreadable,
      Int64(misshapen.count) + result.summary.unreadable >= staged.lines
    {
      throw unreadable(first, lines: staged.lines)
    }
    var file = ImportSummary.File(
      batch, path: entry.path, status: .loaded, batchID: Int(number), lines: staged.lines)
    file.table = mapping.target.table
    file.rows = result.summary.rows
    file.warn(gaiji: staged.gaiji)
    file.warn(repairs: repairs)
    let cards = staged.rejects.count { $0.reject.reason == .cardNumber }
    try finish(
      &file, result, of: mapping.target, extraSetAside: Int64(set.count),
      extraCards: Int64(cards), &connection)
    return file
  }

  private func joinedFile(
    _ joined: Mapping.Joined, _ facts: BatchFacts, _ staged: MappingRun.Staged, _ orphans: [Int],
    partOf: Int32, _ connection: inout Connection
  ) throws -> ImportSummary.File {
    let number = try facts.begin(partOf: partOf, in: &connection)
    let orphans = orphans.map {
      (
        line: $0,
        reject: RowReject(reason: .unused, detail: "its key is not in the file that it joins")
      )
    }
    try Self.setAside(staged.rejects + orphans, batch: number, in: &connection)
    var file = ImportSummary.File(
      facts, path: entry.with[joined.name] ?? "", status: .loaded, batchID: Int(number),
      lines: staged.lines)
    file.setAside = Int64(staged.rejects.count + orphans.count)
    file.accepted = staged.lines - file.setAside
    file.rows = file.accepted
    file.warn(gaiji: staged.gaiji)
    try BatchFacts.finish(number, file, cards: 0, in: &connection)
    return file
  }

  private func load(
    _ parser: RowParser, _ profile: CanonicalProfile, _ secret: MatchSecret,
    _ connection: inout Connection
  ) throws -> FileLoader.Result {
    let name = batch.fileName
    let total = batch.inspection.bytes
    let loader = FileLoader(
      parser: parser, plan: LoadPlan(profile), secret: secret, timezone: batch.timezone,
      fileBytes: total,
      progress: { bytes, rows in
        options.progress(ImportProgress(file: name, rows: rows, bytes: bytes, total: total))
      }, whenRead: whenRead)
    do { return try loader.load(into: &connection) } catch let error as TabularError {
      throw YuraiError("\(entry.path): \(error.description)")
    }
  }

  private func finish(
    _ file: inout ImportSummary.File, _ result: FileLoader.Result, of target: CanonicalProfile,
    extraSetAside: Int64, extraCards: Int64, _ connection: inout Connection
  ) throws {
    file.accepted = result.accepted
    file.unchanged = result.unchanged
    file.replaced = result.replaced
    file.setAside = result.setAside + extraSetAside
    file.cardNumbers = result.summary.cardNumbers + extraCards
    try entry.checkTotal(file.lines)
    file.warn(of: result)
    let isOfCustomers = target == .customers
    if isOfCustomers,
      try connection.value(SQLScript(named: "erase/marks_exist").query(), as: Bool.self)
    {
      try connection.execute(
        SQLScript(named: "erase/reappeared").query(["batch": Int32(file.batch)]))
    }
    let isOfEvents = [.orders, .signups, .provisionSubjects].contains(target)
    try BatchFacts.finish(
      Int32(file.batch), file, cards: file.cardNumbers,
      customers: isOfCustomers ? result.inForce : 0, events: isOfEvents ? result.inForce : 0,
      in: &connection)
  }

  private static func setAside(
    _ rejects: [(line: Int, reject: RowReject)], batch: Int32, in connection: inout Connection
  ) throws {
    guard !rejects.isEmpty else { return }
    var chunk = Chunk()
    chunk.start()
    for (line, reject) in rejects { chunk.append(reject, batch: batch, line: line) }
    chunk.finish()
    let copy = try SQLScript(named: "import/reject_copy").query()
    try connection.copyRowsIn(copy) { try $0.write(&chunk.rejects) }
  }
}
