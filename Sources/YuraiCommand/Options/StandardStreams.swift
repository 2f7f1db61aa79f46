import Foundation

/// The three descriptors that every process has, unless whoever started it closed them (`yurai verdicts >&-`).
enum StandardStreams {
  /// Opens those that are closed. Else the next file or connection gets the number, and results are written into it.
  ///
  /// Standard output then takes nothing: what is printed is an error, as on a full disk.
  static func occupy() {
    for (number, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)] as [(Int32, Int32)]
    where fcntl(number, F_GETFD) == -1 {
      _ = open("/dev/null", mode)
    }
  }
}
