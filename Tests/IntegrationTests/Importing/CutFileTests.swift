import Testing
import Yurai

/// A file whose transfer broke off.
@Suite struct CutFileTests {
  private func mall(_ text: String) -> Mall {
    var mall = Mall()
    mall.add(raw: text, as: "canonical/customers")
    return mall
  }

  @Test("a file that ends inside a row goes in not at all") func cut() throws {
    try withDatabase { database in
      let text = "customer_id,name\nC1,一郎\nC2"
      let error = failure { _ = try database.load(mall(text)) }
      #expect(error.message.contains(".csv ends inside a row (line 3)"), "\(error)")
      let verdicts = try database.audit().verdicts
      #expect(verdicts.isEmpty)
    }
  }

  @Test("a whole short row at the end is only set aside", arguments: ["C2\n", "C2\r\n"])
  func short(_ last: String) throws {
    try withDatabase { database in
      let summary = try database.load(mall("customer_id,name\nC1,一郎\n\(last)"))
      #expect(summary.total(\.accepted) == 1 && summary.total(\.setAside) == 1)
    }
  }

  @Test("a whole last row needs no newline") func whole() throws {
    try withDatabase { database in
      let summary = try database.load(mall("customer_id,name\nC1,一郎\nC2,二郎"))
      #expect(summary.total(\.accepted) == 2)
    }
  }
}
