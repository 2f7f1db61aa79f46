import Crypto
import Foundation
import Testing

/// The pictures of letters in the manuals are of the letters as they are written now.
@Suite struct PictureTests {
  @Test("Docs/pictures/letters.sha256 names the snapshots as they are; `make pictures` draws anew")
  func areOfTheSnapshots() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let list = try String(
      contentsOf: root.appending(path: "Docs/pictures/letters.sha256"), encoding: .utf8)
    let lines = list.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count == 4)
    for line in lines {
      try #require(line.count == 2)
      let bytes = try Data(contentsOf: root.appending(path: line[1]))
      let hash = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      #expect(hash.joined() == line[0], "\(line[1])")
    }
  }
}
