import Foundation
import Testing

@testable import Yurai

/// What leaves the house in a finding, and the small formats of a bundle.
@Suite struct BundlePartsTests {
  @Test(
    "details that the rules spell out pass",
    arguments: [
      "no order, sign-up or provision names this customer", "registered_at is empty", "phone",
      "no tenancy on that day", "missing: provider_name, items",
      "missing: received_on is in the future", "retention ended on 2012-06-01",
      "storefront is empty, the mall has no name on some day",
      "customer: 3 rows where 2 should be", "is not what its import committed to",
      "carries the marks of the record erased from place 7",
    ])
  func passes(_ detail: String) { #expect(FindingDetail.isSafe(detail)) }

  @Test(
    "anything else is held back",
    arguments: [
      "", "山田花子", "Taro Yamada", "mall 03-1234-5678", "merchant taro@example.jp", "'",
      "orders.csv, column 山田",
      "retention ended on 山田", "missing: 山田", "phone 03-1234-5678", "no tenancy on that day, 山田",
      "registered_at is empty, Taro", "phone\nTaro",
    ])
  func holdsBack(_ detail: String) {
    var details = FindingDetail()
    for _ in 1...2 { #expect(details.shown(detail) == "withheld") }
  }

  @Test("the checksum of ZIP, by its published check value")
  func checksum() {
    var crc = CRC32()
    crc.update("12345".utf8)
    crc.update("6789".utf8)
    #expect(crc.value == 0xCBF4_3926)
    #expect(CRC32().value == 0)
  }

  @Test("an empty directory may be used; a file, a foreign directory and a parent may not")
  func folders() throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "yurai-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: "\(root)/empty", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    #expect(throws: Never.self) { try BundleFolder("\(root)/empty") }
    #expect(throws: Never.self) { try BundleFolder("\(root)/new/") }
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(root)/file"))
    #expect(throws: YuraiError.self) { try BundleFolder("\(root)/file") }
    #expect(throws: YuraiError.self) { try BundleFolder(root) }
    for path in ["", "/", ".", "..", "a/.."] {
      #expect(throws: YuraiError.self, "\(path)") { try BundleFolder(path) }
    }
    let folder = try BundleFolder("\(root)/deep/bundle")
    try folder.begin()
    folder.abandon()
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/deep").isEmpty)
  }
}
