import Ledger
import Testing

@testable import Bundle

/// One way in which somebody who holds the log's key may lie, and the claim that has to fail.
struct Attack: Sendable, CustomTestStringConvertible {
  let name: String
  let claim: ClaimID
  let make: @Sendable () throws -> Evidence

  /// What the auditor has in hands.
  struct Evidence {
    var files: [String: [UInt8]]
    var verifier: BundleVerifier
  }

  var testDescription: String { name }

  init(
    _ name: String, _ claim: ClaimID, make: @escaping @Sendable () throws -> Evidence
  ) {
    (self.name, self.claim, self.make) = (name, claim, make)
  }

  /// A lie that is in the ledger from the start, or that only some files tell; all is signed anew.
  static func telling(
    _ name: String, _ claim: ClaimID,
    world change: @escaping @Sendable (inout World) throws -> Void = { $0.tell() },
    files edit: @escaping @Sendable (inout [String: [UInt8]], World) throws -> Void = { _, _ in }
  ) -> Attack {
    Attack(name, claim) {
      var world = try World()
      let key = world.key.verifierKey
      try change(&world)
      var files = try world.files()
      try edit(&files, world)
      return Evidence(files: try world.sealed(files), verifier: BundleVerifier(key: key))
    }
  }
}

extension [String: [UInt8]] {
  /// Puts a text in the place of another that has to be there.
  mutating func replace(_ name: String, _ old: String, _ new: String) throws {
    let text = String(decoding: self[name] ?? [], as: UTF8.self)
    let found = text.firstRange(of: old)
    let range = try #require(found, "\(old) in \(name)")
    self[name] = Array(text.replacingCharacters(range, new).utf8)
  }

  /// Leaves out the sample, also in the report.
  mutating func dropSample() throws {
    self["sample.json"] = nil
    let report = String(decoding: self["report.json"] ?? [], as: UTF8.self)
    let tail = try #require(report.firstRange(of: #""sample":{"#))
    let end = try #require(report[tail.upperBound...].firstRange(of: "}"))
    self["report.json"] = Array(
      (report[..<tail.lowerBound] + #""sample":null"# + report[end.upperBound...]).utf8)
  }

  /// Leaves out, or changes, a line, counted from 0.
  mutating func editLine(_ name: String, _ number: Int, _ change: (String) -> String?) throws {
    var lines = String(decoding: self[name] ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try #require(number < lines.count - 1)
    if let line = change(lines[number]) { lines[number] = line } else { lines.remove(at: number) }
    self[name] = Array(lines.joined(separator: "\n").utf8)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
    self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
