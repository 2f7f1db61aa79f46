import Foundation
import Glibc
import MallGenerator

/// A mall written into a directory of its own, which goes away with the value.
final class WrittenMall {
  let directory: String
  let summary: Summary

  init(customers: Int, seed: UInt64, formats: FormatMix = .mixed) throws {
    directory = NSTemporaryDirectory() + "mall-\(UUID().uuidString)/a/b"
    summary = try MallGenerator(
      directory: directory, customers: customers, seed: seed, formats: formats
    ).run { _ in }
  }

  deinit {
    let root = URL(filePath: directory).deletingLastPathComponent().deletingLastPathComponent()
    try? FileManager.default.removeItem(at: root)
  }

  func data(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: directory + "/" + path))
  }

  /// The text of a file; CP932 when the manifest says so.
  func text(_ path: String, cp932: Bool = false) throws -> String {
    let text = String(data: try data(path), encoding: cp932 ? .shiftJIS : .utf8)
    guard let text else { throw Unreadable(path: path) }
    return text
  }

  /// A canonical file as one dictionary a row.
  func rows(_ path: String) throws -> [[String: String]] {
    let table = CSV.parse(try text(path))
    return table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(table[0], $0)) }
  }

  var truth: Truth {
    get throws { try JSONDecoder().decode(Truth.self, from: try data("truth.json")) }
  }

  struct Unreadable: Error { var path: String }

  struct Truth: Decodable {
    var customers: Int
    var verdicts: [String: Int]
    var findings: [String: Int]
    var by_customer: [String: String]
    var others: String?
    var planted: [String: String]
  }
}

/// RFC 4180 as a test needs it: a whole file at once, nothing forgiven.
enum CSV {
  static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var quoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, quoted) {
      case ("\"", true) where scalars.first == "\"":
        cell.unicodeScalars.append("\"")
        scalars.removeFirst()
      case ("\"", _): quoted.toggle()
      case (",", false):
        row.append(cell)
        cell = ""
      case ("\r", false): continue
      case ("\n", false):
        rows.append(row + [cell])
        row = []
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
