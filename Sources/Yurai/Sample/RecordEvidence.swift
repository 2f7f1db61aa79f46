internal import Foundation
internal import Ledger
internal import Postgres
internal import Rendering

/// What opens a record's commitment: a row of `Sql/sample/evidence.sql`.
struct RecordEvidence {
  let place: Int64
  let commitment: TreeHash?
  private let salt: String
  private let record: String
  private let customer: String
  private let source: String

  init(_ row: borrowing Row) throws {
    place = try row.value(0)
    let bytes: [UInt8] = try row.value(1)
    commitment = TreeHash(bytes)
    let random: [UInt8] = try row.value(2)
    salt = Data(random).base64EncodedString()
    record = try row.value(3)
    customer = try row.value(4)
    let file: String = try row.value(5)
    let line: Int = try row.value(6)
    let sha256: String = try row.value(7)
    source =
      #"{"file": \#(ImportSummary.quoted(file)), "line": \#(line), "sha256": "\#(sha256)"}"#
  }

  /// The members of a line of the annex, without its braces; and what its events are beside those that the leaf commits to.
  func members(
    leaf: String, _ committed: CommittedEvents, in session: inout Session
  ) throws -> (text: String, standing: CommittedEvents.Standing) {
    let detail = try TraceJob().trail(of: customer, in: &session)
    let standing = try committed.standing(of: detail.trail, leaf)
    let text =
      #""index": \#(place), "salt": "\#(salt)", "record": \#(ImportSummary.quoted(record)), "#
      + #""source": \#(source), "trail": \#(detail.trail.json), "evidence": \#(detail.evidenceJSON)"#
      + (standing.since.map { #", "since": \#($0)"# } ?? "")
    return (text, standing)
  }
}
