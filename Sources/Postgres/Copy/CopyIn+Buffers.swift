extension CopyIn {
  /// Sends a buffer's content and empties it, once it holds `size` bytes; 0 means at once.
  ///
  /// - Throws: `connectionLost`.
  public mutating func write(_ buffer: inout BinaryCopyBuffer, whenOver size: Int = 0)
    throws(PostgresError)
  {
    guard buffer.count >= size else { return }
    try buffer.withUnsafeBytes { (bytes) throws(PostgresError) in try write(bytes) }
    buffer.removeAll()
  }

  /// Sends a buffer's content and empties it, once it holds `size` bytes; 0 means at once.
  ///
  /// - Throws: `connectionLost`.
  public mutating func write(_ buffer: inout TextCopyBuffer, whenOver size: Int = 0)
    throws(PostgresError)
  {
    guard buffer.count >= size else { return }
    try buffer.withUnsafeBytes { (bytes) throws(PostgresError) in try write(bytes) }
    buffer.removeAll()
  }
}
