import Tabular
import Testing

@testable import Yurai

/// Which field holds which column, and what is said when a header is not what the profile says.
@Suite struct HeaderBindingTests {
  private func bind(
    _ header: String, _ profile: CanonicalProfile = .affiliates, given: Set<String> = []
  ) throws -> HeaderBinding {
    var record = Record()
    try withScratch { folder in
      let path = try write(header + "\n", to: "\(folder)/h.csv")
      var reader = try RecordReader(path: path, encoding: .utf8)
      _ = try reader.next(&record)
    }
    return try HeaderBinding(header: record, profile: profile, given: given, file: "h.csv")
  }

  @Test("in any order") func order() throws {
    #expect(try bind("affiliate_id,programme,partner,site_url").fields == [0, 1, 2, 3])
    #expect(try bind("site_url,partner,programme,affiliate_id").fields == [3, 2, 1, 0])
    #expect(try bind("programme,affiliate_id").fields == [1, 0, -1, -1])
    #expect(try bind("programme,affiliate_id").width == 2)
  }

  @Test(
    "names are compared without case, width and blanks around them",
    arguments: ["AFFILIATE_ID,Programme", " affiliate_id , programme ", "ａｆｆｉｌｉａｔｅ＿ｉｄ,programme"])
  func normalised(_ header: String) throws {
    #expect(try bind(header).fields == [0, 1, -1, -1])
  }

  @Test("full-width digits in headers are digits") func digits() {
    #expect(HeaderBinding.normal("受注住所１") == HeaderBinding.normal("受注住所1"))
    #expect(HeaderBinding.normal("受注住所１") != HeaderBinding.normal("受注住所２"))
  }

  @Test("a missing column is named") func missing() {
    let text = message { _ = try bind("affiliate_id,partner") }
    #expect(text.contains("h.csv") && text.contains("canonical/affiliates"))
    #expect(text.contains("programme"))
    #expect(!text.contains("partner"))
  }

  @Test("what the manifest gives need not be in the header") func given() throws {
    let header = "order_id,ordered_at"
    #expect(throws: YuraiError.self) { try bind(header, .orders) }
    #expect(throws: YuraiError.self) { try bind(header, .orders, given: ["mall_id"]) }
    #expect(try bind(header, .orders, given: ["mall_id", "merchant_id"]).width == 2)
  }

  @Test("a strange column is refused by its place, not by its text")
  func stranger() {
    let text = message { _ = try bind("affiliate_id,山田花子,programme") }
    #expect(text.contains("column 2"))
    #expect(!text.contains("山田"), "a file without a header has a person in its first line")
  }

  @Test("a column named twice is refused", arguments: ["programme", "PROGRAMME"])
  func twice(_ again: String) {
    let text = message { _ = try bind("affiliate_id,programme,\(again)") }
    #expect(text.contains("the column programme twice, the second time as column 3"), "\(text)")
  }

  @Test("an empty column name is a strange column") func empty() {
    #expect(message { _ = try bind("affiliate_id,programme,") }.contains("column 3"))
  }

  @Test("rows of a mapping follow their line and weight") func following() {
    let binding = HeaderBinding(following: 2, columns: 3)
    #expect(binding.fields == [2, 3, 4])
    #expect(binding.width == 5)
  }
}
