internal import Glibc

/// What the server's settings are fitted to. All sizes are in bytes.
struct Machine: Hashable {
  /// The memory, or the container's share of it.
  var memory: Int
  /// The size of the file system that holds the data, used or not: what is free changes with every
  /// run, and the settings should not.
  var disk: Int
  /// The size of `/dev/shm`; 64 MB in a container unless told otherwise.
  var sharedMemory: Int

  /// The machine that we run on.
  static func current(dataOn directory: String) -> Machine {
    let limits = [
      meminfo(Files.read("/proc/meminfo") ?? ""),
      limit("/sys/fs/cgroup/memory.max"),
      limit("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
    ]
    return Machine(
      memory: limits.compactMap { $0 }.min() ?? 1 << 30,
      disk: fileSystemSize(directory) ?? 1 << 33,
      sharedMemory: fileSystemSize("/dev/shm") ?? 0)
  }

  /// `MemTotal:       24684100 kB`
  static func meminfo(_ text: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix("MemTotal:") {
      let words = line.split(separator: " ")
      return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
    }
    return nil
  }

  /// A control group's limit; version 2 says `max` and version 1 an enormous number for none.
  private static func limit(_ path: String) -> Int? {
    Files.read(path).flatMap { Int($0.prefix { $0.isNumber }) }
  }

  private static func fileSystemSize(_ path: String) -> Int? {
    var info = statvfs()
    guard statvfs(path, &info) == 0 else { return nil }
    return Int(clamping: info.f_blocks.multipliedReportingOverflow(by: info.f_frsize).partialValue)
  }
}
