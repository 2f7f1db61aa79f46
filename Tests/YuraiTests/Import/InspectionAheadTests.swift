import Foundation
import Testing

@testable import Yurai

/// A file that is inspected before its turn is what it is when its turn comes.
@Suite struct InspectionAheadTests {
  private func file(_ text: String) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ahead-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: file)
    return file
  }

  private func ahead(_ file: URL) -> InspectionAhead {
    InspectionAhead(path: file.path, wanted: "auto", name: "c.csv")
  }

  private func hash(_ file: URL) throws -> String {
    try FileInspection(path: file.path, wanted: "auto", name: "c.csv").hash
  }

  @Test("it is the same whether it was begun, begun twice, or not begun") func same() throws {
    let file = try file("customer_id,name\nC1,佐藤\n")
    defer { try? FileManager.default.removeItem(at: file) }
    let wanted = try hash(file)
    for times in 0...2 {
      let ahead = ahead(file)
      for _ in 0..<times { ahead.begin() }
      #expect(try ahead.inspection().hash == wanted)
    }
  }

  @Test("a file that is written to after it was begun is inspected anew") func written() throws {
    let file = try file("customer_id,name\nC1,佐藤\n")
    defer { try? FileManager.default.removeItem(at: file) }
    let ahead = ahead(file)
    ahead.begin()
    _ = try ahead.inspection()
    try Data("customer_id,name\nC1,佐藤\nC2,鈴木\n".utf8).write(to: file)
    let found = try ahead.inspection()
    #expect(try found.hash == hash(file))
    #expect(throws: Never.self) { try found.requireUnchanged() }
  }

  @Test("a file that comes after it was begun is found, and what is wrong with it is said")
  func late() throws {
    let file = try file("")
    try FileManager.default.removeItem(at: file)
    let ahead = ahead(file)
    ahead.begin()
    #expect(throws: YuraiError.self) { try ahead.inspection() }
    try Data("customer_id,name\nC1,佐藤\n".utf8).write(to: file)
    #expect(try ahead.inspection().hash == hash(file))
    try Data([0x1F, 0x8B, 8, 0]).write(to: file)
    do {
      _ = try ahead.inspection()
      Issue.record("a gzip was taken for text")
    } catch { #expect("\(error)".contains("gzip")) }
    try FileManager.default.removeItem(at: file)
  }
}
