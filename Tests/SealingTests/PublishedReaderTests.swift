import Foundation
import Sealing
import Testing

/// What we write, read by somebody else's program: rage, through PyPI's pyrage.
@Suite struct PublishedReaderTests {
  private static func python(_ script: String, _ words: [String] = []) throws -> String? {
    let python = ProcessInfo.processInfo.environment["YURAI_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  @Test("rage reads it") func rage() throws {
    let made = try Self.python(
      "from pyrage import x25519; k = x25519.Identity.generate(); print(k, k.to_public())")
    guard let keys = made?.split(whereSeparator: \.isWhitespace).map(String.init), keys.count == 2
    else {
      print("skipped: rage reads what we seal: needs python3 (or $YURAI_PYTHON) with pyrage")
      return
    }
    let recipient = try AgeRecipient(keys[1])
    let file = FileManager.default.temporaryDirectory.appending(
      path: "yurai-sealed-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    for size in [0, 1, 64 * 1024, 64 * 1024 + 1, 128 * 1024, 200_000] {
      let plain = sample(size)
      try Data(try sealed(plain, to: recipient)).write(to: file)
      let read = try Self.python(
        """
        import sys
        from pyrage import decrypt, x25519
        key = x25519.Identity.from_str(sys.argv[1])
        sys.stdout.write(decrypt(open(sys.argv[2], "rb").read(), [key]).hex())
        """, [keys[0], file.path])
      let hex = plain.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      #expect(read == hex, "\(size) bytes")
    }
  }
}
