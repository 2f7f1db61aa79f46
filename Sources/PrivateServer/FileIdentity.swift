internal import Glibc

/// A file's device and inode: the same file by whatever path it was reached.
struct FileIdentity: Hashable {
  let device: dev_t
  let inode: ino_t

  /// Follows symbolic links; nil when there is nothing, or nothing that we may see.
  init?(path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    device = info.st_dev
    inode = info.st_ino
  }
}
