internal import CLibPQ
internal import Synchronization

/// Cancels what a connection is doing, from any thread.
///
/// The request travels over a connection of its own, so it works while the other thread waits in
/// libpq. It names a session, not a statement: sent too late, it finds the session idle, or ends
/// the statement after. It stays valid as a value after the connection is gone, and then does nothing.
///
/// Not for a signal handler: call it from a thread that waits for the signal.
public final class Canceller: Sendable {
  private let handle: Mutex<Handle>

  init(connection: OpaquePointer) {
    handle = Mutex(Handle(raw: clibpq_cancel_create(connection)))
  }

  /// Asks the server to end the running statement, and returns when the request is delivered. The
  /// statement's own call then throws `cancelled`.
  ///
  /// - Throws: `connectionLost` when the request could not be delivered.
  public func cancel() throws(PostgresError) {
    let failure: String? = handle.withLock { handle in
      guard let raw = handle.raw else { return "the connection was lost before" }
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        buffer.initialize(repeating: 0)
        if clibpq_cancel_send(raw, buffer.baseAddress, Int32(buffer.count)) == 1 { return nil }
        return buffer.baseAddress.map { String(cString: $0) } ?? ""
      }
    }
    if let failure {
      throw PostgresError(
        .connectionLost, summary: "the request to cancel could not be delivered",
        fields: ServerFields(message: failure))
    }
  }

  /// libpq's handle: since version 17 it is a connection and has a state, hence the lock.
  private struct Handle: ~Copyable, @unchecked Sendable {
    let raw: UnsafeMutableRawPointer?
    init(raw: UnsafeMutableRawPointer?) { self.raw = raw }
    deinit { if let raw { clibpq_cancel_free(raw) } }
  }
}
