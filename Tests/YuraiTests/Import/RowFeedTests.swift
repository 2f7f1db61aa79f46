import Foundation
import Tabular
import Testing

@testable import Yurai

/// Rows that are read ahead come as they stand in the file, each with its own times and faults.
@Suite struct RowFeedTests {
  private static let header = "signup_id,mall_id,merchant_id,customer_id,occurred_at,kind,name"

  private static func row(_ number: Int, name: String = "") -> String {
    "S-\(number),M,S,C-\(number),\(time(number)),signup,\(name)"
  }

  /// A day of its own for each row, and none for each seventh.
  private static func time(_ number: Int) -> String {
    number % 7 == 0
      ? "never"
      : "20\(String(format: "%02d-%02d-%02d", number / 336 % 90 + 10, number / 28 % 12 + 1, number % 28 + 1))"
  }

  private func withFeed(
    _ lines: [String], _ body: (inout RowFeed, RowShape) throws -> Void
  ) throws {
    let path = NSTemporaryDirectory() + "row-feed-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(([Self.header] + lines).joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: path))
    var reader = try RecordReader(path: path, encoding: .utf8)
    var header = Record()
    _ = try reader.next(&header)
    let zone = try #require(TimeZone(identifier: "Asia/Tokyo"))
    let shape = RowShape(
      profile: .signups,
      binding: try HeaderBinding(header: header, profile: .signups, given: [], file: "signups.csv"),
      times: TimeReader(zone: zone), constants: [:])
    var feed = RowFeed(
      path: path, encoding: .utf8, dialect: .csv, shape: shape, hasHeader: true)
    try body(&feed, shape)
  }

  @Test("all rows, in order, with what was found of each, over many blocks")
  func order() throws {
    let count = 2_000
    try withFeed((1...count).map { Self.row($0) }) { feed, shape in
      let zone = try #require(TimeZone(identifier: "Asia/Tokyo"))
      let reader = TimeReader(zone: zone)
      let time = shape.index("occurred_at")
      var number = 0
      while let block = try feed.next() {
        for index in 0..<block.count {
          number += 1
          let row = block.rows[index]
          #expect(row.record.string(0) == "S-\(number)")
          #expect(row.record.line == number + 1)
          let written = Array(Self.time(number).utf8)
          #expect(row.times[time] == reader.microseconds(written.span))
          #expect((row.fault?.reason == .badTime) == (number % 7 == 0))
        }
        feed.giveBack(block)
      }
      #expect(number == count)
    }
  }

  @Test("a row of a megabyte, and what comes behind it")
  func large() throws {
    let text = String(repeating: "あ", count: 300_000)
    try withFeed([Self.row(1), Self.row(2, name: text), Self.row(3)]) { feed, shape in
      var ids: [String] = []
      var longest = 0
      let name = shape.fields[shape.index("name")]
      while let block = try feed.next() {
        for index in 0..<block.count {
          ids.append(block.rows[index].record.string(0))
          longest = max(longest, block.rows[index].record.range(name).count)
        }
        feed.giveBack(block)
      }
      #expect(ids == ["S-1", "S-2", "S-3"])
      #expect(longest == 900_000)
    }
  }

  @Test("a file that cannot be read on is an error, and not its end")
  func failure() throws {
    try withFeed((1...600).map { Self.row($0) } + ["S-601,\"M"]) { feed, _ in
      #expect {
        while let block = try feed.next() { feed.giveBack(block) }
      } throws: { ($0 as? TabularError)?.code == .unterminatedQuote }
    }
  }

  @Test("who stops early is let go")
  func early() throws {
    try withFeed((1...5_000).map { Self.row($0) }) { feed, _ in
      let block = try #require(try feed.next())
      #expect(block.count == 256)
    }
  }
}
