import Foundation
import Ledger
import Testing

@testable import Bundle

/// `yurai verify` and the verifiers in Tests/Proof, as processes of their own.
struct ToolTests {
  /// A folder with a sound bundle, an annex, an earlier bundle and the log's private key.
  private final class Desk {
    let path = NSTemporaryDirectory() + "yurai-bundle-\(UUID().uuidString)"
    let key: SignerKey
    let witness: SignerKey
    /// What the bundle is of, and its last leaf, which corrects an order.
    let world: World
    let correction: Int

    init() throws {
      var world = try World()
      world.tell()
      key = world.key
      witness = world.witness
      let previous = try world.files()
      world.signed.append(world.leaves.count)
      world.run = 4
      world.records[11].isErased = true
      // Otherwise both runs have one records' tree.
      world.records[30].verdict = "received"
      world.tellAudit()
      world.signed.append(world.leaves.count)
      world.tellSample("1508 0042 1508 0042 1508 0042")
      world.signed.append(world.leaves.count)
      try world.closeOneDraw()
      for reason in ["erased", "corrected"] { try world.closeSince(reason) }
      let correction = world.importLate(correcting: true)
      (self.world, self.correction) = (world, correction)
      try write("previous", previous)
      try write("bundle", try world.files())
      try write(
        "",
        [
          "annex.jsonl": Array(
            try world.annex { ($0.file, $0.since) = ("late.csv", correction) }.utf8),
          "record.json": Array(try world.opening(22).utf8), "key": Array(key.privateText.utf8),
          "vkey": Array(key.verifierKey.text.utf8),
        ])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ folder: String, _ files: [String: [UInt8]]) throws {
      for (name, bytes) in files {
        let url = URL(fileURLWithPath: path).appending(path: folder).appending(path: name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
      }
    }

    var options: [String] {
      [
        "\(path)/bundle", "--key", key.verifierKey.text, "--previous", "\(path)/previous",
        "--annex", "\(path)/annex.jsonl", "--record", "\(path)/record.json",
      ]
    }
  }

  /// Beside the test bundle.
  private static let tool: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent().appending(path: "yurai").path
  }()

  private static let proof = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Proof").path

  private static let hasPython: Bool = {
    let isNew = "import sys; sys.exit(sys.version_info < (3, 11))"
    return run("/usr/bin/env", ["python3", "-c", isNew]).code == 0
      && run("/usr/bin/env", ["openssl", "version"]).code == 0
  }()

  private static func run(
    _ program: String, _ arguments: [String]
  ) -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return (127, "\(error)") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func verify(_ arguments: [String]) -> (code: Int32, output: String) {
    Self.run(Self.tool, ["verify"] + arguments)
  }

