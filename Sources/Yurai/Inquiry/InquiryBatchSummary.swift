internal import Foundation
internal import Rendering

/// What became of a file of messages.
public struct InquiryBatchSummary: Sendable {
  /// Messages in the file.
  public internal(set) var messages = 0
  /// Of them, those that this run opened; the others were opened before.
  public internal(set) var opened = 0
  /// Answers, by kind of letter.
  public internal(set) var answers: [String: Int] = [:]
  /// Interim letters, by kind.
  public internal(set) var interim: [String: Int] = [:]
  /// Messages held back for a human, by reason.
  public internal(set) var held: [String: Int] = [:]
  /// Answered messages in whose letter something is promised that is not done yet; each is a row of the work list.
  public internal(set) var promised = 0
  /// Messages whose origin or incident is investigated still; each is a row of the work list.
  public internal(set) var investigate = 0
  /// Seconds that the run took.
  public internal(set) var seconds = 0.0
  /// What a human has to do, a row each.
  private(set) var work: [[String]] = []

  /// Letters about the data: answers and interim ones.
  public var letters: Int { answers.values.reduce(0, +) + interim.values.reduce(0, +) }

  /// Counts a case, as it stands in the archive.
  mutating func add(_ known: InquiryCase) {
    let answer = known.letters.last { $0.stage == "answer" }
    let early = known.letters.last { $0.stage == "interim" }
    if let answer {
      answers[answer.kind, default: 0] += 1
      let done = known.events.filter { $0.kind == "fulfilled" }.compactMap(\.ask)
      let open = known.due.filter { due in
        due.what == "promise" && due.ruleId != InquiryDesk.result && !done.contains(due.ruleId)
      }
      if !open.isEmpty {
        promised += 1
        let asks = open.map(\.ruleId).sorted().joined(separator: " ")
        row(known, "promised: \(asks)", open.compactMap(\.dueOn).min())
      }
    } else if let early {
      interim[early.kind, default: 0] += 1
      investigate += 1
      let promised = known.due.filter { $0.what == "promise" && $0.ruleId == InquiryDesk.result }
      row(
        known, "investigate: \(early.kind)",
        promised.compactMap(\.dueOn).min() ?? early.letterDate.adding(days: 14))
    } else {
      let reason = known.events.last { $0.kind == "held" }?.note ?? known.state
      let name = reason.prefix { $0 != "(" && $0 != ":" }.trimmingCharacters(in: .whitespaces)
      held[name, default: 0] += 1
      row(known, reason, known.dueOn)
    }
  }

  /// A message whose id stands for another text already: nothing was done about it.
  mutating func addReused(_ id: String, case caseNo: String) {
    held["message-id-reused", default: 0] += 1
    work.append([caseNo, id, "message-id-reused: another text was opened under it", "desk", ""])
  }

  private mutating func row(_ known: InquiryCase, _ reason: String, _ due: Day?) {
    work.append([
      known.caseNo, known.messageId ?? "", reason, known.waitingFor, due?.description ?? "",
    ])
  }

  /// For a reader.
  public var text: String {
    var lines = ["\(messages) messages (\(opened) opened by this run)"]
    func add(_ title: String, _ counts: [String: Int]) {
      let total = counts.values.reduce(0, +)
      guard total > 0 else { return }
      lines.append("\(title): \(total)")
      for (name, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        lines.append("  \(name): \(count)")
      }
    }
    add("answered", answers)
    add("answered for now, under investigation", interim)
    add("for a human (worklist.csv)", held)
    if promised > 0 { lines.append("promised, to be done (worklist.csv): \(promised)") }
    if investigate > 0 { lines.append("to be investigated (worklist.csv): \(investigate)") }
    return lines.joined(separator: "\n")
  }

  /// One line of JSON.
  public var json: String {
    func object(_ counts: [String: Int]) -> String {
      "{"
        + counts.sorted { $0.key < $1.key }
        .map { "\(ImportSummary.quoted($0.key)):\($0.value)" }.joined(separator: ",") + "}"
    }
    return
      "{\"version\":1,\"messages\":\(messages),\"opened\":\(opened),\"answers\":\(object(answers)),"
      + "\"interim\":\(object(interim)),\"held\":\(object(held)),\"promised\":\(promised),\"investigate\":\(investigate),"
      + "\"seconds\":\((seconds * 1000).rounded() / 1000)}"
  }
}
