import Foundation
import Testing

@testable import Yurai

/// A page as small as a letter's can be.
func page(
  addressee: String = "山田", answer: String = "お答え", paragraphs: [String] = ["一", "二"],
  style: String = "p { margin: 0; }"
) -> String {
  """
  <!DOCTYPE html>
  <html lang="ja" dir="ltr">
  <head><meta charset="utf-8"><title>件名</title><style>\(style)</style></head>
  <body>
  <header><p class="addressee">\(addressee)</p><div class="sender"><p>当社</p></div></header>
  <main><h1>件名</h1><p class="answer">\(answer)</p>
  \(paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n"))
  <table><tbody><tr><th scope="row">欄</th><td class="day">日</td></tr></tbody></table>
  <ol><li>手順</li></ol></main>
  <footer class="notes"><p>注</p></footer>
  </body></html>
  """
}

/// A snapshot of RenderingTests: `letter-traced.ja`.
func snapshot(_ name: String) throws -> String {
  let tests = URL(fileURLWithPath: #filePath).pathComponents.dropLast(3).joined(separator: "/")
  return try String(
    contentsOfFile: "\(tests)/RenderingTests/Snapshots/\(name).html", encoding: .utf8)
}

/// The names of all snapshots of letters.
func snapshotNames() -> [String] {
  let tests = URL(fileURLWithPath: #filePath).pathComponents.dropLast(3).joined(separator: "/")
  let files =
    (try? FileManager.default.contentsOfDirectory(atPath: "\(tests)/RenderingTests/Snapshots"))
    ?? []
  return files.filter { $0.hasPrefix("letter-") && $0.hasSuffix(".html") }
    .map { String($0.dropLast(".html".count)) }.sorted()
}
