internal import ArgumentParser
internal import Foundation
internal import Yurai

/// `yurai witness`: an outsider keeps the last checkpoint and signs the next.
struct Witness: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let an auditor or a second company cosign checkpoints, by exchanging small files.",
    discussion: """
      The witness: `key` once, then `cosign` for each request; neither needs a database. The operator: `request` for the \
      witness, and `add` for her answer.
      """,
    subcommands: [Key.self, Request.self, Cosign.self, Add.self])

  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Witness: make a key, and print its verifier key.")
    @Option(help: "The witness's name: an address without scheme.") var name: String
    @Argument(help: "The file for the key; mode 0600.") var file: String
    func run() throws { print(try WitnessDesk(keyPath: file).makeKey(name: name)) }
  }

  struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Operator: print what a witness is asked with.")
    @Option(help: "The size of the checkpoint that she cosigned last; 0 the first time.")
    var after: Int64 = 0
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      var session = try connection.session()
      print(try LedgerExchange.request(after: after, in: &session), terminator: "")
    }
  }

  struct Cosign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Witness: check that a checkpoint continues the last, keep it, print the signature."
    )
    @Argument(help: "The request.") var request: String
    @Option(help: "The file of the witness's key.") var key: String
    @Option(help: "The ledger's verifier key.") var log: String
    @Option(help: "The file with the checkpoint cosigned last; made the first time.") var state:
      String
    func run() throws {
      guard let text = try? String(contentsOfFile: request, encoding: .utf8) else {
        throw ValidationError("\(request) cannot be read")
      }
      print(try WitnessDesk(keyPath: key).cosign(request: text, log: log, state: state))
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Operator: take in her signature.")
    @Argument(help: "The file with the signature line.") var file: String
    @Option(help: "The witness's verifier key.") var witness: String
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions
    func run() throws {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw ValidationError("\(file) cannot be read")
      }
      var session = try connection.session()
      let size = try LedgerExchange.add(cosignature: text, by: witness, in: &session)
      print("signature under the checkpoint of \(size) leaves taken in")
    }
  }
}
