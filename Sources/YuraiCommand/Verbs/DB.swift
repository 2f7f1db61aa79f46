internal import ArgumentParser
internal import Postgres
internal import Yurai

/// `yurai db`: the private server and the schema.
struct DB: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: "Start, stop and look at the private PostgreSQL; bring the schema up to date.",
    subcommands: [
      Start.self, Stop.self, Status.self, Migrate.self, Index.self, RolesVerb.self,
      Adopt.self, Recover.self,
    ])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Start the private server.")
    @Flag(name: .shortAndLong, help: "Say nothing on stderr but errors.") var quiet = false
    func run() throws { print(try PrivateDatabase.start()) }
  }

  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stop the private server.")
    func run() throws { try PrivateDatabase.stop() }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether the private server runs. Ends with 3 when it does not.")
    func run() throws {
      let (text, isRunning) = try PrivateDatabase.status()
      print(text)
      if !isRunning { throw ExitCode(YuraiError.Exit.unreachable.rawValue) }
    }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the schema up to date.")
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      let session = try connection.session()
      print("the schema is up to date (server \(session.connection.serverVersion))")
    }
  }

  struct Index: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make what `yurai find` looks people up in, or add what came since.")
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      try SearchIndex.prepare(&session, log: connection.log)
      print("the search is ready")
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take over a database that was restored from a dump.",
      discussion: """
        A restore writes every row anew, and an audit knows rows by who wrote them. Every customer record is compared with \
        what its import committed to; then a leaf of the ledger says from when on which rows count.
        """)
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      let outcome = try AdoptJob().run(in: &session)
      print(
        "adopted: \(outcome.customers) customer records, each as it was committed to, and \(outcome.events) events"
      )
    }
  }

  struct Recover: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Go on from a backup that ends before what was signed last.",
      discussion: """
        A leaf of the ledger names the signed checkpoint that is lost, and the reason; the ledger is signed from there on. \
        Nothing of it can be hidden: every bundle tells of it, and who holds the lost checkpoint sees that it is gone. \
        Refused when nothing is lost, and when what is there was changed.
        """)
    @Option(
      help: ArgumentHelp(
        "What happened, in one line. It stands in the ledger for good, and every auditor reads it: name nobody.",
        valueName: "text"))
    var reason: String
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      print(try RecoverJob(reason: reason).run(in: &session).text)
    }
  }

  struct RolesVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "roles",
      abstract:
        "Make the group roles yurai_desk, yurai_auditor and yurai_batch, with no more rights than each needs.",
      discussion: "A person's own role is made a member: GRANT yurai_desk TO hanako.")
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      try Roles.grant(in: &session)
      print("the roles yurai_desk, yurai_auditor and yurai_batch have the rights of this version")
    }
  }
}
