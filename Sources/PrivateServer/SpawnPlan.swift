package import Glibc

/// The descriptors and attributes of one `posix_spawn`.
package struct SpawnPlan: ~Copyable {
  /// glibc's and musl's `POSIX_SPAWN_SETSID` (POSIX 2024). Both headers hide it behind
  /// `_GNU_SOURCE`, which Swift's importer does not define.
  private static let setSession: Int16 = 0x80

  private var actions = posix_spawn_file_actions_t()
  private var attributes = posix_spawnattr_t()
  private var sources: [Int32] = []
  private var kept: Set<Int32> = []

  package init(newSession: Bool) {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, newSession ? flags | Self.setSession : flags)
  }

  deinit {
    var actions = actions
    var attributes = attributes
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
    for source in sources { close(source) }
  }

  /// Gives the child `descriptor` under the number `target`.
  ///
  /// It is first copied out of the way: when this process was started with a closed standard
  /// stream, our own files sit on the numbers that the child's are placed at.
  package mutating func place(_ descriptor: Int32, at target: Int32) {
    let source = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
    sources.append(source)
    kept.insert(target)
    posix_spawn_file_actions_adddup2(&actions, source, target)
  }

  /// Runs `command[0]`, closing every descriptor that was not placed, also those that other code in
  /// this process opened without close-on-exec.
  ///
  /// - Returns: The child's pid and 0, or an error number.
  package mutating func execute(_ command: [String], environment: [String]) -> (pid_t, Int32) {
    for number in Files.names(in: "/proc/self/fd").compactMap({ Int32($0) })
    where !kept.contains(number) && number > 2 {
      posix_spawn_file_actions_addclose(&actions, number)
    }
    let arguments = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var pid: pid_t = 0
    let number = posix_spawn(&pid, command[0], &actions, &attributes, arguments, variables)
    return (pid, number)
  }
}
