internal import Glibc

/// An exclusive `flock`, held until the value goes out of scope.
///
/// The short-lived children that write the cluster inherit the descriptor (see
/// ``ChildProcess/run(holding:)``): when this process is killed while `initdb` runs on, the lock is
/// free only after `initdb` has ended too, and nobody removes files from under it. The server
/// itself does not inherit it.
struct FileLock: ~Copyable {
  private let file: Descriptor

  /// The descriptor, to be handed to a child.
  var raw: Int32 { file.raw }

  /// Does nothing: a use at the end of the scope, before which the compiler may not drop the lock.
  func keep() {}

  /// Waits for the lock.
  ///
  /// - Throws: ``ServerError/Code/busy`` after half an hour.
  init(path: String, log: @escaping @Sendable (String) -> Void) throws(ServerError) {
    let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
    var patience = Patience(
      limit: .seconds(1800), notice: "waiting for another yurai to start or stop the server…",
      log: log)
    while flock(file.raw, LOCK_EX | LOCK_NB) != 0 {
      guard [EWOULDBLOCK, EINTR].contains(errno) else { throw .system("lock", path, errno) }
      guard patience.pause() else {
        throw ServerError(
          .busy,
          "another process has held \(path) for half an hour: see who with `fuser \(path)`")
      }
    }
    self.file = file
  }
}
