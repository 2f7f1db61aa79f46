public import Foundation

/// A file that only its owner reads (mode 0600), written beside its place, and there whole or not at all.
///
/// Foundation's own ways leave a hidden draft behind when the process is killed, which others can read until it is renamed. Of
/// this one `<path>.part` is left, for its owner alone, and whoever writes the same file next writes over it.
public final class DraftFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32

  /// Opens the draft.
  /// - Parameters:
  ///   - path: where the file will be.
  ///   - isShared: whether another process may write the same file at once. Then the draft has a name of its own.
  /// - Throws: `YuraiError` when the folder takes no file.
  public init(for path: String, isShared: Bool = false) throws {
    self.path = path
    draft = path + (isShared ? ".\(UInt64.random(in: 0 ... .max))" : ".part")
    if !isShared { unlink(draft) }
    descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw YuraiError("\(path) cannot be written (\(Self.reason)): check the folder")
    }
  }

  /// Of a draft that was placed only the name beside it is gone; what was not placed goes.
  deinit {
    close(descriptor)
    unlink(draft)
  }

  /// Adds bytes to the draft.
  /// - Throws: `YuraiError` when the disk does not take them.
  public func write(_ bytes: some ContiguousBytes) throws {
    try bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw notWritten }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Puts the draft in its place, over what was there, once it is on the disk.
  /// - Throws: `YuraiError` when it cannot; what was there is as before then.
  public func place() throws {
    guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw notWritten }
  }

  /// Puts the draft in its place where there is nothing, once it is on the disk.
  /// - Returns: false when something is there already.
  /// - Throws: `YuraiError` when it cannot.
  public func placeIfNew() throws -> Bool {
    guard fsync(descriptor) == 0 else { throw notWritten }
    if link(draft, path) == 0 { return true }
    guard errno == EEXIST else { throw notWritten }
    return false
  }

  /// Writes a file at once.
  /// - Throws: `YuraiError` when it cannot be written; what was there is as before then.
  public static func write(_ bytes: some ContiguousBytes, to path: String) throws {
    let file = try DraftFile(for: path)
    try file.write(bytes)
    try file.place()
  }

  private var notWritten: YuraiError {
    YuraiError("\(path) cannot be written (\(Self.reason)): is the disk full?")
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
