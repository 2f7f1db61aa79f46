import Foundation
import Ledger
import Testing

@testable import Yurai

/// The text that is hashed of a leaf, against JSON written by hand and read by Foundation.
@Suite struct RecordLeafTests {
  private static let commitment = (0..<32).map { UInt8($0 * 7 & 255) }

  /// Of `Self.commitment`, by another program.
  private static let base64 = Data(commitment).base64EncodedString()

  /// An outlet of each name; 1 is an ordinary one.
  private static let names: [Int32: (mall: String, merchant: String)] = [
    1: ("tony", "cocomin"), 2: ("ドクタートニー健康館", "𠮷野家 é é 😀"), 3: ("umi", ""),
    4: (String(repeating: "長い名前の店", count: 500), String(repeating: "x", count: 4000)),
    5: (#"a "b" \ c"#, "tab\tand\nline\u{1}"), 6: ("", ""),
  ]

  private static func makeWriter() throws -> RecordLeafWriter {
    RecordLeafWriter(
      places: try Places(
        names.map { outlet, name in
          (outlet: outlet, mall: name.mall, merchant: name.merchant, zone: "Asia/Tokyo", [])
        }))
  }

  private static func tile(_ leaves: [RecordLeaf?]) -> [UInt8] {
    var tile = leaves.flatMap { _ in RecordLeaf.emptyBytes }
    for (slot, leaf) in leaves.enumerated() {
      guard let leaf else { continue }
      leaf.commitment.bytes.withUnsafeBytes {
        RecordLeaf.write(
          outlet: leaf.outlet, tenancy: leaf.tenancy, day: leaf.day, batch: leaf.batch,
          verdict: leaf.verdict, commitment: $0[...], to: &tile, at: slot)
      }
    }
    return tile
  }

  private static func leaf(
    _ outlet: Int32, _ tenancy: Int32?, _ day: Int32?, batch: Int32 = 3, verdict: UInt8 = 7
  ) throws -> RecordLeaf {
    RecordLeaf(
      outlet: outlet, tenancy: tenancy, day: day, batch: batch, verdict: verdict,
      commitment: try #require(TreeHash(commitment)))
  }

  private static func text(_ leaf: RecordLeaf?) throws -> String {
    String(decoding: try makeWriter().text(tile([leaf])[...]), as: UTF8.self)
  }

  @Test("as the document gives it") func written() throws {
    #expect(
      try Self.text(Self.leaf(1, 12_509, 13_271))
        == #"["yurai.record/v1", "tony", "cocomin", "2004-04-01", "2006-05-03", 3, "traced", ""#
        + Self.base64 + #""]"#)
    #expect(
      try Self.text(Self.leaf(0, nil, nil, batch: 0, verdict: 2))
        == #"["yurai.record/v1", null, null, null, null, 0, "untraced", ""# + Self.base64 + #""]"#)
    #expect(
      try Self.text(Self.leaf(3, nil, 0, batch: .max, verdict: 6))
        == #"["yurai.record/v1", "umi", null, null, "1970-01-01", 2147483647, "received", ""#
        + Self.base64 + #""]"#)
    #expect(try Self.text(nil) == #"["yurai.empty/v1"]"#)
  }

  @Test(
    "days from the year 1 to 9999",
    arguments: [
      (-1, "1969-12-31"), (-719_162, "0001-01-01"), (-25_567, "1900-01-01"),
      (2_932_896, "9999-12-31"), (11_016, "2000-02-29"), (-25_509, "1900-02-28"),
      (-25_508, "1900-03-01"),
    ] as [(Int32, String)])
  func days(_ day: Int32, _ expected: String) throws {
    let text = try Self.text(Self.leaf(1, day, day))
    #expect(text.contains(#""cocomin", "\#(expected)", "\#(expected)", 3"#), "\(text)")
  }

  @Test("Foundation reads what was meant", arguments: [1, 2, 3, 4, 5, 6] as [Int32])
  func read(_ outlet: Int32) throws {
    let leaf = try Self.leaf(outlet, -1, 2_932_896, batch: 41, verdict: 4)
    let text = try Self.text(leaf)
    let items = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any])
    let name = try #require(Self.names[outlet])
    #expect(items.count == 8)
    #expect((items[1] as? String ?? "").unicodeScalars.elementsEqual(name.mall.unicodeScalars))
    #expect((items[2] as? String ?? "").unicodeScalars.elementsEqual(name.merchant.unicodeScalars))
    #expect(items[1] is NSNull == name.mall.isEmpty)
    #expect(items[3] as? String == "1969-12-31" && items[4] as? String == "9999-12-31")
    #expect(items[5] as? Int == 41 && items[6] as? String == "partial")
    #expect(items[7] as? String == Self.base64)
    // What is no control character stands as itself, so that the text is Python's own.
    #expect(!text.contains("\\u") || outlet == 5)
  }

  @Test("49 bytes and back") func bytes() throws {
    let leaves: [RecordLeaf?] = [
      try Self.leaf(1, nil, nil), nil, try Self.leaf(.max, -719_162, 2_932_896, batch: .max),
      try Self.leaf(0, 0, -1, batch: 0, verdict: 0),
    ]
    let tile = Self.tile(leaves)
    #expect(tile.count == 4 * RecordLeaf.byteCount)
    for (slot, leaf) in leaves.enumerated() {
      #expect(RecordLeaf(bytes: tile[(49 * slot)..<(49 * slot + 49)]) == leaf)
    }
    #expect(RecordLeaf(bytes: tile[0..<48]) == nil)
  }

  @Test("the longest leaf fits into what is set aside for it, with the root that its leaves give")
  func hashes() throws {
    let leaves: [RecordLeaf?] = try (0..<256).map { number in
      number % 9 == 0 ? nil : try Self.leaf(Int32(number % 7), -1, 2_932_896, batch: .max)
    }
    let hasher = TileHasher(writer: try Self.makeWriter())
    for count in [1, 2, 3, 255, 256] {
      let part = Array(leaves.prefix(count))
      var frontier = Frontier()
      frontier.append(contentsOf: try part.map { .leaf(Array(try Self.text($0).utf8)) })
      #expect(hasher.root(Self.tile(part)) == frontier.head.root)
    }
  }
}
