import Foundation
import Testing

@testable import Yurai

/// A folder that is gone when the test ends.
func withScratch(_ body: (String) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + "yurai-unit-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

/// Writes a file of a test; its path.
@discardableResult
func write(_ text: String, to path: String) throws -> String {
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  return path
}

/// Expects a `YuraiError` and gives its message.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    Issue.record("nothing was thrown")
  } catch let error as YuraiError {
    return error.message
  } catch {
    Issue.record("another error: \(error)")
  }
  return ""
}
