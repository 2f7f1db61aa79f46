import Testing

@testable import Yurai

/// Rules are files: a header that a person reads, and a SELECT.
@Suite struct RuleTests {
  /// The ids that the design promises for what this version can see, and their severities.
  static let promised = [
    "untraced-record", "field-not-collected", "record-predates-collection",
    "registration-date-missing", "unknown-merchant", "unknown-mall", "outside-tenancy",
    "uncorroborated-order", "evidence-reused", "order-without-customer", "storefront-unnamed",
    "undeclared-batch", "purchased-batch", "provision-incomplete", "provision-retention-passed",
    "bulk-registration", "card-number-refused",
  ]

  @Test("every rule of this binary parses; ids are unique and those promised are there")
  func all() throws {
    let ids = try Rule.all().map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(Self.promised).subtracting(ids).isEmpty)
    #expect(ids == ids.sorted(), "listed in a stable order")
  }

  @Test("titles in both languages, a why, and one SELECT") func headers() throws {
    for rule in try Rule.all() {
      #expect(rule.titleJa.unicodeScalars.contains { $0.value >= 0x3040 }, "\(rule.id)")
      #expect(
        rule.titleEn.unicodeScalars.allSatisfy(\.isASCII) && !rule.titleEn.isEmpty, "\(rule.id)")
      #expect(rule.why.count > 20, "\(rule.id)")
      #expect(rule.script.statements.count == 1, "\(rule.id)")
      #expect(!rule.titleJa.contains("ショッピングサイト"), "a mall is never called a shopping site")
      for column in ["subject_kind", "subject_id", "detail"] {
        #expect(rule.text.contains(column), "\(rule.id) gives no \(column)")
      }
    }
  }

  @Test("rules read keys and identifiers, never what a person wrote") func noPersonalData() throws {
    for rule in try Rule.all() {
      #expect(!rule.text.contains("customer_record"), "\(rule.id)")
      #expect(!rule.text.contains("collection_record"), "\(rule.id)")
    }
    for file in AuditStage.allCases.flatMap(\.files) {
      let text = EmbeddedFiles.text["Sql/\(file).sql"] ?? ""
      let code = text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
        .replacing(/'(customer|collection)_record'/, with: "")
      #expect(!code.contains("customer_record") && !code.contains("collection_record"), "\(file)")
    }
  }

  @Test("one rule is about rows") func aboutRows() throws {
    #expect(try Rule.all().filter(\.isAboutRows).count == 1)
  }

  @Test("a why may go on over lines") func continued() throws {
    let text = """
      -- rule: a-b
      -- severity: notice
      -- title_en: A
      -- title_ja: あ
      -- why: one
      --      two
      SELECT 1
      """
    #expect(try Rule(text: text, file: "Sql/rules/a-b.sql").why == "one two")
  }

  @Test(
    "a header that lacks something is refused",
    arguments: ["rule", "severity", "title_en", "title_ja", "why"])
  func lacking(_ key: String) {
    let lines = ["rule: a", "severity: error", "title_en: A", "title_ja: あ", "why: w"]
    let text = lines.filter { !$0.hasPrefix(key + ":") }.map { "-- \($0)\n" }.joined() + "SELECT 1"
    #expect(throws: YuraiError.self) { try Rule(text: text, file: "Sql/rules/a.sql") }
  }

  @Test("the id is the file's name, and the severity one of three")
  func nameAndSeverity() {
    let text = "-- rule: a\n-- severity: error\n-- title_en: A\n-- title_ja: あ\n-- why: w\nSELECT 1"
    #expect(throws: Never.self) { try Rule(text: text, file: "Sql/rules/a.sql") }
    #expect(throws: YuraiError.self) { try Rule(text: text, file: "Sql/rules/b.sql") }
    #expect(throws: YuraiError.self) { try Rule(text: text, file: "Sql/rules/xa.sql") }
    #expect(throws: YuraiError.self) {
      try Rule(text: text.replacing("error", with: "fatal"), file: "Sql/rules/a.sql")
    }
  }
}
