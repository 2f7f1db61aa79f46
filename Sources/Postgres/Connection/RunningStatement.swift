internal import CLibPQ
internal import Glibc

/// A statement that the server works on while its caller does something else.
///
/// ```swift
/// var count = try Connection(parameters).start("SELECT count(*) FROM shop_order")
/// // …whatever takes its time on another connection…
/// let orders = try count.rows()
/// ```
///
/// For results that are small: a server whose result nobody reads waits once the socket is full. Dropped before
/// its rows were asked for, the statement is cancelled.
public struct RunningStatement: ~Copyable {
  private var connection: Connection
  private let text: String
  private let canceller: Canceller
  private var isAnswered = false

  init(_ query: Query, on connection: consuming Connection) throws(PostgresError) {
    try connection.send(query)
    text = query.text
    canceller = connection.canceller
    self.connection = connection
  }

  deinit {
    guard !isAnswered else { return }
    // A request that overtakes its statement finds the session idle and is lost: so it is made again.
    for _ in 0..<20 {
      try? canceller.cancel()
      if connection.isAnswered(within: 50) { return }
    }
  }

  /// Waits so many milliseconds at most. Whether the statement has ended, or its session.
  public func isDone(within milliseconds: Int32) -> Bool {
    connection.isAnswered(within: milliseconds)
  }

  /// Waits for the statement to end, and holds its whole result in memory. To be called once.
  ///
  /// - Throws: `server`, `cancelled`, `connectionLost`; `unexpectedResult` when called again.
  public mutating func rows() throws(PostgresError) -> Rows {
    isAnswered = true
    guard let result = try connection.finish(statement: text) else {
      throw PostgresError(.unexpectedResult, statement: text)
    }
    return Rows(result)
  }
}

extension Connection {
  /// Whether what was sent is answered, or the session gone, after so many milliseconds at most.
  fileprivate func isAnswered(within milliseconds: Int32) -> Bool {
    var socket = pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0)
    guard poll(&socket, 1, milliseconds) > 0 else { return false }
    return PQconsumeInput(raw) == 0 || PQisBusy(raw) == 0
  }

  /// Sends one statement and comes back at once; the connection is the statement's from then on.
  ///
  /// - Throws: `connectionLost` when it could not be sent; `usage`.
  public consuming func start(_ query: Query) throws(PostgresError) -> RunningStatement {
    try RunningStatement(query, on: self)
  }
}
