import Foundation
import Rendering
import Sampling
import Testing
import Yurai

/// The bundle of a ledger in which everything has happened that somebody's data went into, as the tool writes it.
@Suite struct BundlePrivacyTests {
  private static let words = [
    "承認印太郎", "理由の控え", "証拠の棚", "窓口印花子", "覚書の印", "asker-mark@example.jp", "本文の印",
  ]

  /// An exception, an answer, an erasure of somebody who was answered, and a sample.
  private func prepare(_ database: TestDatabase) throws {
    let granted = try database.tool(
      "exception", "C012", "--approver", Self.words[0], "--reason", Self.words[1], "--evidence",
      Self.words[2])
    #expect(granted.code == 0, "\(granted.errors)")
    let clerk = database.clerk.acting(as: Self.words[3])
    for person in [Person(1), Person(2)] {
      let caseNo = try clerk.open(
        .opening(
          given: [.name: person.name, .phone: person.phone],
          message: "\(Clerk.story)\(Self.words[6])", channel: .email, replyTo: Self.words[5])
      ).caseNo
      _ = try clerk.find(caseNo)
      try clerk.settle(caseNo, InquiryPerson(.customer, [person.id]), note: Self.words[4])
      try clerk.check(caseNo, by: .inPerson, [])
      try clerk.answer(caseNo)
      try clerk.close(caseNo)
    }
    #expect(try database.tool("erase", Person(2).id, "--retention").code == 0)
    _ = try database.audit()
    let nonce = "471108154711081547110815"
    let committed = try database.tool(
      "sample", "commit", SampleSeed.commitment(nonce: nonce), "--confidence", "90", "--tolerable",
      "20%")
    #expect(committed.code == 0, "\(committed.errors)")
    #expect([0, 2].contains(try database.tool("sample", "draw", "--nonce", nonce).code))
  }

  @Test("nobody can be recognised in any file", arguments: ["ja", "en"])
  func nobody(_ language: String) throws {
    try Liar.with(BundleTests.faults()) { liar throws in
      let database = liar.database
      try prepare(database)
      // What is looked for is in the database.
      for word in Self.words {
        #expect(try !database.rowsHolding(word).isEmpty, "\(word)")
      }
      let folder = "\(database.folder)/bundle"
      let written = try database.tool(
        "report", "--output", folder, "--language", language, "--quiet")
      #expect(written.code == 0, "\(written.errors)")
      let files = try BundleTests.files(folder)
      let ledger = String(decoding: files["ledger.jsonl"] ?? Data(), as: UTF8.self)
      for kind in ["exception", "answer", "erasure", "sample"] {
        #expect(ledger.contains("\"kind\" : \"\(kind)\""), "\(kind)")
      }
      #expect(files["sample.json"] != nil)
      BundleTests.expectNobody(in: files, nor: Self.words)
      let verified = try Tool(xdg: database.server.xdg).run("verify", folder)
      #expect(verified.code == 0, "\(verified.output)")
    }
  }
}
