internal import CLibPQ

/// A message that is no error: a NOTICE, WARNING, INFO …
public struct Notice: Sendable {
  /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`, in English.
  public let severity: String
  /// The code; 00000 for plain notices, class 01 for warnings. nil when libpq made the message.
  public let sqlState: SQLState?
  /// The text, in the server's language. A `RAISE NOTICE` can put values into it.
  public let message: String
  /// The DETAIL line. May hold values.
  public let detail: String?
  /// The HINT line.
  public let hint: String?
}

/// What is called with every notice, on the thread that is using the connection.
///
/// It cannot use the connection, which is in the middle of a call.
public typealias NoticeHandler = @Sendable (Notice) -> Void

/// Where libpq's notice receiver finds the handler; lives as long as its connection.
final class NoticeBox {
  var handler: NoticeHandler?

  /// Makes libpq call this box. The connection must hold it until `PQfinish`.
  func install(on connection: OpaquePointer) {
    PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context, let result else { return }
        let box = Unmanaged<NoticeBox>.fromOpaque(context).takeUnretainedValue()
        guard let handler = box.handler else { return }
        let fields = ServerFields(result: result)
        handler(
          Notice(
            severity: fields.severity ?? "NOTICE", sqlState: fields.sqlState,
            message: fields.message ?? "", detail: fields.detail, hint: fields.hint))
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
