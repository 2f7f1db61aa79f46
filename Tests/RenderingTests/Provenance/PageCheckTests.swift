import Foundation
import Testing

/// The page in a browser: WCAG 2.2 AA by axe-core in both schemes, at 1280 and 320 pixels, and in print.
@Suite struct PageCheckTests {
  @Test("published tools agree: Tests/Proof/page_check.py") func published() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Proof/page_check.py").path
    let candidates = [ProcessInfo.processInfo.environment["YURAI_PYTHON"], "/usr/bin/python3"]
    let python = try candidates.compactMap(\.self).first {
      try Self.run([$0, script, "--have-packages"]).code == 0
    }
    guard let python else {
      print(
        "skipped: page_check.py needs chromium, poppler-utils, and python3 (or $YURAI_PYTHON) with playwright and "
          + "axe-core-python")
      return
    }
    let outcome = try Self.run([python, script])
    #expect(outcome.code == 0 && outcome.output.contains(" passed, 0 failed"), "\(outcome.output)")
  }

  private static func run(_ words: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
