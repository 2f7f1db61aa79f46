internal import Crypto
internal import Foundation
internal import Ledger
internal import Postgres
internal import Rendering

extension LineageRun.Result {
  /// What an import read and wrote: its files, and the tables with the rows that are new or corrected.
  public mutating func add(_ summary: ImportSummary, in session: borrowing Session) {
    var counts: [String: Int] = [:]
    for file in summary.files {
      let name = PathText.name(of: file.path)
      inputs.append(.file(name, sha256: file.sha256, lines: Int(file.lines)))
      guard let table = file.table else { continue }
      counts[table, default: 0] += Int(file.accepted + file.replaced)
    }
    outputs += counts.sorted { $0.key < $1.key }.map {
      Self.table($0.key, rows: $0.value, in: session)
    }
  }

  /// What an audit read and wrote.
  public mutating func add(_ outcome: AuditJob.Outcome, in session: borrowing Session) {
    let read = [
      "collection_event", "customer", "mall_name", "merchant_name", "provision", "tenancy",
    ]
    for table in read { inputs.append(Self.table(table, in: session)) }
    let counts = try? JSONDecoder().decode(Counts.self, from: Data(outcome.json.utf8))
    let findings = counts.map { $0.findings.values.reduce(0, +) }
    outputs.append(Self.table("customer_verdict", rows: counts?.customers, in: session))
    outputs.append(Self.table("finding", rows: findings, in: session))
  }

  /// The checkpoint that the ledger's key signed last: the job's own, since imports and audits end with signing. None
  /// without a key.
  public mutating func addCheckpoint(of session: borrowing Session) {
    guard let note = try? LedgerKeys(folder: session.ledgerFolder).lastCheckpoint(),
      let signed = try? Checkpoint(text: note.text)
    else { return }
    checkpoint = LineageEvent.Checkpoint(
      size: Int(signed.head.size), rootHash: signed.head.root.base64,
      noteSHA256: Hex.text(Array(SHA256.hash(data: Data(note.bytes)))))
  }

  private struct Counts: Decodable {
    let customers: Int
    let findings: [String: Int]
  }

  private static func table(
    _ table: String, rows: Int? = nil, in session: borrowing Session
  ) -> LineageDataset {
    LineageDataset.table(
      table, of: session.connection.database,
      at: LineageDataset.namespace(
        host: session.connection.host, port: session.connection.port,
        machine: ProcessInfo.processInfo.hostName), rows: rows)
  }
}
