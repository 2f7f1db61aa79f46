internal import CLibPQ

/// Where the data of a `COPY … FROM STDIN` is written; see ``Connection/copyIn(_:_:)``.
///
/// Small writes are gathered into pieces of at least ``pieceSize`` bytes.
public struct CopyIn: ~Copyable {
  /// 64 KiB. Larger pieces were measured to gain nothing, smaller ones cost time in libpq.
  public static var pieceSize: Int { 65_536 }

  private let connection: OpaquePointer
  private let statement: String
  private var pending: [UInt8] = []

  init(connection: OpaquePointer, statement: String) {
    self.connection = connection
    self.statement = statement
  }

  /// Writes bytes in the COPY's format; rows may be split anywhere.
  ///
  /// - Throws: `connectionLost`.
  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    if pending.isEmpty, bytes.count >= Self.pieceSize { return try put(bytes) }
    pending.append(contentsOf: bytes)
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// Writes bytes in the COPY's format; rows may be split anywhere.
  ///
  /// - Throws: `connectionLost`.
  public mutating func write(_ bytes: Span<UInt8>) throws(PostgresError) {
    if pending.isEmpty, bytes.count >= Self.pieceSize {
      let connection = connection
      let status = bytes.withUnsafeBytes { Self.put($0, connection) }
      return try check(status)
    }
    bytes.withUnsafeBufferPointer { pending.append(contentsOf: $0) }
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// Writes text in the COPY's format. Nothing is escaped here; see ``TextCopyBuffer``.
  ///
  /// - Throws: `connectionLost`.
  public mutating func write(_ text: String) throws(PostgresError) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// Sends what waits; the end of ``Connection/copyIn(_:_:)`` does it too.
  ///
  /// - Throws: `connectionLost`.
  public mutating func flush() throws(PostgresError) {
    guard !pending.isEmpty else { return }
    let connection = connection
    let status = pending.withUnsafeBytes { Self.put($0, connection) }
    pending.removeAll(keepingCapacity: true)
    try check(status)
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    try check(Self.put(bytes, connection))
  }

  /// libpq copies the bytes and, the connection being a blocking one, sends them when its own
  /// buffer is full. It takes the length as an Int32.
  private static func put(_ bytes: UnsafeRawBufferPointer, _ connection: OpaquePointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 24))
      let status = PQputCopyData(
        connection, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count))
      if status != 1 { return status }
      rest = rest.dropFirst(piece.count)
    }
    return 1
  }

  private func check(_ status: Int32) throws(PostgresError) {
    if status != 1 { throw .failed(connection: connection, statement: statement) }
  }
}
