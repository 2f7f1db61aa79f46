internal import Glibc

/// Small file operations. As root some of them look into a directory that belongs to the
/// unprivileged account, so none of them follows a symbolic link in the last component.
enum Files {
  /// A text file's contents, at most 64 KiB; nil when it cannot be opened (`errno` says why).
  static func read(_ path: String) -> String? {
    let raw = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard raw >= 0 else { return nil }
    let file = Descriptor(raw)
    return String(decoding: contents(of: file.raw, limit: 65_536), as: UTF8.self)
  }

  /// What `path` holds from `offset` on, the last 64 KiB of it.
  static func read(_ path: String, from offset: off_t) -> String {
    let raw = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard raw >= 0 else { return "" }
    let file = Descriptor(raw)
    lseek(file.raw, max(offset, size(of: file.raw) - 65_536), SEEK_SET)
    return String(decoding: contents(of: file.raw, limit: 65_536), as: UTF8.self)
  }

  static func size(of descriptor: Int32) -> off_t {
    var info = stat()
    return fstat(descriptor, &info) == 0 ? info.st_size : 0
  }

  private static func contents(of descriptor: Int32, limit: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + count, limit - count)
        if got > 0 { count += got } else if got == 0 || errno != EINTR { break }
      }
    }
  }

  /// Replaces a file as a whole, with exactly this mode whatever the umask is. A file that is
  /// already right is left alone, so that a full disk does not keep the server from starting.
  static func write(_ text: String, to path: String, mode: mode_t) throws(ServerError) {
    var info = stat()
    if lstat(path, &info) == 0, info.st_mode == S_IFREG | mode, read(path) == text { return }
    let draft = path + ".new"
    unlink(draft)
    let file = try Descriptor.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
    var rest = ArraySlice(Array(text.utf8))
    while !rest.isEmpty {
      let wrote = rest.withUnsafeBytes { Glibc.write(file.raw, $0.baseAddress, $0.count) }
      guard wrote > 0 else {
        if wrote < 0, errno == EINTR { continue }
        throw .system("write", path, errno)
      }
      rest = rest.dropFirst(wrote)
    }
    guard fchmod(file.raw, mode) == 0, fsync(file.raw) == 0, rename(draft, path) == 0 else {
      throw .system("write", path, errno)
    }
  }

  /// The names in a directory, without `.` and `..`, in no order; empty when it cannot be read.
  static func names(in directory: String) -> [String] {
    let raw = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    return raw < 0 ? [] : names(reading: raw)
  }

  /// Takes over `descriptor`.
  private static func names(reading descriptor: Int32) -> [String] {
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a file or a whole tree, as far as possible. Each step is relative to an open
  /// directory, so that the owner of the tree cannot make root delete something elsewhere by
  /// swapping a directory for a link.
  static func removeTree(_ path: String) {
    removeTree(path, in: AT_FDCWD)
  }

  private static func removeTree(_ name: String, in parent: Int32) {
    if unlinkat(parent, name, 0) == 0 { return }
    let raw = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard raw >= 0 else { return }
    let directory = Descriptor(raw)
    for child in names(reading: fcntl(directory.raw, F_DUPFD_CLOEXEC, 3)) {
      removeTree(child, in: directory.raw)
    }
    unlinkat(parent, name, AT_REMOVEDIR)
  }

  /// Makes a rename in `directory` survive a power failure. Some file systems refuse to sync a
  /// directory; there is nothing to be done about it then.
  static func sync(directory: String) {
    let raw = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard raw >= 0 else { return }
    fsync(raw)
    close(raw)
  }
}
