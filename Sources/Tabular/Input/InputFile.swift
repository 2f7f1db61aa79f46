import Glibc

/// An open file that is read from front to back; closed when it goes out of scope.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  /// The size when it was opened; 0 for a pipe.
  let size: Int64

  init(path: String) throws(TabularError) {
    var opened: Int32
    repeat { opened = open(path, O_RDONLY | O_CLOEXEC) } while opened < 0 && errno == EINTR
    guard opened >= 0 else {
      throw TabularError(.unreadable, detail: InputFile.message(errno))
    }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      let detail = InputFile.message(errno)
      close(opened)
      throw TabularError(.unreadable, detail: detail)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(opened)
      throw TabularError(.directory)
    }
    descriptor = opened
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int64(status.st_size) : 0
    if isRegular {
      // Advice only: doubles the read-ahead window. A refusal changes nothing.
      _ = posix_fadvise(opened, 0, 0, POSIX_FADV_SEQUENTIAL)
    }
  }

  deinit { close(descriptor) }

  /// Reads up to `count` bytes into `region`; 0 at the end of the file.
  borrowing func read(
    _ count: Int, into region: RawView, at position: Int, fileOffset: Int64
  ) throws(TabularError) -> Int {
    let descriptor = descriptor
    while true {
      let delivered = region.fill(count, at: position) { Glibc.read(descriptor, $0, $1) }
      if delivered >= 0 { return delivered }
      if errno != EINTR {
        throw TabularError(
          .readFailed, byteOffset: fileOffset, detail: InputFile.message(errno))
      }
    }
  }

  private static func message(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}
