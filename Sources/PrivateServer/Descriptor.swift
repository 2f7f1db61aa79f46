internal import Glibc

/// A file descriptor that is closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let raw: Int32

  init(_ raw: Int32) {
    self.raw = raw
  }

  deinit {
    close(raw)
  }

  /// Opens a file; the descriptor is closed in children.
  ///
  /// - Throws: the error of the system call, described as a failure to open `path`.
  static func open(
    _ path: String, _ flags: Int32, mode: mode_t = 0o600
  ) throws(ServerError) -> Descriptor {
    let raw = Glibc.open(path, flags | O_CLOEXEC, mode)
    guard raw >= 0 else { throw .system("open", path, errno) }
    return Descriptor(raw)
  }
}

/// A pipe whose ends are closed in children unless handed to them.
struct Pipe: ~Copyable {
  let reading: Descriptor
  let writing: Descriptor

  init() throws(ServerError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system("make", "a pipe", errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = Descriptor(ends[0])
    writing = Descriptor(ends[1])
  }
}
