/// How much one record may take before reading stops with an error.
///
/// They bound memory: a quote that was never closed would otherwise swallow the rest of the file.
public struct Limits: Sendable, Hashable {
  /// The most bytes of text, as UTF-8 and with its quotes and delimiters, that a record may have.
  public var maxRecordBytes: Int
  /// The most fields that a record may have.
  public var maxFields: Int

  /// Sets both limits.
  ///
  /// - Parameters:
  ///   - maxRecordBytes: at least 1; more than 1 GiB counts as 1 GiB.
  ///   - maxFields: at least 1; more than 1,048,576 counts as that.
  public init(maxRecordBytes: Int = 1 << 20, maxFields: Int = 2048) {
    self.maxRecordBytes = min(max(maxRecordBytes, 1), 1 << 30)
    self.maxFields = min(max(maxFields, 1), 1 << 20)
  }
}
