import Foundation
import Testing

@testable import Rendering

/// Files beside the tests: the templates of the target and the snapshots.
enum Files {
  private static let tests = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The target's templates by file name.
  static func templates() throws -> [String: String] {
    let folder = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Rendering/Templates")
    var templates: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil) where file.pathExtension == "mustache"
    {
      templates[file.lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
    }
    return templates
  }

  /// The style sheet of the report.
  static func reportStyle() throws -> String {
    let folder = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Yurai/Report/Data")
    return try String(contentsOf: folder.appending(path: "report.css"), encoding: .utf8)
  }

  /// An example letter of Docs/.
  static func example(_ name: String) throws -> String {
    let folder = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Docs/examples/letters")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// A page of Docs/.
  static func document(_ name: String) throws -> String {
    let folder = tests.deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: folder.appending(path: "Docs/\(name)"), encoding: .utf8)
  }

  /// A renderer with the target's templates.
  static func renderer() throws -> LetterRenderer {
    try shared.get()
  }

  // Reading the templates is the slow part of a letter, and no test changes them.
  private static let shared = Result { try LetterRenderer(templates: templates()) }

  /// Compares with the snapshot of this name, byte for byte. With RECORD_SNAPSHOTS=1 it writes
  /// the snapshot instead and fails, so that a recording run is never green.
  static func expect(
    _ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = tests.appending(path: "Snapshots").appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
      return
    }
    let saved = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    if saved.map({ Array($0.utf8) }) != Array(text.utf8) {
      Issue.record("\(name) differs; now:\n\(text)", sourceLocation: sourceLocation)
    }
  }
}
