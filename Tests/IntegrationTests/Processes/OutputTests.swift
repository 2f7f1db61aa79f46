import Foundation
import Testing

/// Where results go: to the standard output, which may be full, and to files, which may be something else.
@Suite struct OutputTests {
  private func withAudited(_ body: (TestDatabase) throws -> Void) throws {
    var mall = Mall.market()
    let people = (1...200).map { Person($0) }
    mall.add("customers", people.map { $0.customer() })
    mall.add("orders", people.map { $0.order() })
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// `verdicts` prints more than the C library keeps back, the others less.
  @Test(
    "output that is lost is an error",
    arguments: ["verdicts", "findings", "trace C001", "report", "audit"])
  func lost(_ verb: String) throws {
    try withAudited { database in
      let words = verb.split(separator: " ").map(String.init)
      let outcome = try Tool(xdg: database.server.xdg)
        .start(words + database.reach, output: "/dev/full").wait()
      #expect(outcome.code == 1 && outcome.errors.contains("could not be written"), "\(outcome)")
      let whole = try Tool(xdg: database.server.xdg)
        .start(words + database.reach, output: "/dev/null").wait()
      #expect(whole.code == 0, "\(whole)")
    }
  }

  @Test(
    "where nothing is open to print to, nothing is printed into the connection",
    arguments: ["verdicts", "findings --format csv", "report --format json"])
  func closed(_ verb: String) throws {
    try withAudited { database in
      for (streams, hasErrors) in [(">&-", true), (">&- 2>&-", false), ("<&- >&-", true)] {
        let command = ([Tool.path] + verb.split(separator: " ").map(String.init) + database.reach)
          .map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Shell.run("sh", "-c", "\(command) \(streams)", in: database.folder)
        #expect(outcome.code == 1, "\(streams): \(outcome)")
        #expect(
          outcome.errors.contains("could not be written") == hasErrors, "\(streams): \(outcome)")
      }
    }
  }

  @Test("a letter for which there is no room leaves what was there, and nothing of its own")
  func fullDisk() throws {
    try withAudited { database in
      let path = "\(database.folder)/letter.txt"
      try "before".write(toFile: path, atomically: true, encoding: .utf8)
      let words = [Tool.path, "letter", "draft", "C001", "--output", path] + database.reach
      let command = words.map { "'\($0)'" }.joined(separator: " ")
      let names = try FileManager.default.contentsOfDirectory(atPath: database.folder).sorted()
      // Of a file there is room for half a kilobyte: less than a letter is.
      let outcome = try Shell.run(
        "sh", "-c", "trap '' XFSZ; ulimit -f 1; exec \(command)", in: database.folder)
      #expect(outcome.code == 1, "\(outcome)")
      #expect(outcome.errors.contains("letter.txt cannot be written"), "\(outcome)")
      #expect(outcome.errors.contains("is the disk full?"), "\(outcome)")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: database.folder).sorted() == names)
      let room = try Shell.run("sh", "-c", command, in: database.folder)
      #expect(room.code == 0, "\(room)")
      #expect(try String(contentsOfFile: path, encoding: .utf8) != "before")
    }
  }

  @Test("a letter takes the place of no link and no pipe") func places() throws {
    try withAudited { database in
      let (link, pipe, plain) = (
        "\(database.folder)/link.txt", "\(database.folder)/pipe.txt", "\(database.folder)/plain.txt"
      )
      try "kept".write(toFile: plain, atomically: true, encoding: .utf8)
      #expect(symlink(plain, link) == 0 && mkfifo(pipe, 0o600) == 0)
      for path in [link, pipe] {
        let outcome = try database.tool("letter", "draft", "C001", "--output", path)
        #expect(outcome.code == 1 && outcome.errors.contains("no plain file"), "\(outcome)")
      }
      #expect(try String(contentsOfFile: plain, encoding: .utf8) == "kept")
      #expect(try database.tool("letter", "draft", "C001", "--output", plain).code == 0)
      #expect(try String(contentsOfFile: plain, encoding: .utf8) != "kept")
    }
  }

  @Test("nobody waits for who writes to a pipe") func pipe() throws {
    try withDatabase { database in
      var mall = Mall()
      mall.add("customers", [Person(1).customer()], path: "c.csv")
      let manifest = try mall.write(to: "\(database.folder)/m")
      let file = "\(database.folder)/m/c.csv"
      #expect(unlink(file) == 0 && mkfifo(file, 0o600) == 0)
      let outcome = try database.tool("import", manifest)
      #expect(outcome.code == 1 && outcome.errors.contains("is a pipe or a device"), "\(outcome)")
    }
  }

  @Test("no value ends its field of a CSV, whatever stands behind its quotes") func fields() throws
  {
    var mall = Mall.market()
    mall.add(
      "orders", [Person(1).order("a\"\u{301},b", ["customer_id": "", "merchant_id": "none"])],
      ["supplied_by": "'a\"\u{301},b'"])
    try Liar.with(mall) { liar throws in
      let database = liar.database
      func holds(_ text: String, _ field: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
          Data(line).range(of: Data(field.utf8)) != nil
        }
      }
      let found = try database.tool("findings", "--format", "csv")
      #expect(holds(found.output, ",\"tony/none/1-a\"\"\u{301},b\","), "\(found)")
      let bundle = "\(database.folder)/bundle"
      #expect([0, 2].contains(try database.tool("report", "--output", bundle, "--quiet").code))
      let batches = try String(contentsOfFile: "\(bundle)/batches.csv", encoding: .utf8)
      #expect(holds(batches, ",\"a\"\"\u{301},b\","), "\(batches)")
    }
  }
}
