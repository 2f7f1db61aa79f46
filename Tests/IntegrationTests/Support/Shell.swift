import Foundation

/// Other people's programs.
enum Shell {
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  static func run(_ words: String..., in folder: String) throws -> Outcome {
    try run(words, in: folder)
  }

  static func run(_ words: [String], in folder: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: said, as: UTF8.self))
  }

  static func has(_ programs: String...) -> Bool {
    programs.allSatisfy {
      let argument = $0 == "openssl" ? "version" : "--version"
      return (try? run($0, argument, in: "/"))?.code == 0
    }
  }

  static func hasModule(_ name: String) -> Bool {
    (try? run("python3", "-c", "import \(name)", in: "/"))?.code == 0
  }

  /// Checks a bundle with Tests/Proof/verify_bundle.py, which shares no line with the tool.
  /// - Returns: nil where python3 or openssl is missing.
  static func verifyBundle(_ words: [String], in folder: String) throws -> Outcome? {
    guard has("python3", "openssl") else { return nil }
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try run(
      ["python3", tests.appending(path: "Proof/verify_bundle.py").path] + words, in: folder)
  }
}
