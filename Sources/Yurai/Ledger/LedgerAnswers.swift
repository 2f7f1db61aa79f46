internal import Foundation
internal import Ledger
internal import Postgres

/// Leaves about what is not for the public: they hold a salted commitment, and the salt is kept apart.
enum LedgerAnswers {
  /// Letters that were written, with their texts.
  static func append(
    _ letters: [(letter: Int64, text: String)], in connection: inout Connection
  ) throws {
    guard !letters.isEmpty else { return }
    var generator = SystemRandomNumberGenerator()
    let salts = letters.map { _ in Salt(using: &generator) }
    let commitments = zip(letters, salts).map { $1.commitment(to: Array($0.text.utf8)).base64 }
    let leaves = try connection.rows(
      SQLScript(named: "ledger/leaf_answer").query([
        "letters": letters.map(\.letter), "commitments": commitments,
      ]))
    try append(
      try (0..<leaves.count).map { .init(kind: "answer", leaf: try leaves.value($0, 0)) }, salts,
      in: &connection)
  }

  /// An exception: who approved it, why, and on what evidence, a line each.
  static func append(
    exception texts: [String], customer key: Int64, in connection: inout Connection
  ) throws {
    var generator = SystemRandomNumberGenerator()
    let salt = Salt(using: &generator)
    let text = texts.map { $0 + "\n" }.joined()
    let leaf: String = try connection.value(
      SQLScript(named: "ledger/leaf_exception").query([
        "customer_key": key, "commitment": salt.commitment(to: Array(text.utf8)).base64,
      ]))
    try append([.init(kind: "exception", leaf: leaf)], [salt], in: &connection)
  }

  private static func append(
    _ entries: [LedgerStore.Entry], _ salts: [Salt], in connection: inout Connection
  ) throws {
    let first = try LedgerStore.append(entries, in: &connection)
    try connection.execute(
      SQLScript(named: "ledger/salts_add").query([
        "leaves": entries.indices.map { first + Int64($0) },
        "salts": salts.map { Hex.text($0.bytes) },
      ]))
  }
}
