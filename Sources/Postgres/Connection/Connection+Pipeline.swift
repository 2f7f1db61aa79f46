extension Connection {
  /// Queues many statements with values and runs them in few round trips.
  ///
  /// ```swift
  /// try connection.pipeline { pipeline in
  ///   for shop in shops {
  ///     try pipeline.execute("INSERT INTO shop VALUES (\(shop.id), \(shop.name))")
  ///   }
  /// }
  /// ```
  ///
  /// What runs between two ``Pipeline/sync()`` is one transaction of its own, unless a transaction
  /// is open: the first failure undoes it and skips its rest. When `body` throws, what was queued
  /// since the last sync is never sent.
  ///
  /// - Returns: the number of rows all the statements affected.
  /// - Throws: what `body` throws; the first failure, with its ``PostgresError/statementIndex``.
  @discardableResult
  public mutating func pipeline(_ body: (inout Pipeline) throws -> Void) throws -> Int {
    var pipeline = Pipeline(connection: raw)
    try body(&pipeline)
    try pipeline.sync()
    return pipeline.affectedRows
  }
}
