internal import Foundation

/// A file without a name for what is too much for memory: nobody finds it, and it is gone with the process.
///
/// It lies in the folder that `TMPDIR` names, else in `/var/tmp`: `/tmp` is memory itself on many machines.
///
/// Reads and writes name their place, so that threads may share it.
final class SpillFile: Sendable {
  private let descriptor: Int32

  /// - Parameter folder: nil for the usual one.
  /// - Throws: when the folder takes no file.
  init(in folder: String? = nil) throws {
    let folder = folder ?? ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
    var name = Array("\(folder)/yurai.XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw YuraiError(
        "no temporary file can be made in \(folder) (\(String(cString: strerror(errno)))): set TMPDIR to a folder with room"
      )
    }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// - Parameters:
  ///   - bytes: all of them.
  ///   - offset: in bytes from the start.
  /// - Throws: when the disk is full, or broken.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.notWritten() }
      done += count
    }
  }

  /// Makes it so long, with zeros behind what was written.
  ///
  /// - Parameter bytes: in all.
  /// - Throws: when the disk does not take it.
  func extend(to bytes: Int64) throws {
    guard ftruncate(descriptor, off_t(bytes)) == 0 else { throw Self.notWritten() }
  }

  private static func notWritten() -> YuraiError {
    YuraiError(
      "a temporary file cannot be written (\(String(cString: strerror(errno)))): set TMPDIR to a folder with room"
    )
  }

  /// Reads what was written before.
  ///
  /// - Parameters:
  ///   - bytes: filled to the end.
  ///   - offset: in bytes from the start.
  /// - Throws: when it cannot be read.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int64) throws {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw YuraiError("a temporary file cannot be read again") }
      done += count
    }
  }
}
