import Ledger

@testable import Bundle

extension World {
  func importMembers(
    _ batch: Int, _ file: String, _ profile: String, _ mall: String, origin: String = "collected",
    customers: Int = 0
  ) -> String {
    #""batch" : \#(batch), "file" : "\#(file)", "sha256" : "\#(Self.hex(file))", "bytes" : 4711, "#
      + #""profile" : "\#(profile)", "encoding" : "utf-8", "origin" : "\#(origin)", "#
      + #""supplied_by" : "Store system, \"monthly\"", "mall" : \#(mall), "merchant" : null, "#
      + #""part_of" : null, "lines" : 61, "accepted" : 60, "unchanged" : 0, "replaced" : 0, "#
      + #""set_aside" : 1, "card_numbers" : 0, "customers" : \#(customers), "events" : 0, "transaction" : "734""#
  }

  var auditMembers: String {
    let judged = LedgerLeaf.verdicts.map { "\"\($0)\" : \(verdicts[$0] ?? 0)" }
    let found = findings.keys.sorted().map { "\"\($0)\" : \(findings[$0] ?? 0)" }
    let head = recordHead
    return #""run" : \#(run), "mode" : "full", "started_at" : "2026-11-27T02:59:00Z", "#
      + #""finished_at" : "2026-11-27T03:00:00Z", "rules" : "\#(rulesHash)", "timely_hours" : 24, "#
      + #""customers" : \#(records.count), "verdicts" : {\#(judged.joined(separator: ", "))}, "#
      + #""unexplained" : \#(unexplained), "exceptions" : \#(exceptions), "#
      + #""findings" : {\#(found.joined(separator: ", "))}, "#
      + #""changed" : {"since_run" : null, "verdicts" : 0}, "#
      + #""records" : {"size" : \#(head.size), "root" : "\#(head.root.base64)"}"#
  }
}
