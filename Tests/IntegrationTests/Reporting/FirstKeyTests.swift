import Foundation
import Postgres
import Testing
import Yurai

/// The ledger's first key: made by hand, or by the first report that is written.
@Suite struct FirstKeyTests {
  private func mall(_ numbers: ClosedRange<Int>) -> Mall {
    var mall = Mall.market()
    mall.add("customers", numbers.map { Person($0).customer() }, path: "c\(numbers.upperBound).csv")
    mall.add("orders", numbers.map { Person($0).order() }, path: "o\(numbers.upperBound).csv")
    return mall
  }

  /// A database whose folder of keys is its own, and empty.
  private func withKeyless(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase(isBlank: true) { database in
      try database.load(mall(1...2))
      _ = try database.audit()
      try body(database)
    }
  }

  private func hasKey(_ database: TestDatabase) throws -> Bool {
    let leaves = try database.value("SELECT count(*) FROM ledger_leaf WHERE kind = 'key'")
    let isFile = FileManager.default.fileExists(atPath: "\(database.folder)/ledger/keys")
    #expect((leaves != "0") == isFile)
    return isFile
  }

  @Test(
    "a report that is refused makes none; the next makes it, and says that its name is for good")
  func refused() throws {
    try withKeyless { database in
      let bundle = "\(database.folder)/bundle"
      let foreign = "\(database.folder)/foreign"
      try FileManager.default.createDirectory(
        atPath: "\(foreign)/mine", withIntermediateDirectories: true)
      let onForeign = try database.tool("report", "--output", foreign)
      #expect(
        onForeign.code == 1 && onForeign.errors.contains("no bundle of yurai"), "\(onForeign)")
      #expect(try !hasKey(database))

      try database.load(mall(3...3))
      let late = try database.tool("report", "--output", bundle)
      #expect(late.code == 1 && late.errors.contains("was imported after audit run"), "\(late)")
      #expect(try !hasKey(database))

      _ = try database.audit()
      let written = try database.tool("report", "--output", bundle)
      #expect(written.code == 0, "\(written.errors)")
      #expect(try hasKey(database))
      #expect(written.errors.contains("is the ledger's name for good"), "\(written.errors)")
      #expect(written.errors.contains("`yurai key make --origin …`"))
      let again = try database.tool("report", "--output", bundle)
      #expect(again.code == 0 && !again.errors.contains("for good"), "\(again.errors)")
    }
  }

  @Test("none is made beside another ledger's checkpoint, which it could never continue")
  func foreign() throws {
    try withKeyless { database in
      let folder = "\(database.folder)/ledger"
      try withDatabase(isBlank: true) { other in
        #expect(try other.tool("key", "make", "--origin", "mall.example/other").code == 0)
        #expect(try other.tool("checkpoint").code == 0)
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
          atPath: "\(other.folder)/ledger/checkpoint", toPath: "\(folder)/checkpoint")
      }
      for words in [
        ["report", "--output", "\(database.folder)/bundle"],
        ["key", "make", "--origin", "mall.example/a"],
      ] {
        let refused = try database.startTool(words).wait()
        #expect(refused.code == 2 && refused.errors.contains("is another database's"), "\(refused)")
        #expect(try !hasKey(database))
      }
    }
  }

  @Test("made by hand it has the name given, and the report has nothing to say of it")
  func byHand() throws {
    try withKeyless { database in
      let none = try database.tool("key", "show")
      #expect(none.code == 0 && none.output.isEmpty)
      #expect(
        none.errors == "yurai: the ledger has no key yet: `yurai key make --origin …` makes it\n")
      let made = try database.tool("key", "make", "--origin", "mall.example:8443/provenance")
      #expect(made.code == 0 && made.output.hasPrefix("mall.example:8443/provenance+"), "\(made)")
      let shown = try database.tool("key", "show")
      #expect(shown.output == made.output && shown.errors.isEmpty)
      let written = try database.tool("report", "--output", "\(database.folder)/bundle")
      #expect(written.code == 0 && written.errors.isEmpty, "\(written.errors)")
    }
  }

  @Test(
    "its name is an address, without scheme, query and fragment",
    arguments: [
      "https://x/y", "HTTP://a", "mailto:x", "//mall.example/x", "a/b?c", "a/b#d", "a b", "a+b",
    ])
  func name(_ origin: String) throws {
    try withDatabase(isBlank: true) { database in
      let outcome = try database.tool("key", "make", "--origin", origin, "--quiet")
      #expect(outcome.code == 64 && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("yurai: \(origin) cannot name a key: "), "\(outcome.errors)")
      #expect(try !hasKey(database))
    }
  }

  @Test("a second one is refused in one line, with no word on how the tool is used") func second()
    throws
  {
    try withDatabase(isBlank: true) { database in
      #expect(try database.tool("key", "make", "--origin", "mall.example/a").code == 0)
      let outcome = try database.tool("key", "make", "--origin", "mall.example/b")
      #expect(outcome.code == 64)
      #expect(outcome.errors == "yurai: the ledger has a key: `yurai key rotate` replaces it\n")
      // What the parser refuses is told with the usage.
      let unknown = try database.tool("key", "make", "--name", "mall.example/b")
      #expect(unknown.code == 64 && unknown.errors.contains("Usage: yurai key make"), "\(unknown)")
    }
  }
}
