import Glibc

/// Writes one file through a large buffer and counts its records.
struct FileWriter: ~Copyable {
  private static let flushAt = 1 << 20

  let path: String
  private(set) var records = 0
  private var flushed = 0
  private let descriptor: Int32
  private var buffer = RowBuffer(capacity: FileWriter.flushAt + (1 << 14))

  /// Creates the file, or empties the one that is there.
  init(directory: String, path: String) throws(GeneratorError) {
    self.path = path
    descriptor = open("\(directory)/\(path)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw GeneratorError(.cannotWrite, path: path, errno: errno) }
  }

  deinit {
    _ = close(descriptor)
  }

  /// Bytes written so far.
  var size: Int { flushed + buffer.bytes.count }

  /// Appends what `body` writes, without counting it as a record: headers, JSON, YAML.
  mutating func text(_ body: (inout RowBuffer) -> Void) throws(GeneratorError) {
    body(&buffer)
    if buffer.bytes.count >= Self.flushAt { try flush() }
  }

  /// Appends one record.
  mutating func record(_ body: (inout RowBuffer) -> Void) throws(GeneratorError) {
    records += 1
    try text(body)
  }

  /// Writes out the buffer; call it at the end, since `deinit` cannot report a full disk.
  mutating func flush() throws(GeneratorError) {
    var start = 0
    while start < buffer.bytes.count {
      let written = buffer.bytes.withUnsafeBytes { raw in
        write(descriptor, raw.baseAddress.map { $0 + start }, raw.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw GeneratorError(.cannotWrite, path: path, errno: errno)
      }
      start += written
    }
    flushed += buffer.bytes.count
    buffer.bytes.removeAll(keepingCapacity: true)
  }
}
