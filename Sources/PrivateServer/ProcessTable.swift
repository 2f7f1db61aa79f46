internal import Glibc

/// What `/proc` tells about other processes.
enum ProcessTable {
  /// The pids of all processes that we can see.
  static func all() -> [pid_t] {
    Files.names(in: "/proc").compactMap { pid_t($0) }
  }

  /// The arguments; nil for a process that is gone, is a zombie or is a kernel thread.
  static func arguments(of pid: pid_t) -> [String]? {
    guard let text = Files.read("/proc/\(pid)/cmdline"), !text.isEmpty else { return nil }
    return text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
  }

  /// The owner, of zombies too; nil when there is no such process.
  static func owner(of pid: pid_t) -> uid_t? {
    var info = stat()
    return stat("/proc/\(pid)", &info) == 0 ? info.st_uid : nil
  }

  /// The current directory; nil also when the kernel does not let us look, which in a container
  /// without CAP_SYS_PTRACE holds even for root.
  static func workingDirectory(of pid: pid_t) -> FileIdentity? {
    FileIdentity(path: "/proc/\(pid)/cwd")
  }

  /// The program's name, at most 15 bytes.
  static func name(of pid: pid_t) -> String? {
    Files.read("/proc/\(pid)/comm").map { String($0.prefix { $0 != "\n" }) }
  }
}
