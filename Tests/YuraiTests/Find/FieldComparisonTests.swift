import Rendering
import Testing

@testable import Yurai

/// Between people who need not be the same, values are compared strictly.
@Suite struct FieldComparisonTests {
  @Test(
    "equal as typed, in another spelling, alike, different",
    arguments: [
      (SearchField.name, "高橋 健一", "高橋 健一", Agreement.typed), (.name, "髙橋健一", "高橋　健一", .key),
      (.name, "高橋健二", "高橋健一", .similar), (.name, "佐藤健一", "高橋健一", nil),
      (.name, "林明", "林朋", nil),
      (.nameKana, "ﾀｶﾊｼ ｹﾝｲﾁ", "たかはしけんいち", .key), (.nameKana, "タカハシ ケンジ", "タカハシ ケンイチ", nil),
      (.email, "A.b@Example.com", "a.b@example.com", .key),
      (.email, "a.b@example.con", "a.b@example.com", .similar),
      (.email, "ab@example.com", "a.b@example.com", .similar),
      (.email, "c@example.org", "a.b@example.com", nil),
      (.phone, "+81 90-1234-5678", "09012345678", .key),
      (.phone, "090-1234-5687", "090-1234-5678", .similar),
      (.phone, "090-9999-5678", "090-1234-5678", nil),
      (.postalCode, "〒150-0002", "1500002", .key), (.postalCode, "150-0003", "150-0002", nil),
      (.address, "東京都渋谷区渋谷一丁目2番3号", "渋谷区渋谷1-2-3", .key),
      (.orderID, " 1187 ", "1187", .key), (.orderID, "1188", "1187", nil),
    ] as [(SearchField, String, String, Agreement?)])
  func compare(_ field: SearchField, _ asked: String, _ held: String, _ expected: Agreement?) {
    #expect(FieldComparison.Asked(field, asked).compare(held: held) == expected)
  }

  @Test(
    "the numbers of an address are never similar",
    arguments: [
      ("渋谷区渋谷1-3-1", "渋谷区渋谷1-1-3"), ("渋谷区渋谷1-3-1", "渋谷区渋谷1-3-2"),
      ("渋谷区渋谷1-3-1", "渋谷区渋谷13-1"),
    ])
  func numbers(_ one: String, _ other: String) {
    #expect(FieldComparison.Asked(.address, one).compare(held: other) == nil)
  }

  @Test(
    "the same lot, where building or room are left out, is similar; another lot or room is not",
    arguments: [
      ("松原2-28-27", true), ("松原2-28-27-1203", true), ("松原二丁目28番27号 1203号室", true),
      ("松原2-28-27 グランドメゾン栄", true), ("松原2-28-27 Ｇメゾン1203", true),
      ("松原2-28-27-1204", false), ("松原2-28-27 グランドメゾン栄1204", false), ("松原2-28-2", false),
      ("松原2-28-2-71203", false), ("松原2-28", false), ("松原2", false), ("松原", false),
      ("梅原2-28-27 グランドメゾン栄1203", false),
    ])
  func lot(_ asked: String, _ isSame: Bool) {
    let held = "東京都世田谷区松原2-28-27　グランドメゾン栄1203"
    let city = asked.hasPrefix("梅") ? "東京都調布市" : "東京都世田谷区"
    #expect(
      FieldComparison.Asked(.address, city + asked).compare(held: held) == (isSame ? .similar : nil)
    )
    #expect(
      FieldComparison.Asked(.address, held).compare(held: city + asked) == (isSame ? .similar : nil)
    )
  }

  @Test(
    "a number of the town's name is no lot",
    arguments: [
      ("港区三田1-2", "港区三河1-2"), ("港区三田1", "港区三河1"), ("船橋市印内町617", "船橋市印内町617-2"),
    ])
  func town(_ one: String, _ other: String) {
    #expect(FieldComparison.Asked(.address, one).compare(held: other) == nil)
  }

  @Test("an address with one wrong character in its words is similar")
  func addressSlip() {
    let held = "東京都世田谷区上北沢三丁目4番5号 コーポ桜 201"
    let asked = "東京都世田谷区上北澤三丁目4番5号 コーポ梅 201"
    #expect(FieldComparison.Asked(.address, asked).compare(held: held) == .similar)
  }

  @Test("towns of one name in two prefectures are two towns")
  func prefectures() {
    let tokyo = "東京都府中市宮西町2-24"
    #expect(FieldComparison.Asked(.address, "府中市宮西町2-24").compare(held: tokyo) == .key)
    #expect(
      FieldComparison.Asked(.address, "〒183-8703 東京都 府中市宮西町２－２４").compare(held: tokyo) == .key)
    #expect(FieldComparison.Asked(.address, "広島県府中市宮西町2-24").compare(held: tokyo) == nil)
  }

  @Test(
    "one slip of the hand",
    arguments: [
      ("abcd", "abcd", 0, true), ("abcd", "abed", 1, true), ("abcd", "abc", 1, true),
      ("abcd", "abdc", 1, true),
      ("abcd", "badc", 1, false), ("abcd", "badc", 2, true), ("", "a", 1, true),
      ("", "ab", 1, false),
      ("abc", "xyz", 2, false),
    ])
  func slips(_ one: String, _ other: String, _ limit: Int, _ expected: Bool) {
    let (first, second) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    #expect(FieldComparison.slips(first, second, atMost: limit) == expected)
    #expect(FieldComparison.slips(second, first, atMost: limit) == expected)
  }
}
