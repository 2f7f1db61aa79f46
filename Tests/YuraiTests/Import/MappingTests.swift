import Tabular
import Testing

@testable import Yurai

/// A mapping is data that users write: every slip has its own answer.
@Suite struct MappingTests {
  static let sound = """
    version: 1
    about: An example
    into: canonical/orders
    delimiter: tab
    dates: mdy
    columns:
      number: 注文番号
      address1: {header: 住所, nth: 2}
      memo: {headers: [備考, 備考１], optional: true}
    files:
      items:
        columns: {order_no: 受注番号}
        on: {order_no: number}
    query: |
      SELECT min(line) AS line, array_agg(line) AS lines, number AS order_id FROM source GROUP BY number;
    """

  @Test("everything that a mapping may say") func full() throws {
    let mapping = try Mapping(yaml: Self.sound, file: "x.yaml")
    #expect(mapping.target == .orders)
    #expect(mapping.dialect == .quotedTSV && mapping.delimiterName == "tab")
    #expect(mapping.dates == .monthDayYear)
    #expect(mapping.columns.map(\.name) == ["number", "address1", "memo"])
    #expect(mapping.columns.map(\.nth) == [nil, 2, nil])
    #expect(mapping.columns.map(\.isOptional) == [false, false, true])
    #expect(mapping.columns.last?.headers.map(\.text) == ["備考", "備考１"])
    #expect(
      mapping.columns.last?.headers.map(\.normal) == ["備考", "備考1"], "compared normalised")
    let joined = try #require(mapping.joined.first)
    #expect(joined.name == "items")
    #expect(joined.on.map(\.own) == ["order_no"] && joined.on.map(\.other) == ["number"])
    #expect(mapping.query.hasSuffix("GROUP BY number"), "without the semicolon, to be nested")
  }

  @Test("defaults: comma, year first, nothing joined") func defaults() throws {
    let mapping = try Mapping(
      yaml: "version: 1\ninto: canonical/malls\ncolumns: {a: A}\nquery: SELECT 1", file: "x.yaml")
    #expect(mapping.dialect == .csv)
    #expect(mapping.dates == .yearMonthDay)
    #expect(mapping.joined.isEmpty)
  }

  @Test(
    "how fields are parted and protected",
    arguments: [
      ("delimiter: semicolon", Dialect(delimiter: UInt8(ascii: ";"))),
      ("delimiter: pipe\nquote: double", Dialect(delimiter: UInt8(ascii: "|"))),
      ("delimiter: tab\nquote: none", .tsv),
      ("quote: none", Dialect(delimiter: UInt8(ascii: ","), quote: nil)),
    ])
  func dialects(_ keys: String, _ dialect: Dialect) throws {
    let mapping = try Mapping(
      yaml: "version: 1\ninto: canonical/malls\ncolumns: {a: A}\nquery: SELECT 1\n\(keys)",
      file: "x.yaml")
    #expect(mapping.dialect == dialect)
  }

  @Test(
    "what is wrong is said with the file",
    arguments: [
      ("version: 1", "version: 2", "version"), ("version: 1", "versoin: 1", "`versoin`"),
      ("into: canonical/orders", "into: orders", "into"),
      ("into: canonical/orders", "about2: x", "about2"),
      ("delimiter: tab", "delimiter: colon", "comma, tab, semicolon, pipe"),
      ("delimiter: tab", "quote: single", "double, none"),
      ("number: 注文番号", "line: 注文番号", "which each table has anyway"),
      ("dates: mdy", "dates: auto", "ymd, mdy, dmy, epoch"),
      ("number: 注文番号", "Number: 注文番号", "small letters"),
      ("number: 注文番号", "a b: 注文番号", "small letters"),
      ("number: 注文番号", "1st: 注文番号", "small letters"),
      ("number: 注文番号", "'x\"; DROP TABLE customer; --': 注文番号", "small letters"),
      ("number: 注文番号", "number: [注文番号]", "header"),
      ("{header: 住所, nth: 2}", "{header: 住所, nht: 2}", "`nht`"),
      ("on: {order_no: number}", "onn: {order_no: number}", "`onn`"),
      ("on: {order_no: number}", "on: {}", "`on`"),
      ("on: {order_no: number}", "on: {'o\" = 1 OR \"x': number}", "`on`"),
      ("items:", "Items:", "joined file"),
      ("query: |", "note: |", "note"),
    ])
  func wrong(_ from: String, _ to: String, _ hint: String) {
    let text = message {
      _ = try Mapping(yaml: Self.sound.replacing(from, with: to), file: "x.yaml")
    }
    #expect(text.contains("x.yaml"), "\(text)")
    #expect(text.contains(hint), "\(text)")
  }

  @Test(
    "what would be ignored in silence is an error",
    arguments: [
      ("nth: 2", "nth: second"), ("nth: 2", "nth: 0"), ("nth: 2", "nth: -1"),
      ("optional: true", "optional: yes please"), ("headers: [備考, 備考１]", "headers: 備考"),
      ("{header: 住所, nth: 2}", "{nth: 2}"), ("columns: {order_no: 受注番号}", "columns: 受注番号"),
    ])
  func silent(_ from: String, _ to: String) {
    #expect(throws: YuraiError.self) {
      try Mapping(yaml: Self.sound.replacing(from, with: to), file: "x.yaml")
    }
  }

  @Test("`files` that is no list of files is an error") func strayFiles() {
    let text = Self.sound.split(separator: "\n").filter { line in
      !["items:", "order_no: 受", "on:"].contains { line.contains($0) }
    }.joined(separator: "\n").replacing("files:", with: "files: items.csv")
    #expect(throws: YuraiError.self) { try Mapping(yaml: text, file: "x.yaml") }
  }

  @Test("without a query, columns or anything", arguments: ["query", "columns", ""])
  func missing(_ key: String) {
    let yaml =
      key == "query"
      ? "version: 1\ninto: canonical/malls\ncolumns: {a: A}"
      : key == "columns" ? "version: 1\ninto: canonical/malls\nquery: SELECT 1" : ""
    #expect(throws: YuraiError.self) { try Mapping(yaml: yaml, file: "x.yaml") }
  }

  @Test("a profile that is neither built in nor a file says what there is") func unknownProfile() {
    let text = message { _ = try Mapping.named("rakuten/order", folder: "/tmp", place: "m.yaml:3") }
    #expect(text.contains("rakuten/order"))
    #expect(text.contains("canonical/orders"), "\(text)")
    #expect(
      message { _ = try Mapping.named("none.yaml", folder: "/tmp", place: "m.yaml:3") }.contains(
        "none.yaml"))
  }

  @Test("every mapping in this binary parses, and its query names its lines") func builtIn() throws
  {
    for name in Mapping.builtIn {
      let mapping = try Mapping.named(name, folder: "/tmp", place: "m.yaml:3")
      #expect(mapping.query.contains("lines"), "\(name)")
    }
  }
}
