import Foundation
import Postgres
import Testing
import Yurai

/// A file that is cut, has the wrong total or hash, or is not what its profile says goes in not at all.
@Suite struct RefusalTests {
  static let header = "customer_id,name,email\n"
  static let rows = "C1,佐藤,a@example.jp\nC2,鈴木,b@example.jp\n"

  /// What is wrong, the bytes, the manifest's keys, and what the message must say.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var profile = "canonical/customers"
    var keys: Fields = [:]
    let hint: String
    var testDescription: String { name }

    init(
      _ name: String, _ text: String, _ hint: String, profile: String = "canonical/customers",
      keys: Fields = [:]
    ) {
      self.init(name, bytes: Array(text.utf8), hint, profile: profile, keys: keys)
    }

    init(
      _ name: String, bytes: [UInt8], _ hint: String, profile: String = "canonical/customers",
      keys: Fields = [:]
    ) {
      (self.name, self.bytes, self.hint, self.profile, self.keys) = (
        name, bytes, hint, profile, keys
      )
    }
  }

  static let wrongs = [
    Wrong("empty", "", "empty"),
    Wrong("a byte order mark alone", "\u{FEFF}", "empty"),
    Wrong("header only", header, "no rows"),
    Wrong("header without a line end", String(header.dropLast()), "no rows"),
    Wrong("gzip", bytes: [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x04, 0], "gunzip"),
    Wrong("a workbook", bytes: Array("PK\u{3}\u{4}".utf8) + [20, 0, 6, 0, 8, 0], "CSV"),
    Wrong(
      "UTF-16",
      bytes: [0xFF, 0xFE] + (header + rows).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      "UTF-16"),
    Wrong(
      "UTF-16 without a mark",
      bytes: (header + rows).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, "UTF-16"),
    Wrong(
      "ISO-2022-JP",
      bytes: Array((header + "C1,").utf8) + [0x1B] + Array("$B:4F#".utf8) + [0x1B]
        + Array("(B,a@example.jp\n".utf8), "iconv -f ISO-2022-JP -t UTF-8"),
    Wrong(
      "ISO-2022-JP deep in a file, in whatever encoding it is said to be",
      header + String(repeating: rows, count: 9000) + "C3,\u{1B}$B:4F#\u{1B}(B,c@example.jp\n",
      "bad.csv is ISO-2022-JP", keys: ["encoding": "utf-8"]),
    Wrong(
      "EUC-JP",
      bytes: Array((header + "C1,").utf8)
        + [0xBA, 0xB4, 0xC6, 0xA3, 0xA5, 0xB5, 0xA5, 0xC8, 0xA5, 0xA6] + Array(",a\n".utf8),
      "bad.csv is EUC-JP, and nothing of it is read: convert it to UTF-8 (iconv"),
    Wrong(
      "binary", bytes: [0x7F, 0x45, 0x4C, 0x46] + (0..<900).map { UInt8($0 * 7 % 256) }, "binary"),
    Wrong("a NUL in the middle", header + "C1,佐\u{0}藤,a\n", "binary"),
    Wrong(
      "a quote that is never closed", header + rows + "C3,\"田中,c@example.jp\n" + rows, "line 4"),
    Wrong(
      "one record of three million bytes",
      header + rows + "C3,\"" + String(repeating: "長い\n", count: 400_000) + "\",x\n", "line 4"),
    Wrong(
      "a line of three million bytes",
      header + rows + "C3," + String(repeating: "あ", count: 1_000_000) + ",x\n", "line 4"),
    Wrong("no column of its identifier", "name,email\n佐藤,a@example.jp\n", "customer_id"),
    Wrong("a column that nobody knows", "customer_id,nickname\nC1,さ\n", "column 2"),
    Wrong("a column twice", "customer_id,name,name\nC1,a,b\n", "column name twice"),
    Wrong("no header at all", rows, "customer_id"),
    Wrong("too few rows", header + rows, "control total", keys: ["records": "3"]),
    Wrong("too many rows", header + rows, "control total", keys: ["records": "1"]),
    Wrong(
      "another file", header + rows, "SHA-256", keys: ["sha256": String(repeating: "0", count: 64)]),
    Wrong(
      "no such profile", header + rows, "yaml:5: there is no profile canonical/custommers",
      profile: "canonical/custommers"),
    Wrong("no such mapping", header + rows, "beside the manifest", profile: "mine.yaml"),
    Wrong("an unknown key", header + rows, "`colour`", keys: ["colour": "red"]),
    Wrong("files joined to a canonical one", header + rows, "with", keys: ["with": "{a: b.csv}"]),
    Wrong("another profile's file", header + rows, "order_id", profile: "canonical/orders"),
  ]

  @Test("nothing goes in, and the message says what to do", arguments: wrongs)
  func refused(_ wrong: Wrong) throws {
    var mall = Mall()
    mall.files.append(
      .init(path: "bad.csv", profile: wrong.profile, bytes: wrong.bytes, keys: wrong.keys))
    try withDatabase { database in
      let before = try database.content()
      let error = failure { try database.load(mall) }
      #expect(error.exit == .failed)
      #expect(error.message.contains(wrong.hint), "\(error.message)")
      #expect(
        error.message.contains("bad.csv") || error.message.contains("manifest"), "\(error.message)")
      for word in ["佐藤", "田中", "example.jp"] { #expect(!error.message.contains(word)) }
      #expect(try database.content() == before)
    }
  }

  @Test(
    "on a filled database too, whose indexes stay", arguments: ["control total", "never closed"])
  func filled(_ what: String) throws {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()])
    mall.add("orders", [Person(1).order()])
    var bad = Mall()
    let keys = what == "control total" ? ["records": "9"] : [:]
    let text = Self.header + Self.rows + (what == "control total" ? "" : "C3,\"田中\n")
    bad.add(raw: text, as: "canonical/customers", path: "bad.csv", keys)
    try withDatabase { database in
      try database.load(mall)
      _ = try database.audit()
      let indexes: Query = "SELECT indexname FROM pg_indexes WHERE schemaname = 'yurai' ORDER BY 1"
      let (before, named) = (try database.content(), try database.rows(indexes))
      _ = failure { try database.load(bad) }
      #expect(try database.content() == before)
      #expect(try database.rows(indexes) == named)
    }
  }

  @Test("files before the bad one stay, those after it wait, and the same command goes on")
  func inTheMiddle() throws {
    var mall = Mall.market()
    mall.add("customers", [Person(1).customer()], path: "c.csv")
    mall.add(raw: "order_id\n", as: "canonical/orders", path: "bad.csv")
    mall.add("signups", [Person(1).signup()], path: "s.csv")
    try withDatabase { database in
      #expect(failure { try database.load(mall) }.message.contains("bad.csv"))
      #expect(try database.value("SELECT count(*) FROM customer") == "1")
      #expect(try database.value("SELECT count(*) FROM collection_event") == "0")
      mall.files[5].bytes = Array(Mall.csv([Person(1).order()]).utf8)
      let summary = try database.load(mall)
      #expect(summary.files.prefix(5).allSatisfy { $0.status == .unchanged })
      #expect(summary.files.suffix(2).allSatisfy { $0.status == .loaded && $0.accepted == 1 })
    }
  }

  @Test("a total and a hash that are right") func right() throws {
    var mall = Mall()
    mall.add(
      raw: "customer_id\nC1\n", as: "canonical/customers",
      [
        "records": "1",
        "sha256": "\"A0F8D9C2EA4B8C2F3C8B3F8B3A1B3D0E0B1F5F0C0D6D0F7B8A9E8C7D6B5A4F3E\"",
      ])
    try withDatabase { database in
      let text = failure { try database.load(mall) }.message
      // The message gives the right hash; with it the file goes in.
      let match = try #require(text.firstMatch(of: /[0-9a-f]{64}/))
      mall.files[0].keys["sha256"] = "\"\(String(match.0).uppercased())\""
      #expect(try database.load(mall).total(\.accepted) == 1)
    }
  }

  @Test("a file that is not there, and a folder") func absent() throws {
    try withDatabase { database in
      var mall = Mall()
      mall.add(raw: "x", as: "canonical/customers", path: "there.csv")
      let manifest = try mall.write(to: "\(database.folder)/m")
      try FileManager.default.removeItem(atPath: "\(database.folder)/m/there.csv")
      let missing = failure { try database.load(manifest: manifest) }.message
      #expect(missing.hasPrefix("\(manifest):4: there.csv is not there"), "\(missing)")
      var joining = Mall()
      joining.add(
        raw: "x", as: "mine.yaml", path: "a.csv", ["with": "{x: a.csv,\n      y: gone.csv}"])
      let joined = try joining.write(to: "\(database.folder)/n")
      let absent = failure { try database.load(manifest: joined) }.message
      #expect(absent.hasPrefix("\(joined):7: gone.csv is not there"), "\(absent)")
      try FileManager.default.createDirectory(
        atPath: "\(database.folder)/m/there.csv", withIntermediateDirectories: false)
      #expect(failure { try database.load(manifest: manifest) }.message.contains("there.csv"))
    }
  }
}
