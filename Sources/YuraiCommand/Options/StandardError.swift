internal import Foundation

/// The standard error, for messages and progress.
enum StandardError {
  /// Writes text as it is. Where nobody is there any more, as at the terminal of a dropped session, it is lost: the work, or
  /// the way it ends, is not to fail over it.
  static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
