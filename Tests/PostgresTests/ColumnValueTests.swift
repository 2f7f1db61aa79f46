import Testing

@testable import Postgres

@Suite struct ColumnValueTests {
  private func read<T: ColumnValue>(_ text: String, as type: T.Type = T.self) -> T? {
    T(columnText: Array(text.utf8).span)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("42", 42), ("-42", -42), ("007", 7),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func integers(text: String, expected: Int) {
    #expect(read(text, as: Int.self) == expected)
  }

  @Test(arguments: [
    "", "-", "+1", " 1", "1 ", "1.0", "1e3", "９", "9223372036854775808", "-9223372036854775809",
    "99999999999999999999", "t", "--1",
  ])
  func noIntegers(text: String) {
    #expect(read(text, as: Int.self) == nil)
  }

  @Test func narrowIntegersAreChecked() {
    #expect(read("32767", as: Int16.self) == .max)
    #expect(read("32768", as: Int16.self) == nil)
    #expect(read("-32768", as: Int16.self) == .min)
    #expect(read("-32769", as: Int16.self) == nil)
    #expect(read("-2147483648", as: Int32.self) == .min)
    #expect(read("2147483648", as: Int32.self) == nil)
    #expect(read("256", as: UInt8.self) == nil)
    #expect(read("255", as: UInt8.self) == 255)
    #expect(read("-1", as: UInt8.self) == nil)
    #expect(read("-9223372036854775808", as: Int64.self) == .min)
  }

  @Test func doublesAndBooleans() {
    #expect(read("0.1", as: Double.self) == 0.1)
    #expect(read("-1e-300", as: Double.self) == -1e-300)
    #expect(read("Infinity", as: Double.self) == .infinity)
    #expect(read("-Infinity", as: Double.self) == -.infinity)
    #expect(read("NaN", as: Double.self)?.isNaN == true)
    #expect(read("x", as: Double.self) == nil)
    #expect(read("", as: Double.self) == nil)
    #expect(read("t", as: Bool.self) == true)
    #expect(read("f", as: Bool.self) == false)
    #expect(read("true", as: Bool.self) == nil)
    #expect(read("1", as: Bool.self) == nil)
  }

  @Test(
    arguments: [
      (#"\x"#, []), (#"\x00ff5C"#, [0, 255, 92]), ("", []),
      (#"a\\b\000\377"#, [97, 92, 98, 0, 255]),
    ] as [(String, [UInt8])])
  func bytea(text: String, expected: [UInt8]) {
    #expect(read(text, as: [UInt8].self) == expected)
  }

  @Test(arguments: [#"\x0"#, #"\x0g"#, #"\8"#, #"\37"#, #"\400"#, #"\389"#])
  func noBytea(text: String) {
    #expect(read(text, as: [UInt8].self) == nil)
  }

  @Test func arrays() {
    #expect(read("{}", as: [String].self) == [])
    #expect(read("{a}", as: [String].self) == ["a"])
    #expect(
      read(#"{a,"b c","","NULL","x\"y\\z","{,}",由来}"#, as: [String].self)
        == ["a", "b c", "", "NULL", #"x"y\z"#, "{,}", "由来"])
    #expect(read("{1,-2}", as: [Int].self) == [1, -2])
    #expect(read("[0:1]={1,2}", as: [Int].self) == [1, 2])
    #expect(read("{t,f}", as: [Bool].self) == [true, false])
    #expect(read("{1,NULL}", as: [Int?].self) == [1, nil])
    #expect(read("{1,NULL}", as: [Int].self) == nil)
    #expect(read("{NULL}", as: [String].self) == nil)
    #expect(read(#"{NULL,"NULL"}"#, as: [String?].self) == [nil, "NULL"])
  }

  @Test(arguments: [
    "", "{", "}", "a", "{a", "{a,}", "{,a}", "{a}b", #"{"a}"#, #"{"a\"#, #"{"a"b}"#, "{{1},{2}}",
    "[1:2]", #"{a"b"}"#,
  ])
  func noArrays(text: String) {
    #expect(read(text, as: [String].self) == nil)
  }

  @Test(arguments: [[], [""], ["NULL", "null"], [#"""#, #"\"#, ",", "{}", "a b", "由来\n"]])
  func writtenArraysReadBack(elements: [String]) {
    #expect(read(ArrayText.encode(elements), as: [String].self) == elements)
  }

  @Test func onlyOptionalsTakeNull() {
    #expect(Int.columnNull == nil)
    #expect(String.columnNull == nil)
    #expect([Int].columnNull == nil)
    #expect(Int?.columnNull == .some(nil))
  }
}
