import Foundation

/// Python with jntajis-python (MJ縮退マップ, JIS縮退マップ) and jageocoder (itaiji_dic), where it is installed: `python3`,
/// or `$YURAI_PYTHON`.
enum PublishedTools {
  /// What the script, which finds the input in `sys.argv[1]`, prints as JSON; nil where it cannot run.
  static func answer<Answer: Decodable>(to input: Data, script: String) throws -> Answer? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      ProcessInfo.processInfo.environment["YURAI_PYTHON"] ?? "python3", "-c", script,
      String(decoding: input, as: UTF8.self),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return try JSONDecoder().decode(Answer.self, from: bytes)
  }
}
