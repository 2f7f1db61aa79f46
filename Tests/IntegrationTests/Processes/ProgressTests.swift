import Foundation
import Testing

/// How far an import has come is for a person at a terminal, and never for a log file.
@Suite struct ProgressTests {
  private func manifest(in database: TestDatabase) throws -> String {
    var mall = Mall.market()
    mall.add("customers", (1...200).map { Person($0).customer() }, path: "c.csv")
    mall.add("orders", (1...200).map { Person($0).order() }, path: "o.csv")
    return try mall.write(to: "\(database.folder)/m")
  }

  private static let script = ["/usr/bin/script", "/bin/script"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(
    "at a terminal: rows a second and what is left",
    .enabled(if: ProgressTests.script != nil, "script of util-linux is missing"))
  func terminal() throws {
    try withDatabase { database in
      let command = ([Tool.path, "import", try manifest(in: database)] + database.reach)
        .map { "'\($0)'" }.joined(separator: " ")
      let outcome = try Shell.run(
        try #require(Self.script), "-qec", command, "/dev/null", in: database.folder)
      #expect(outcome.code == 0, "\(outcome)")
      let pieces = outcome.output.split(separator: "\r")
      for file in ["c.csv", "o.csv"] {
        let shown = pieces.contains {
          $0.contains("\(file): 200 rows, ") && $0.contains("rows/s, ") && $0.contains(" s left")
        }
        #expect(shown, "\(file) in \(outcome.output)")
      }
      // The line is taken away before the result is printed.
      let last = try #require(outcome.output.range(of: "s left", options: .backwards))
      #expect(outcome.output[last.upperBound...].hasPrefix("\r\u{1B}[K"), "\(outcome.output)")
    }
  }

  @Test("into a file: no line that is written over, and none at all") func file() throws {
    try withDatabase { database in
      let outcome = try database.tool("import", try manifest(in: database))
      #expect(outcome.code == 0 && outcome.output.contains("in all"))
      #expect(!outcome.errors.unicodeScalars.contains("\r"), "\(outcome.errors)")
      #expect(!outcome.errors.contains("rows/s") && !outcome.errors.contains("\u{1B}"))
    }
  }

  @Test("--quiet tells of damaged rows, and of nothing else; the JSON tells of them too")
  func damage() throws {
    var sound = Mall()
    sound.add("customers", [Person(1).customer()], path: "c.csv")
    var damaged = Mall()
    damaged.add("customers", [Person(2).customer(["name": "高橋 花?"])], path: "d.csv")
    try withDatabase { database in
      let whole = try database.tool(
        "import", "-q", "--format", "json", sound.write(to: "\(database.folder)/m"))
      #expect(whole.code == 0 && whole.errors.isEmpty, "\(whole)")
      #expect(whole.output.contains("\"warnings\":[],"), "\(whole)")
      let manifest = try damaged.write(to: "\(database.folder)/n")
      for arguments in [["--check"], []] {
        let told = try Tool(xdg: database.server.xdg).start(
          ["import", "-q", "--format", "json", manifest] + arguments + database.reach
        ).wait()
        let lines = told.errors.split(separator: "\n")
        #expect(told.code == 0 && lines.count == 1, "\(told)")
        #expect(told.errors.hasPrefix("yurai: d.csv: 1 row(s) hold ?, 〓 or U+FFFD in a name"))
        #expect(told.output.contains("\"warnings\":[\"1 row(s) hold ?, 〓 or U+FFFD in a name"))
      }
    }
  }

  @Test(
    "at a terminal, --quiet is quiet",
    .enabled(if: ProgressTests.script != nil, "script of util-linux is missing"))
  func quiet() throws {
    try withDatabase { database in
      let command = ([Tool.path, "import", "--quiet", try manifest(in: database)] + database.reach)
        .map { "'\($0)'" }.joined(separator: " ")
      let outcome = try Shell.run(
        try #require(Self.script), "-qec", command, "/dev/null", in: database.folder)
      #expect(outcome.code == 0 && !outcome.output.contains("rows/s"), "\(outcome)")
    }
  }
}
