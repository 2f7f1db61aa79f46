/// The text of the files that configure the server. They lie beside the data directory and not in
/// it: root writes them, and must not write into a directory that an unprivileged account controls.
///
/// Precedence, weakest first: `pgdata/postgresql.conf` (initdb's), `yurai.conf`,
/// `pgdata/postgresql.auto.conf` (ALTER SYSTEM, the administrator's say), and the command line
/// (``commandLine``: where clients find the server and who gets in).
struct ServerSettings {
  var machine: Machine
  /// The account that runs the server, and root, may connect.
  var account: ServerAccount
  /// The operating system's name of root.
  var rootName: String
  var location: ServerLocation
  /// `lz4` where this PostgreSQL was built with it, else `on` (pglz, which costs more time).
  var walCompression: String

  static let port = 5432

  /// Options of `postgres` that no file may override.
  var commandLine: [String] {
    [
      "-D", location.dataDirectory,
      "-c", "config_file=\(location.directory)/yurai.conf",
      "-c", "hba_file=\(location.directory)/yurai_hba.conf",
      "-c", "ident_file=\(location.directory)/yurai_ident.conf",
      "-c", "listen_addresses=",
      "-c", "port=\(Self.port)",
      // A list of names: a name in double quotes may hold spaces.
      "-c", "unix_socket_directories=\(quotedName(location.socketDirectory))",
      "-c", "unix_socket_permissions=0700",
    ]
  }

  /// `yurai.conf`.
  var configuration: String {
    """
    # Yurai's private PostgreSQL. Yurai rewrites this file at each start: do not edit it.
    # To change a setting, use ALTER SYSTEM; it goes to pgdata/postgresql.auto.conf and wins.
    include 'pgdata/postgresql.conf'

    cluster_name = 'yurai'
    logging_collector = off
    timezone = 'UTC'
    log_timezone = 'UTC'

    # Fitted to this machine: \(megabytes(machine.memory)) of memory, a disk of \
    \(megabytes(machine.disk)), \(megabytes(machine.sharedMemory)) in /dev/shm.
    shared_buffers = \(megabytes(sharedBuffers))
    effective_cache_size = \(megabytes(machine.memory / 2))
    maintenance_work_mem = \(megabytes(maintenanceMemory))
    max_wal_size = \(megabytes(maximumWal))
    wal_compression = \(walCompression)
    checkpoint_timeout = 15min
    random_page_cost = 1.1
    jit = off
    # Nothing is replicated from here: what goes into an empty table need not be written twice. The
    # log that crash recovery needs is complete all the same.
    wal_level = minimal
    max_wal_senders = 0
    # Taken from the server's own memory before any is asked of the system.
    min_dynamic_shared_memory = \(megabytes(sharedBuffers / 16))
    dynamic_shared_memory_type = \(dynamicSharedMemory)

    # A tool that was killed lets go of its locks within a second, also in the middle of a long statement.
    client_connection_check_interval = 1s

    # No personal data in the log. Terse leaves out DETAIL, CONTEXT and QUERY, which quote rows.
    # Messages below LOG are left out because some quote a value themselves
    # (invalid input syntax for type integer: "…"); the client is told, the log is not.
    log_min_messages = log
    log_min_error_statement = panic
    log_error_verbosity = terse
    log_statement = none
    log_min_duration_statement = -1
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0

    """
  }

  /// `yurai_hba.conf`: peer authentication, nothing else.
  ///
  /// The socket's directory and the socket itself are 0700, so `trust` would admit the same people
  /// today. Peer is chosen because it does not depend on those modes: when a restore, an
  /// administrator's chmod or a directory below `/tmp` loosens them, the kernel still says who is
  /// calling, and an auditor who reads this file sees who may come in.
  var authentication: String {
    """
    # Yurai rewrites this file at each start: do not edit it.
    # Unix socket only, and only for those in yurai_ident.conf.
    local all yurai peer map=yurai

    """
  }

  /// `yurai_ident.conf`: the account itself and root, who may do anything here anyway.
  var identities: String {
    var lines = ["# Yurai rewrites this file at each start: do not edit it."]
    var names = [rootName]
    if account.user.name != rootName { names.append(account.user.name) }
    lines += names.map { "yurai \(quotedName($0)) yurai" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A quarter of the memory up to 2 GB: beyond that the system's own cache does as well.
  private var sharedBuffers: Int { clamp(machine.memory / 4, 32 << 20, 2 << 30) }

  private var maintenanceMemory: Int { clamp(machine.memory / 8, 32 << 20, 256 << 20) }

  /// Up to 8 GB, so that a load is not interrupted by checkpoints, and no more than a tenth of the
  /// disk.
  private var maximumWal: Int { clamp(machine.disk / 10, 256 << 20, 8 << 30) }

  /// Files in the data directory instead of `/dev/shm` for an ordinary user, since systemd removes
  /// that user's segments at the last logout (`RemoveIPC`) while the server lives on, and where
  /// `/dev/shm` is small, as in containers.
  private var dynamicSharedMemory: String {
    account.dropsPrivileges && machine.sharedMemory >= 1 << 30 ? "posix" : "mmap"
  }

  private func clamp(_ value: Int, _ low: Int, _ high: Int) -> Int {
    Swift.min(Swift.max(value, low), high)
  }

  private func megabytes(_ bytes: Int) -> String { "\(bytes >> 20)MB" }

  /// Doubles the quotes, as lists of names and the authentication files want it.
  private func quotedName(_ name: String) -> String {
    // Byte by byte: a quote with a mark behind it is another character, and the same byte.
    let quote = UInt8(ascii: "\"")
    let doubled = name.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return String(decoding: [quote] + doubled + [quote], as: UTF8.self)
  }
}