  @Test func theVerdictIsTheFirstLine() throws {
    let desk = try Desk()
    let verified = verify(desk.options + ["--language", "en"])
    #expect(verified.code == 0, "\(verified.output)")
    #expect(verified.output.hasPrefix("Verified: everything that was checked holds.\n"))
    #expect(verified.output.contains("openssl ts -verify"))
    #expect(
      verified.output.contains(
        "\nThe audit ran from 2026-11-27T02:59:00Z to 2026-11-27T03:00:00Z\n"))
    #expect(verified.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let japanese = verify(["\(desk.path)/bundle", "--language", "ja"])
    #expect(japanese.code == 0)
    #expect(japanese.output.hasPrefix("内部に矛盾はありません。"))
    #expect(!japanese.output.contains("検証できました"))
    // Ideographs and kana take two columns.
    #expect(
      japanese.output.split(separator: "\n").allSatisfy { line in
        line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2000 ? 2 : 1) } <= 80
      })
  }

  @Test func jsonAndTheExitCode() throws {
    let desk = try Desk()
    let good = verify(desk.options + ["--format", "json"])
    #expect(good.code == 0)
    let value = try JSONReader.read(Array(good.output.utf8))
    #expect(value["version"] == .integer(1) && value["verdict"] == .string("verified"))
    #expect(value["started_at"] == .string("2026-11-27T02:59:00Z"))
    #expect(value["finished_at"] == .string("2026-11-27T03:00:00Z"))
    #expect(value["claims"]?.items?.count == ClaimID.allCases.count)
    try desk.write("bundle", ["census.csv": Array("mall\n".utf8)])
    let bad = verify(desk.options + ["--format", "json"])
    #expect(bad.code == 2)
    #expect(bad.output.contains(#""verdict":"refused""#))
    #expect(bad.output.contains(#"{"id":"files","outcome":"failed""#))
  }

  @Test func aZipIsReadWhereItsFilesAreStored() throws {
    let desk = try Desk()
    let files = try BundleFiles(path: "\(desk.path)/bundle")
    let contents = files.names.map { ($0, files[$0] ?? []) }
    try desk.write(
      "",
      [
        "stored.zip": ZipTests.zip(contents),
        "packed.zip": ZipTests.zip(contents, .init(method: 8)),
      ])
    #expect(verify(["\(desk.path)/stored.zip"]).code == 0)
    let packed = verify(["\(desk.path)/packed.zip"])
    #expect(packed.code == 1 && packed.output.contains("unpack it"))
  }

  /// What was tampered with ends as any other bundle that does not hold, also where it cannot be read.
  @Test func aDamagedZipDidNotVerify() throws {
    let desk = try Desk()
    let files = try BundleFiles(path: "\(desk.path)/bundle")
    let whole = ZipTests.zip(files.names.map { ($0, files[$0] ?? []) })
    var flipped = whole
    flipped[100] ^= 1
    let cut = Array(whole.dropLast())
    try desk.write(
      "", ["flipped.zip": flipped, "cut.zip": cut, "start.zip": Array(whole.prefix(99))])
    for name in ["flipped", "cut", "start"] {
      let refused = verify(["\(desk.path)/\(name).zip"])
      #expect(refused.code == 2 && refused.output.contains("not verified:"), "\(refused)")
      #expect(verify(["\(desk.path)/bundle", "--previous", "\(desk.path)/\(name).zip"]).code == 2)
    }
  }

  @Test func witnessesArePinned() throws {
    let desk = try Desk()
    let right = verify(
      desk.options + ["--witness", desk.witness.verifierKey.text, "--language", "en"])
    #expect(
      right.code == 0 && right.output.contains("by the keys that were given"), "\(right.output)")
    let other = try World.signer(7, "witness.example/w1", witness: true).verifierKey.text
    for wrong in [[other], [desk.witness.verifierKey.text, other]] {
      let options = wrong.flatMap { ["--witness", $0] }
      #expect(verify(desk.options + options).code == 2)
      guard Self.hasPython else { continue }
      let python = Self.run(
        "/usr/bin/env", ["python3", "\(Self.proof)/verify_bundle.py"] + desk.options + options)
      #expect(python.code == 2 && python.output.contains("FAIL  witnesses"), "\(python.output)")
    }
    #expect(verify(desk.options + ["--witness", desk.key.verifierKey.text]).code == 64)
    #expect(verify(desk.options + ["--witness", "w+1+x"]).code == 64)
  }

  @Test func unreadableIsOneAndWrongUsageIs64() throws {
    let desk = try Desk()
    #expect(verify(["\(desk.path)/nothing"]).code == 1)
    #expect(verify(["\(desk.path)/annex.jsonl"]).code == 1)
    for option in ["--annex", "--record"] {
      #expect(verify(["\(desk.path)/bundle", option, "\(desk.path)/nothing"]).code == 1)
      #expect(verify(["\(desk.path)/bundle", option]).code == 64)
    }
    #expect(verify(["\(desk.path)/bundle", "--key", "mall.example+1+x"]).code == 64)
    #expect(verify(["\(desk.path)/bundle", "--format", "csv"]).code == 64)
    #expect(verify([]).code == 64)
    try FileManager.default.createSymbolicLink(
      atPath: "\(desk.path)/bundle/link", withDestinationPath: "/etc/hostname")
    #expect(verify(["\(desk.path)/bundle"]).code == 2)
  }

  @Test(.enabled(if: hasPython, "needs Python 3.11 and openssl"))
  func somebodyElsesVerifierAgrees() throws {
    let desk = try Desk()
    let other = Self.run(
      "/usr/bin/env",
      ["python3", "\(Self.proof)/verify_bundle.py"] + desk.options + [
        "--witness", desk.witness.verifierKey.text,
      ])
    #expect(other.code == 0, "\(other.output)")
    #expect(other.output.hasSuffix("\nVERIFIED\n"))
  }

  /// What is not an exception to one is none to the other, of what came in since the audit.
  @Test(
    .enabled(if: hasPython, "needs Python 3.11 and openssl"),
    arguments: ["corrected", "moved", "earlier", "imported", "to come"])
  func bothCountWhatIsAnotherSince(_ what: String) throws {
    let desk = try Desk()
    let tell: (inout TestTrail) -> Void = { trail in
      (trail.file, trail.since) = ("late.csv", desk.correction)
      switch what {
      case "moved": trail.time = "2006-05-04T09:05:00+09:00"
      case "earlier": trail.hasEarlier = true
      case "imported": trail.since = desk.correction - 1
      case "to come": trail.since = desk.correction + 1
      default: break
      }
    }
    try desk.write(
      "",
      [
        "annex.jsonl": Array(try desk.world.annex(telling: tell).utf8),
        "record.json": Array(try desk.world.opening(22, telling: tell).utf8),
      ])
    let own = verify(desk.options + ["--language", "en"])
    let other = Self.run(
      "/usr/bin/env", ["python3", "\(Self.proof)/verify_bundle.py"] + desk.options)
    #expect(own.code == 0 && other.code == 0, "\(own.output)\(other.output)")
    let isCounted = !["corrected", "to come"].contains(what)
    // Two are closed anyway.
    let total = try desk.world.sampledExceptions() + (isCounted ? 3 : 2)
    let said = own.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for text in [said, other.output] {
      #expect(text.contains("count as exceptions: \(total) exceptions, "), "\(text)")
      let isTold = text.contains("compare the file before the correction too")
      #expect(isTold == !isCounted, "\(text)")
    }
    #expect(other.output.contains("ok    record") == (what == "corrected"), "\(other.output)")
    #expect(other.output.contains("ok    annex") == (what != "to come"), "\(other.output)")
    #expect(
      said.contains("does not have yet (\(desk.correction + 1)).") == (what == "to come"), "\(said)"
    )
  }

  @Test(.enabled(if: hasPython, "needs Python 3.11 and openssl"))
  func bothRefuseWhatWasTamperedWith() throws {
    let desk = try Desk()
    let result = Self.run(
      "/usr/bin/env",
      [
        "python3", "\(Self.proof)/tamper.py", "--private-key", "\(desk.path)/key", "--yurai",
        Self.tool,
      ]
        + desk.options)
    #expect(result.code == 0, "\(result.output)")
    let said = result.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(said.hasPrefix("173 tampered copies refused by both, 0 not, 0 not for"), "\(said)")
  }
}
