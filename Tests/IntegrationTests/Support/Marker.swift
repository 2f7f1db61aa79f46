import Foundation
import Postgres
import PrivateServer
import Testing

/// Searches for texts that must not be where they might be.
extension TestDatabase {
  /// Files below the server's folder that hold one of the texts: heap, WAL, statistics, temporary files, log.
  func filesHolding(_ texts: String...) throws -> [String] {
    _ = try rows("CHECKPOINT")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/grep")
    process.arguments =
      ["-r", "-l", "-a", "-F"] + texts.flatMap { ["-e", $0] } + ["\(server.xdg)/yurai"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  /// Rows of any table that hold the text.
  func rowsHolding(_ text: String) throws -> [String] { try content().filter { $0.contains(text) } }

  /// The server's log.
  func serverLog() throws -> String {
    try String(contentsOfFile: server.location.logFile, encoding: .utf8)
  }
}

/// A card number that nobody else uses in this run: Visa's prefix, random digits, the check digit.
func freshCardNumber() -> String {
  var digits = [4, 9] + (0..<13).map { _ in Int.random(in: 0...9) }
  var sum = 0
  for (place, digit) in digits.reversed().enumerated() {
    let value = place % 2 == 0 ? digit * 2 : digit
    sum += value / 10 + value % 10
  }
  digits.append((10 - sum % 10) % 10)
  return digits.map(String.init).joined()
}
