internal import Foundation

/// A small file that must not be lost: replaced whole, written beside, synced, renamed; for its owner alone (mode 0600).
final class KeptFile {
  private let path: String
  private var descriptor: Int32 = -1

  /// The file at a path, whether or not it is there yet.
  init(path: String) { self.path = path }

  /// What it holds; nil when there is none.
  /// - Throws: `YuraiError` when it is there and cannot be read: that is not the same as none.
  func read() throws -> [UInt8]? {
    if let data = FileManager.default.contents(atPath: path) { return Array(data) }
    var status = stat()
    guard lstat(path, &status) != 0, errno == ENOENT else {
      throw YuraiError("\(path) is there and cannot be read: check its permissions")
    }
    return nil
  }

  /// Keeps other processes that lock it waiting, until `unlock`. The lock is on a file beside it, since it is replaced itself.
  func lock() throws {
    descriptor = open("\(path).lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
      throw YuraiError("nothing can be written beside \(path): check the folder")
    }
  }

  /// Lets others go on.
  func unlock() {
    close(descriptor)
    descriptor = -1
  }

  /// Replaces what it holds.
  /// - Throws: `YuraiError` when it cannot be written; it is as before then.
  func replace(by bytes: [UInt8]) throws {
    let file = try DraftFile(for: path, isShared: true)
    try file.write(bytes)
    try file.place()
    let directory = open(PathText.folder(of: path), O_RDONLY | O_CLOEXEC)
    fsync(directory)
    close(directory)
  }
}
