internal import CLibPQ

/// A queue of statements; see ``Connection/pipeline(_:)``.
public struct Pipeline: ~Copyable {
  private let connection: OpaquePointer
  private var queue: [(text: String, parameters: EncodedParameters)] = []
  private var queuedBytes = 0

  /// Statements that have run, which is the index of the first one queued.
  public private(set) var completedStatements = 0

  /// Rows inserted, updated, deleted … by the statements that have run.
  public private(set) var affectedRows = 0

  init(connection: OpaquePointer) { self.connection = connection }

  /// Queues a statement; its rows, if any, are thrown away.
  ///
  /// After 1000 statements or 1 MiB it syncs by itself, which bounds the memory on both sides.
  /// Statements of the same text one after the other are parsed once.
  ///
  /// - Throws: `usage` for COPY, which pipelines cannot do; what ``sync()`` throws.
  public mutating func execute(_ query: Query) throws(PostgresError) {
    let parameters = try EncodedParameters(query)
    // In a pipeline COPY would wait for data behind the sync that is waiting for it, for ever. It
    // cannot hide: neither a function nor a prepared statement can copy to or from the client.
    if query.firstKeyword == "COPY" {
      throw .usage("COPY cannot be part of a pipeline", statement: query.text)
    }
    queue.append((query.text, parameters))
    queuedBytes += query.text.utf8.count + parameters.byteCount
    if queue.count >= 1000 || queuedBytes >= 1 << 20 { try sync() }
  }

  /// Sends what is queued and waits until it has run.
  ///
  /// - Throws: the first failure; nothing queued since the sync before has then had an effect,
  ///   unless a transaction is open, which has then failed.
  public mutating func sync() throws(PostgresError) {
    guard !queue.isEmpty else { return }
    defer {
      queue.removeAll(keepingCapacity: true)
      queuedBytes = 0
    }
    // libpq is in pipeline mode during this call only: whatever else throws has nothing to undo.
    guard PQenterPipelineMode(connection) == 1 else {
      throw .failed(connection: connection, statement: nil)
    }
    let commands = send()
    let failure = commands.flatMap { receive($0) }
    let isOver = PQexitPipelineMode(connection) == 1
    if let failure { throw failure }
    guard commands != nil, isOver else { throw .failed(connection: connection, statement: nil) }
    completedStatements += queue.count
  }

  /// Sends the whole queue and a sync.
  ///
  /// The unnamed prepared statement stays until another is parsed, so equal statements in a row need
  /// one parse, and nothing has to be cleared away afterwards.
  ///
  /// - Returns: per command sent, the index in the queue; nil when the connection broke.
  private func send() -> [Int]? {
    var commands: [Int] = []
    commands.reserveCapacity(queue.count + 1)
    var previous: Int?
    for index in queue.indices {
      let (text, parameters) = queue[index]
      if previous.map({ queue[$0].text != text || queue[$0].parameters.types != parameters.types })
        ?? true
      {
        let sent = parameters.withPointers { count, types, _, _, _ in
          PQsendPrepare(connection, "", text, count, types)
        }
        guard sent == 1 else { return nil }
        commands.append(index)
      }
      let sent = parameters.withPointers { count, _, values, lengths, formats in
        PQsendQueryPrepared(connection, "", count, values, lengths, formats, 0)
      }
      guard sent == 1 else { return nil }
      commands.append(index)
      previous = index
    }
    return PQpipelineSync(connection) == 1 ? commands : nil
  }

  /// Reads every command's results, up to the sync's own.
  private mutating func receive(_ commands: [Int]) -> PostgresError? {
    var failure: (fields: ServerFields, command: Int)?
    var rows = 0
    var command = 0
    // No result ends a command's results; one more than there are commands means a broken connection.
    while command <= commands.count {
      guard let raw = PQgetResult(connection) else {
        command += 1
        continue
      }
      let result = ResultHandle(raw)
      switch result.status {
      case PGRES_PIPELINE_SYNC:
        command = commands.count + 1
      case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE:
        if failure == nil { failure = (ServerFields(result: result.raw), command) }
      case PGRES_PIPELINE_ABORTED:
        break
      default:
        rows += result.affectedRows
      }
    }
    if let failure {
      let index = commands.indices.contains(failure.command) ? commands[failure.command] : 0
      return PostgresError.failed(
        failure.fields, connection: connection, statement: queue[index].text
      ).atStatement(completedStatements + index)
    }
    affectedRows += rows
    return nil
  }
}
