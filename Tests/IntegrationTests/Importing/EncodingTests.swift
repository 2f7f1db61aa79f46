import Foundation
import Postgres
import Testing
import Yurai

/// Files as they come from Japanese systems: CP932 with its extensions, UTF-8 with and without a mark.
@Suite struct EncodingTests {
  /// `customer_id,name,address` and one row: 髙﨑 ① ㈱ with the 0x5C trail bytes 表 and ソ, a wave dash and a
  /// minus, in CP932.
  static let cp932: [UInt8] =
    Array("customer_id,name,address\r\nC1,\"".utf8)
    + [0xFB, 0xFC, 0xFA, 0xB1, 0x20, 0x95, 0x5C, 0x83, 0x5C] + Array("\",\"".utf8)
    + [0x87, 0x40, 0x87, 0x8A, 0x81, 0x60, 0x81, 0x7C, 0xB1] + Array("\"\r\n".utf8)

  private func stored(_ bytes: [UInt8], _ keys: Fields = [:]) throws -> (
    ImportSummary.File, [[String]]
  ) {
    var mall = Mall()
    mall.files.append(
      .init(path: "c.csv", profile: "canonical/customers", bytes: bytes, keys: keys))
    var result: (ImportSummary.File, [[String]])?
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.first)
      result = (file, try database.rows("SELECT name, address FROM customer_record"))
    }
    return try #require(result)
  }

  @Test("CP932 with NEC and IBM extensions, found or told", arguments: ["auto", "cp932"])
  func extensions(_ encoding: String) throws {
    let (file, rows) = try stored(Self.cp932, ["encoding": encoding])
    #expect(file.encoding == "cp932" && file.accepted == 1)
    #expect(rows == [["髙﨑 表ソ", "①㈱～－ｱ"]])
  }

  @Test("a byte order mark is no part of the first column") func mark() throws {
    let (file, rows) = try stored(Array("\u{FEFF}customer_id,name\nC1,佐藤\n".utf8))
    #expect(file.encoding == "utf-8" && rows.first?.first == "佐藤")
  }

  @Test("a damaged byte sets its row aside, with the offset in the file") func damaged() throws {
    var bytes = Array("customer_id,name\nC1,".utf8)
    bytes += [0x8D, 0xB2, 0x93, 0xA1, 0x0A]
    bytes += Array("C2,".utf8) + [0x8D, 0xB2, 0xFF, 0x93, 0xA1, 0x0A]
    bytes += Array("C3,".utf8) + [0x8D, 0xB2, 0x93, 0xA1, 0x0A]
    var mall = Mall()
    mall.files.append(.init(path: "c.csv", profile: "canonical/customers", bytes: bytes))
    try withDatabase { database in
      let file = try #require(try database.load(mall).files.first)
      #expect(file.encoding == "cp932" && file.accepted == 2 && file.setAside == 1)
      let rejects = try database.rows("SELECT line, column_name, reason, detail FROM reject")
      let offset = try #require(bytes.firstIndex(of: 0xFF))
      #expect(rejects == [["3", "name", "damaged-text", "undecodable byte at offset \(offset)"]])
    }
  }

  @Test("CP932 of half-width kana alone, of which every word could be EUC-JP") func halfWidth()
    throws
  {
    // ﾔﾏﾓﾄ ｻﾄ
    let bytes =
      Array("customer_id,name\nC1,".utf8) + [0xD4, 0xCF, 0xD3, 0xC4, 0x20, 0xBB, 0xC4, 0x0A]
    let (file, rows) = try stored(bytes)
    #expect(file.encoding == "cp932" && file.accepted == 1)
    #expect(rows.map { $0[0] } == ["ﾔﾏﾓﾄ ｻﾄ"])
  }

  @Test("a damaged byte in UTF-8") func damagedUTF8() throws {
    let good = (0..<80).map { "C1\($0),佐藤一郎のなまえ\n" }.joined()
    let bytes = Array(("customer_id,name\n" + good + "C2,佐").utf8) + [0xFF] + Array("藤\n".utf8)
    let (file, _) = try stored(bytes)
    #expect(file.encoding == "utf-8" && file.accepted == 80 && file.setAside == 1)
  }

  @Test("gaiji are kept as private-use characters, and said") func gaiji() throws {
    let bytes = Array("customer_id,name\nC1,".utf8) + [0xF0, 0x40, 0x93, 0xA1, 0x0A]
    var mall = Mall()
    mall.files.append(.init(path: "c.csv", profile: "canonical/customers", bytes: bytes))
    try withDatabase { database in
      let said = Said()
      let file = try #require(try database.load(mall, log: { said.add($0) }).files.first)
      #expect(file.accepted == 1)
      #expect(try database.value("SELECT name FROM customer_record") == "\u{E000}藤")
      #expect(said.lines.contains { $0.contains("gaiji") && $0.contains("c.csv") })
    }
  }

  @Test("gaiji in a file that a mapping reads are said too") func gaijiOfMappings() throws {
    var mall = Mall()
    mall.files.append(
      .init(
        path: "m.csv", profile: "mine.yaml",
        bytes: Array("id,family\n1,".utf8) + [0xF0, 0x40, 0x93, 0xA1, 0x0A]))
    try withDatabase { database in
      let manifest = try mall.write(to: "\(database.folder)/mapped")
      let mapping = """
        version: 1
        into: canonical/customers
        columns: { id: id, family: family }
        query: SELECT line, ARRAY[line] AS lines, id AS customer_id, family AS name FROM source
        """
      try Data(mapping.utf8).write(to: URL(fileURLWithPath: "\(database.folder)/mapped/mine.yaml"))
      let said = Said()
      let summary = try database.load(manifest: manifest, log: { said.add($0) })
      #expect(summary.total(\.accepted) == 1)
      #expect(said.lines.contains { $0.contains("gaiji") && $0.contains("m.csv") }, "\(said.lines)")
    }
  }

  private func said(
    of profile: String, _ rows: [Fields], isCheck: Bool = false
  ) throws -> [String] {
    var mall = Mall.market()
    mall.add(profile, rows, path: "x.csv")
    var lines: [String] = []
    try withDatabase { database in
      let said = Said()
      let summary = try database.load(mall, isCheck: isCheck, log: { said.add($0) })
      #expect(summary.files.last?.accepted == Int64(rows.count), "all of them go in")
      lines = said.lines
    }
    return lines
  }

  @Test(
    "what an export wrote for characters that it does not have is said", arguments: [true, false])
  func substitutes(_ isCheck: Bool) throws {
    let orders = try said(
      of: "orders",
      [
        Person(1).order("1", ["name": "高橋 花?"]), Person(2).order("1", ["ship_name": "〓橋 花子"]),
        Person(3).order("1", ["address": "東京都葛\u{FFFD}区1-1", "name": "?", "ship_name": "??"]),
        Person(4).order("1", ["ship_address": "東京都葛?区1-1"]),
        Person(5).order("1", ["status": "really?", "name": "名＝は？", "email": "a?b@example.jp"]),
      ], isCheck: isCheck)
    #expect(orders.count { $0.hasPrefix("x.csv: 4 row(s) hold ?, 〓 or U+FFFD") } == 1, "\(orders)")
    let customers = try said(
      of: "customers",
      [Person(1).customer(["name_kana": "タカ?シ"]), Person(2).customer(["address": "〒１－２？"])],
      isCheck: isCheck)
    #expect(customers.contains { $0.hasPrefix("x.csv: 1 row(s) hold ?") }, "\(customers)")
    #expect(try said(of: "customers", [Person(1).customer()], isCheck: isCheck).isEmpty)
  }

  @Test("UTF-8 that was saved as what it was taken for is said") func misread() throws {
    let rows = [
      Person(1).order("1", ["name": "縺輔→縺�"]),
      Person(2).order("1", ["ship_name": "JosÃ© GarcÃ\u{AD}a"]),
      Person(3).order("1", ["address": "譚ｱ莠ｬ驛ｽ1-2-3"]), Person(4).order("1", ["name": "纐纈 邊"]),
      Person(5).order("1", ["ship_name": "José"]), Person(6).order("1", ["status": "譚ｱ莠ｬ驛ｽ"]),
    ]
    let lines = try said(of: "orders", rows)
    #expect(
      lines.count { $0.hasPrefix("x.csv: 3 row(s) hold names or addresses that are UTF-8") } == 1,
      "\(lines)")
  }

  @Test("UTF-8 that is read as CP932 because the manifest says so") func toldWrong() throws {
    var mall = Mall()
    mall.add(
      raw: "customer_id,name\nC1,東京都\nC2,サトウ\nC3,smith\n", as: "canonical/customers",
      path: "c.csv", ["encoding": "cp932"])
    try withDatabase { database in
      let said = Said()
      let summary = try database.load(mall, log: { said.add($0) })
      #expect(summary.total(\.accepted) == 3)
      #expect(said.lines.contains { $0.hasPrefix("c.csv: 2 row(s)") && $0.contains("`encoding:`") })
    }
  }

  @Test("a wrong encoding is corrected by importing the same file with the right one")
  func corrected() throws {
    try withDatabase { database in
      func load(_ encoding: String) throws -> ImportSummary.File {
        var mall = Mall()
        mall.files.append(
          .init(
            path: "c.csv", profile: "canonical/customers",
            bytes: Self.cp932 + Array("C2,plain,x\n".utf8), keys: ["encoding": encoding]))
        return try #require(try database.load(mall).files.first)
      }
      let (wrong, right) = (try load("utf-8"), try load("cp932"))
      #expect(wrong.setAside == 1 && right.accepted == 1 && right.unchanged == 1)
      #expect(
        try database.value("SELECT name FROM customer_record WHERE name <> 'plain'") == "髙﨑 表ソ")
      let again = try load("cp932")
      #expect(again.unchanged == 2)
    }
  }

  @Test("the same rows in both encodings are the same rows") func bothEncodings() throws {
    var one = Mall()
    one.files.append(.init(path: "a.csv", profile: "canonical/customers", bytes: Self.cp932))
    var two = Mall()
    two.add(
      raw: "customer_id,name,address\nC1,髙﨑 表ソ,①㈱～－ｱ\n", as: "canonical/customers", path: "b.csv")
    try withDatabase { database in
      try database.load(one)
      #expect(try database.load(two).total(\.unchanged) == 1)
    }
  }
}

/// What the log was told.
final class Said: @unchecked Sendable {
  private let lock = NSLock()
  private var said: [String] = []
  func add(_ line: String) { lock.withLock { said.append(line) } }
  var lines: [String] { lock.withLock { said } }
}
