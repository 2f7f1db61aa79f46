import Postgres
import Testing

@testable import Yurai

/// Files of `Sql/` are cut into statements, and `:name` becomes `$n`. Nothing else is touched.
@Suite struct SQLScriptTests {
  private func statements(_ text: String) -> [String] {
    SQLScript(text: text).statements.map { statement in
      statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  private func names(_ text: String) -> [[String]] { SQLScript(text: text).statements.map(\.names) }

  @Test("names become numbers, the same name the same number") func parameters() {
    #expect(statements("SELECT :a, :b, :a::text") == ["SELECT $1, $2, $1::text"])
    #expect(names("SELECT :a, :b, :a::text") == [["a", "b"]])
  }

  @Test("each statement counts from one") func perStatement() {
    #expect(statements("SELECT :b; SELECT :a, :b") == ["SELECT $1", "SELECT $1, $2"])
    #expect(names("SELECT :b; SELECT :a, :b") == [["b"], ["a", "b"]])
  }

  @Test(
    "names end where an identifier ends",
    arguments: [
      (":timely_hours::integer", "$1::integer"), ("(:a)", "($1)"), (":a+1", "$1+1"), (":a2", "$1"),
      (":a,:b", "$1,$2"), ("x=:a", "x=$1"), (":a-1", "$1-1"),
    ])
  func nameEnds(_ text: String, expected: String) {
    #expect(statements(text) == [expected])
  }

  @Test("casts are casts", arguments: ["a::text", "'1'::int", "x::numeric(3,1)::text"])
  func casts(_ text: String) {
    #expect(statements(text) == [text])
    #expect(names(text) == [[]])
  }

  @Test(
    "nothing inside quotes is looked at",
    arguments: [
      "SELECT ':a;'", "SELECT 'it''s; :a'", "SELECT \"col;:a\"", "SELECT $$ a; :b 'c $$",
      "SELECT 'YYYY-MM-DD\"T\"HH24:MI'", "SELECT '--', 1", "SELECT 'a -- b; :c'",
      "DO $$ BEGIN PERFORM 1; END $$",
    ])
  func quotes(_ text: String) {
    #expect(statements(text) == [text.split(whereSeparator: \.isWhitespace).joined(separator: " ")])
    #expect(names(text) == [[]])
  }

  @Test("comments go, with what they hold") func comments() {
    #expect(statements("-- it's; :a\nSELECT 1 -- ; :b\n, 2;\n-- end") == ["SELECT 1 , 2"])
    #expect(statements("SELECT 1 - -1") == ["SELECT 1 - -1"])
    #expect(statements("SELECT 1 -- the last line has no end") == ["SELECT 1"])
  }

  @Test("a comment that ends a line keeps the words around it apart") func commentApart() {
    #expect(statements("SELECT a--x\nFROM b") == ["SELECT a FROM b"])
  }

  @Test(
    "empty statements are none", arguments: ["", ";", " ;; \n;", "-- only a comment", "-- a\n;"])
  func empty(_ text: String) {
    #expect(statements(text).isEmpty)
  }

  @Test("Japanese passes through unharmed") func japanese() {
    #expect(statements("SELECT '不明;:a', :名前, :a") == ["SELECT '不明;:a', :名前, $1"])
  }

  @Test("a parameter that nobody gives is an error, one given as null is not") func missing() throws
  {
    let script = SQLScript(text: "SELECT :a, :b")
    #expect(message { _ = try script.query(["a": 1]) }.contains(":b"))
    let query = try script.query(["a": 1, "b": .some(nil as String?)])
    #expect(query.parameters.count == 2)
    #expect(query.text == "SELECT $1, $2")
  }

  @Test("a file that the binary has not is said by its name") func unknownFile() {
    #expect(
      message { _ = try SQLScript(named: "import/nothing") }.contains("Sql/import/nothing.sql"))
  }
}
