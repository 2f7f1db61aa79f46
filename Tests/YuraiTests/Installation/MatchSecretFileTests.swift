import Foundation
import Matching
import Testing

@testable import Yurai

/// The secret behind the match keys: readable by nobody else, made once, never replaced.
@Suite struct MatchSecretFileTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }

  @Test("made with mode 0600, whatever the umask, and read back") func make() throws {
    try withScratch { folder in
      let file = MatchSecretFile(path: "\(folder)/new/match.secret")
      #expect(try file.read() == nil)
      let secret = try file.create()
      #expect(try mode(file.path) == 0o600)
      #expect(try file.read()?.checkValue == secret.checkValue)
      let text = try String(contentsOfFile: file.path, encoding: .utf8)
      #expect(text.trimmingCharacters(in: .newlines).count == 32)
      let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/new")
      #expect(left == ["match.secret"], "no draft is left behind")
    }
  }

  @Test("a folder is told for one, whatever its mode") func folder() throws {
    try withScratch { folder in
      for mode in [0o755, 0o700] {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
        let error = #expect(throws: YuraiError.self) { try MatchSecretFile(path: folder).read() }
        #expect(error?.message.contains("is a folder, and the match secret is a file") == true)
      }
    }
  }

  @Test("two secrets differ") func random() throws {
    try withScratch { folder in
      let one = try MatchSecretFile(path: "\(folder)/a").create()
      let two = try MatchSecretFile(path: "\(folder)/b").create()
      #expect(one.checkValue != two.checkValue)
    }
  }

  @Test("an existing secret is never replaced") func existing() throws {
    try withScratch { folder in
      let file = MatchSecretFile(path: "\(folder)/match.secret")
      let first = try file.create()
      #expect(try file.create().checkValue == first.checkValue)
      #expect(try file.read()?.checkValue == first.checkValue)
    }
  }

  @Test("of many that make it at once all use the same one") func race() throws {
    try withScratch { folder in
      let path = "\(folder)/match.secret"
      let values = Values()
      DispatchQueue.concurrentPerform(iterations: 16) { _ in
        values.add(Result { try MatchSecretFile(path: path).create().checkValue })
      }
      let kept = try #require(try MatchSecretFile(path: path).read()).checkValue
      for value in values.all { #expect(try value.get() == kept) }
    }
  }

  @Test("a draft that a killed run left behind does not block") func leftover() throws {
    try withScratch { folder in
      let file = MatchSecretFile(path: "\(folder)/match.secret")
      try write("half", to: "\(file.path).\(ProcessInfo.processInfo.processIdentifier)")
      #expect(throws: Never.self) { try file.create() }
    }
  }

  @Test("a file that others can read is refused", arguments: [0o644, 0o640, 0o604, 0o660])
  func readable(_ permissions: Int) throws {
    try withScratch { folder in
      let file = MatchSecretFile(path: "\(folder)/match.secret")
      _ = try file.create()
      try FileManager.default.setAttributes(
        [.posixPermissions: permissions], ofItemAtPath: file.path)
      let text = message { _ = try file.read() }
      #expect(text.contains("chmod 600"))
    }
  }

  @Test(
    "what is no secret is refused, and not shown",
    arguments: [
      "", "x", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
      "0123456789abcdef0123456789abcdeg",
    ])
  func corrupt(_ content: String) throws {
    try withScratch { folder in
      let file = MatchSecretFile(path: "\(folder)/match.secret")
      try write(content, to: file.path)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      let text = message { _ = try file.read() }
      #expect(text.contains("match secret"))
      #expect(content.count < 10 || !text.contains(content))
    }
  }

  @Test("a line end and capital letters are fine") func formats() throws {
    try withScratch { folder in
      let (small, capital) = (
        MatchSecretFile(path: "\(folder)/a"), MatchSecretFile(path: "\(folder)/b")
      )
      try write("00112233445566778899aabbccddeeff", to: small.path)
      try write("00112233445566778899AABBCCDDEEFF\r\n", to: capital.path)
      for path in [small.path, capital.path] {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      }
      let value = try #require(try small.read()).checkValue
      #expect(try capital.read()?.checkValue == value)
    }
  }
}

/// Results from several threads.
private final class Values: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Result<Int64, any Error>] = []
  func add(_ value: Result<Int64, any Error>) { lock.withLock { values.append(value) } }
  var all: [Result<Int64, any Error>] { lock.withLock { values } }
}
