internal import ArgumentParser
internal import Foundation
internal import Yurai

/// `yurai key`: the ledger's signing keys.
struct KeyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make, show and replace the ledger's signing keys.",
    discussion:
      "The private part lies in a file of mode 0600 beside the match secret, never in the database.",
    subcommands: [Make.self, Show.self, Rotate.self, Retire.self])

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make the ledger's first key.")
    @Option(help: "The ledger's name: an address without scheme, such as mall.example/provenance.")
    var origin: String
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      let held = try LedgerSigner.keys(makes: false, in: &session)
      guard held.isEmpty else {
        throw ValidationError("the ledger has a key: `yurai key rotate` replaces it")
      }
      for key in try LedgerSigner.keys(
        makes: true, origin: origin, in: &session, log: connection.log)
      { print(key) }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the verifier keys, the current one first: what an auditor pins.")
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      let keys = try LedgerSigner.keys(makes: false, in: &session)
      for key in keys { print(key) }
      if keys.isEmpty {
        connection.log("the ledger has no key yet: `yurai key make --origin …` makes it")
      }
    }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a new key. Old and new sign together until the old one is retired.")
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      for key in try LedgerSigner.rotate(in: &session) { print(key) }
    }
  }

  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Destroy an old key. What it signed stays valid.")
    @Argument(help: "Its id: the eight digits in the verifier key.") var id: String
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      for key in try LedgerSigner.retire(id: id, in: &session) { print(key) }
    }
  }
}

/// `yurai checkpoint`: the signed head of the ledger.
struct CheckpointVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign the ledger's head and print it; take in a time stamp over it.",
    discussion: """
      To have it stamped: yurai checkpoint --to-stamp > c; openssl ts -query -data c -sha256 -cert -out c.tsq; send c.tsq \
      to the authority; yurai checkpoint --timestamp c.tsr
      """)

  @Flag(help: "Without the signatures of witnesses: the bytes that a time stamp is over.")
  var toStamp = false

  @Option(
    help: ArgumentHelp("The answer of a time-stamping authority (RFC 3161).", valueName: "file"))
  var timestamp: String?

  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    if let timestamp {
      guard let data = FileManager.default.contents(atPath: timestamp) else {
        throw ValidationError("\(timestamp) cannot be read")
      }
      var session = try connection.session()
      let size = try LedgerExchange.add(timestamp: Array(data), in: &session)
      print("time stamp over the checkpoint of \(size) leaves taken in")
      return
    }
    var session = try connection.session()
    print(try LedgerExchange.checkpoint(forStamping: toStamp, in: &session), terminator: "")
  }
}
