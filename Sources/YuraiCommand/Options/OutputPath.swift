internal import Foundation
internal import Yurai

/// Where a file with personal data may be written.
enum OutputPath {
  /// Refuses what is there and is no plain file: writing replaces it, and a device or a link is not ours to replace.
  /// - Throws: `YuraiError` when something else is there, or when the folder is not.
  static func require(_ path: String) throws {
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw YuraiError("\(path) is there and is no plain file: name another; nothing was written")
      }
      guard access(path, W_OK) == 0, status.st_mode & 0o222 != 0 else {
        throw YuraiError(
          "\(path) is there and is write-protected: name another; nothing was written")
      }
      return
    }
    let folder = PathText.folder(of: path)
    guard access(folder.isEmpty ? "." : folder, W_OK) == 0 else {
      throw YuraiError("\(path) cannot be written: check the folder")
    }
  }
}
