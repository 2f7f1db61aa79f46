/// How many bytes are asked for at a time.
///
/// Reading in pieces of one to seven bytes puts a boundary at every place of a file; the tests do so.
struct ReadPacing: Sendable {
  /// Bytes of one read.
  var size: Int
  /// Whether a read is at least as long as the unfinished record before it, so that a record which
  /// spans many reads is not scanned from its start once for each of them.
  var growsWithRecord: Bool

  /// Small enough for raw bytes, text and fields to stay in a core's second-level cache together.
  static let standard = ReadPacing(size: 128 << 10, growsWithRecord: true)

  static func fixed(_ size: Int) -> ReadPacing {
    ReadPacing(size: size, growsWithRecord: false)
  }
}
