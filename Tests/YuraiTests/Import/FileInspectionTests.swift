import Foundation
import Testing

@testable import Yurai

/// What was hashed is what is loaded.
@Suite struct FileInspectionTests {
  /// Inspects a file, has `change` do something to it, and tells what is said of it.
  private func said(_ change: (URL) throws -> Void) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "inspection-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("customer_id,name\nC1,佐藤\n".utf8).write(to: file)
    let inspection = try FileInspection(path: file.path, wanted: "auto", name: "c.csv")
    try change(file)
    do {
      try inspection.requireUnchanged()
      return nil
    } catch { return (error as? YuraiError)?.message }
  }

  @Test func aFileAtRestIsAccepted() throws {
    let untouched = try said { _ in }
    let read = try said { _ = try Data(contentsOf: $0) }
    #expect(untouched == nil && read == nil)
  }

  @Test func aFileThatChangesIsRefused() throws {
    let grown = try said { file in
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("C2,鈴木\n".utf8))
      try handle.close()
    }
    let cut = try said { file in
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: 17)
      try handle.close()
    }
    let written = try said { file in
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: file.path)
    }
    let replaced = try said { file in
      try Data("customer_id,name\nC1,鈴木\n".utf8).write(to: file, options: .atomic)
    }
    let gone = try said { try FileManager.default.removeItem(at: $0) }
    for message in [grown, cut, written, replaced, gone] {
      #expect(
        message?.hasPrefix("c.csv was changed while it was read") == true, "\(message ?? "-")")
    }
  }
}
