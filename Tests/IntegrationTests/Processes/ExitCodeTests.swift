import Foundation
import Postgres
import PrivateServer
import Testing
import Yurai

/// What a script sees: exit codes, stdout for results, stderr for the rest.
@Suite struct ExitCodeTests {
  private func mall(isSound: Bool) -> Mall {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer(), Person(2).customer()], path: "c.csv")
    mall.add("orders", isSound ? [Person(1).order(), Person(2).order()] : [Person(1).order()])
    return mall
  }

  private func write(_ mall: Mall, in database: TestDatabase) throws -> String {
    try mall.write(to: "\(database.folder)/\(UUID().uuidString)")
  }

  @Test("0 when everything is explained") func explained() throws {
    try withDatabase { database in
      let imported = try database.tool("import", try write(mall(isSound: true), in: database))
      #expect(imported.code == 0 && imported.output.contains("in all"))
      let audit = try database.tool("audit", "--full", "--format", "json")
      #expect(audit.code == 0, "\(audit.errors)")
      #expect(audit.output.hasPrefix("{") && audit.output.contains("\"unexplained\""))
      #expect(try database.tool("audit").code == 0, "text too")
      #expect(try database.tool("report").code == 0)
      #expect(try database.tool("trace", "C001").code == 0)
      for options in [["--language", "en"], ["--format", "html"], []] {
        let draft = try database.startTool(["letter", "draft", "C001"] + options).wait()
        #expect(draft.code == 0, "\(draft.errors)")
        // The name that it had before there was a desk.
        let answer = try database.startTool(["answer", "C001"] + options).wait()
        #expect(answer.code == 0 && !answer.output.isEmpty && answer.output == draft.output)
      }
      #expect(try database.tool("rejects").code == 0)
    }
  }

  @Test("2 when something is not, until an exception covers it") func unexplained() throws {
    try withDatabase { database in
      try database.load(mall(isSound: false))
      #expect(try database.tool("audit").code == 2)
      #expect(try database.tool("audit", "--format", "json").code == 2)
      let exception = try database.tool(
        "exception", "C002", "--approver", "a", "--reason", "b", "--evidence", "c")
      #expect(exception.code == 0, "\(exception.errors)")
      #expect(
        exception.output
          == "exception recorded: it covers the record while its verdict is untraced\n")
      let again = try database.tool(
        "exception", "C002", "--approver", "a", "--reason", "b", "--evidence", "c")
      #expect(again.code == 0 && again.output.hasPrefix("the same exception stands"), "\(again)")
      #expect(try database.tool("audit").code == 0)
    }
  }

  @Test(
    "the help of the desk fits a terminal",
    arguments: [
      "open", "list", "show", "person", "identity", "answer", "extend", "escalate", "done", "note",
      "close",
    ])
  func help(_ verb: String) throws {
    try withDatabase { database in
      let outcome = try database.tool("inquiry", verb, "--help")
      #expect(outcome.code == 0)
      for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test("the help lists the formats that a verb takes, and no others; the rest is refused")
  func formats() throws {
    let tool = Tool(xdg: try TestServer.shared().xdg)
    for (verb, taken) in [
      (["import"], "text or json"), (["audit"], "text or json"), (["report"], "text or json"),
      (["find"], "text or json"), (["verify"], "text or json"),
      (["inquiry", "open"], "text or json"), (["inquiry", "list"], "text, json or csv"),
      (["verdicts"], "csv, or json"), (["findings"], "text, csv or json"),
      (["rejects"], "text, csv or json"),
    ] {
      let help = try tool.run(verb + ["--help"]).output.replacing(/\s+/, with: " ")
      #expect(help.contains("--format <format> \(taken)"), "\(verb): \(help)")
      #expect(!help.contains("(values: text"), "\(verb)")
      for format in ["text", "json", "csv"] where !taken.contains(format) {
        #expect(try tool.run(verb + ["--format", format]).code == 64, "\(verb) \(format)")
      }
    }
  }

  @Test("audit prints English: --language is taken, as it was, and not in its help") func english()
    throws
  {
    try withDatabase { database in
      #expect(try !database.tool("audit", "--help").output.contains("--language"))
      let outcome = try database.tool("audit", "--language", "ja")
      #expect(outcome.code == 0 && outcome.output.hasPrefix("Audit run 1"), "\(outcome)")
    }
  }

  @Test("a card number is neither repeated nor stored as who acts") func cards() throws {
    try withDatabase { database in
      try database.load(mall(isSound: true))
      #expect(try database.tool("audit").code == 0)
      let card = "4111 1111-1111 1111"
      for (words, mask) in [
        (["findings", "--rule", card], "no rule **** ****-**** ****"),
        (["inquiry", "show", card], "**** ****-**** ****"),
        (["audit", "--format", card], "'**** ****-**** ****' is invalid"),
      ] {
        let outcome = try database.startTool(words).wait()
        #expect(outcome.code == 64 || outcome.code == 1)
        #expect(outcome.errors.contains(mask), "\(outcome.errors)")
        #expect(!outcome.errors.contains("1111"), "\(outcome.errors)")
      }
      for actor in [["--actor", "hanako \(card)"], ["--actor=hanako \(card)"]] {
        #expect(try database.startTool(["find", "--name", "誰か"] + actor).wait().code == 0)
      }
      #expect(try database.tool("find", "--name", "誰か", "--actor", "hanako 7").code == 0)
      let actors = try database.rows("SELECT actor, count(*) FROM search GROUP BY 1 ORDER BY 1")
      #expect(actors == [["hanako **** ****-**** ****", "2"], ["hanako 7", "1"]])
      #expect(try !database.content().contains { $0.contains(card) })
    }
  }

  @Test("1 for what failed, with one line on stderr and nothing on stdout") func failed() throws {
    try withDatabase { database in
      var bad = Mall()
      bad.add(raw: "customer_id\n", as: "canonical/customers", path: "c.csv")
      for arguments in [
        ["import", try write(bad, in: database)], ["import", "\(database.folder)/none.yaml"],
        ["trace", "C404"], ["report"], ["findings"], ["verdicts"], ["letter", "draft", "C404"],
        ["answer", "C404"],
      ] {
        let outcome = try database.startTool(arguments).wait()
        #expect(outcome.code == 1, "\(arguments.first ?? "")")
        #expect(outcome.output.isEmpty)
        let lines = outcome.errors.split(separator: "\n").filter { !$0.contains("config.yaml") }
        #expect(lines.count == 1 && lines.first?.hasPrefix("yurai: ") == true, "\(outcome.errors)")
      }
    }
  }

  @Test("64 for wrong usage") func usage() throws {
    try withDatabase { database in
      for arguments in [
        ["import"], ["nonsense"], ["audit", "--fast"], ["audit", "--format", "xml"],
        ["findings", "--rule", "no-such-rule"], ["findings", "--since", "yesterday"], ["trace"],
        ["rejects", "--batch", "999"], ["rejects", "--batch", "99999999999"],
        ["letter", "draft", "C1", "--language", "fr"], ["exception", "C1"], ["trace", ""],
        ["generate", "x", "--customers", "-1"],
      ] {
        let isGenerate = arguments.first == "generate"
        let outcome =
          isGenerate
          ? try Tool(xdg: database.server.xdg).run(arguments)
          : try database.startTool(arguments).wait()
        #expect(outcome.code == 64, "\(arguments): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
    }
  }

  @Test("64 for a run that never was; since the last one, and since the beginning, are answered")
  func runs() throws {
    try withDatabase { database in
      try database.load(mall(isSound: true))
      let run = try database.audit().run.run
      for (since, code) in [(0, 0), (run, 0), (run + 1, 64), (-1, 64), (99_999_999_999, 64)]
        as [(Int, Int32)]
      {
        let outcome = try database.tool("findings", "--since=\(since)")
        #expect(outcome.code == code, "\(since): \(outcome)")
      }
    }
  }

  @Test("64 for generate into a folder with files in it, which stay; its own mall is made again")
  func generate() throws {
    let folder = NSTemporaryDirectory() + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let tool = Tool(xdg: folder + "/xdg")
    let own = "\(folder)/own"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    #expect(try tool.run("generate", "\(folder)/new", "--customers", "9").code == 0)
    #expect(try tool.run("generate", "\(folder)/new", "--customers", "8").code == 0)
    for name in ["customers.csv", "manifest.yaml", "truth.json"] {
      try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(own)/\(name)"))
      let outcome = try tool.run("generate", own, "--customers", "9")
      #expect(outcome.code == 64 && outcome.errors.contains("is not empty"), "\(outcome)")
    }
    #expect(try String(contentsOfFile: "\(own)/customers.csv", encoding: .utf8) == "mine")
    try FileManager.default.removeItem(atPath: "\(folder)/new/truth.json")
    #expect(try tool.run("generate", "\(folder)/new", "--customers", "9").code == 64)
  }

  @Test("3 when there is no database to talk to") func unreachable() throws {
    let tool = Tool(xdg: try TestServer.shared().xdg)
    for arguments in [
      ["audit", "-h", "/nonexistent"], ["import", "m.yaml", "-h", "127.0.0.1", "-p", "1", "-w"],
      ["verdicts", "-d", "postgresql://127.0.0.1:1/x"],
    ] {
      let outcome = try tool.run(arguments)
      #expect(outcome.code == 3, "\(arguments): \(outcome.errors)")
    }
    let missing = try withServerDatabase("no_such_database")
    #expect(missing.code == 3, "\(missing.errors)")
  }

  private func withServerDatabase(_ name: String) throws -> Tool.Outcome {
    let server = try TestServer.shared()
    return try Tool(xdg: server.xdg).run(
      "verdicts", "-h", server.endpoint.socketDirectory, "-p", "\(server.endpoint.port)", "-U",
      server.endpoint.user, "-d", name)
  }

  @Test("libpq's own variables and DATABASE_URL name a server too") func environment() throws {
    try withDatabase { database in
      try database.load(mall(isSound: true))
      let endpoint = database.server.endpoint
      var tool = Tool(xdg: "\(database.folder)/elsewhere")
      tool.environment["YURAI_SECRET_FILE"] = database.secretPath
      tool.environment["PGHOST"] = endpoint.socketDirectory
      tool.environment["PGPORT"] = "\(endpoint.port)"
      tool.environment["PGUSER"] = endpoint.user
      tool.environment["PGDATABASE"] = database.name
      #expect(try tool.run("audit").code == 0)
      for key in ["PGHOST", "PGPORT", "PGUSER", "PGDATABASE"] { tool.environment[key] = nil }
      let folder = endpoint.socketDirectory.replacing("/", with: "%2F")
      tool.environment["DATABASE_URL"] =
        "postgresql://\(endpoint.user)@\(folder):\(endpoint.port)/\(database.name)"
      let outcome = try tool.run("audit")
      #expect(outcome.code == 0, "\(outcome.errors)")
      // It is the last that counts, not one that overrides: any of the others names the server.
      tool.environment["DATABASE_URL"]? += "_that_is_not_there"
      #expect(try tool.run("audit").code == 3)
      #expect(try tool.run(["audit"] + database.reach).code == 0)
      tool.environment["PGHOST"] = endpoint.socketDirectory
      tool.environment["PGPORT"] = "\(endpoint.port)"
      tool.environment["PGUSER"] = endpoint.user
      tool.environment["PGDATABASE"] = database.name
      #expect(try tool.run("audit").code == 0)
      let port = ["-h", endpoint.socketDirectory, "-p", "\(endpoint.port)", "-U", endpoint.user]
      #expect(try tool.run(["audit"] + port).code == 0)
      #expect(!FileManager.default.fileExists(atPath: "\(database.folder)/elsewhere/yurai/pgdata"))
    }
  }

  @Test("the documented tables") func tables() throws {
    try withDatabase { database in
      try database.load(mall(isSound: false))
      _ = try database.tool("audit")
      #expect(
        try database.tool("verdicts").output == "customer_id,verdict\nC001,traced\nC002,untraced\n")
      #expect(
        try database.tool("verdicts", "--unexplained").output
          == "customer_id,verdict\nC002,untraced\n")
      #expect(
        try database.tool("findings", "--format", "csv").output
          == "rule,severity,subject_kind,subject_id,detail\n"
          + "untraced-record,error,customer,C002,\"no order, sign-up or provision names this customer\"\n"
      )
      let json = try database.tool("findings", "--format", "json").output
      #expect(json.hasPrefix("{\"version\":1,\"findings\":[{\"rule\":\"untraced-record\""))
      #expect(
        try database.tool("verdicts", "--format", "json").output == """
          {"version":1,"customer_id":"C001","verdict":"traced"}
          {"version":1,"customer_id":"C002","verdict":"untraced"}

          """)
      #expect(
        try database.tool("rejects", "--format", "json").output
          == "{\"version\":1,\"rejects\":[]}\n")
      var bad = Mall()
      bad.add(
        raw: "customer_id,registered_at,name\nC3,never,n\nC4\nC5,2006-01-01,n\n",
        as: "canonical/customers",
        path: "bad.csv")
      let batch = try #require(try database.load(bad).files.first?.batch)
      #expect(
        try database.tool("rejects", "--format", "json").output
          == "{\"version\":1,\"rejects\":[{\"file\":\"bad.csv\",\"line\":2,\"column\":\"registered_at\","
          + "\"reason\":\"bad-time\",\"detail\":\"not a time in the declared order\",\"batch\":\(batch)},"
          + "{\"file\":\"bad.csv\",\"line\":3,\"column\":null,\"reason\":\"ragged\","
          + "\"detail\":\"1 fields where the header has 3\",\"batch\":\(batch)}]}\n")
    }
  }
}
