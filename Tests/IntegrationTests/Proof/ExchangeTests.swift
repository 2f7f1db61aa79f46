import Foundation
import Testing
import Yurai

/// What passes between the operator, a witness and a time-stamping authority, as files and with the tool.
@Suite struct ExchangeTests {
  private struct Claims: Decodable {
    struct Claim: Decodable {
      let id: String
      let outcome: String
      let detail: String?
    }
    let verdict: String
    let claims: [Claim]

    func outcome(_ id: String) -> String? { claims.first { $0.id == id }?.outcome }
  }

  private func log(_ liar: Liar) throws -> String {
    var session = try liar.database.session()
    return try LedgerSigner.keys(makes: false, in: &session)[0]
  }

  /// The tool where there is no database at all.
  private func outside(_ liar: Liar) -> Tool { Tool(xdg: "\(liar.database.folder)/elsewhere") }

  private func verify(
    _ liar: Liar, _ bundle: String, _ words: String...
  ) throws -> (code: Int32, claims: Claims) {
    let outcome = try outside(liar).run(
      ["verify", bundle, "--format", "json", "--language", "en"] + words)
    return (
      outcome.code, try JSONDecoder().decode(Claims.self, from: Data(outcome.output.utf8))
    )
  }

  private func report(_ liar: Liar, _ name: String) throws -> String {
    let folder = "\(liar.database.folder)/\(name)"
    let written = try liar.database.tool("report", "--output", folder, "--quiet")
    #expect(written.code == 0, "\(written.errors)")
    return folder
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// A witness who keeps her files in the database's folder, and no server.
  private struct WitnessFiles {
    let name: String
    let folder: String
    var key: String { "\(folder)/\(name).key" }
    var state: String { "\(folder)/\(name).state" }
    var request: String { "\(folder)/\(name).request" }
    var signature: String { "\(folder)/\(name).signature" }
  }

  private func makeKey(_ witness: WitnessFiles, _ liar: Liar) throws -> String {
    let made = try outside(liar).run(
      "witness", "key", "--name", "auditor.example/\(witness.name)", witness.key)
    #expect(made.code == 0, "\(made.errors)")
    let mode = try FileManager.default.attributesOfItem(atPath: witness.key)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    #expect(made.output.hasPrefix("auditor.example/\(witness.name)+"))
    return made.output.trimmingCharacters(in: .newlines)
  }

  /// Asks, cosigns, takes in; the request.
  @discardableResult
  private func cosign(
    _ witness: WitnessFiles, _ key: String, after: Int, _ liar: Liar
  ) throws -> String {
    let database = liar.database
    let asked = try database.tool("witness", "request", "--after", "\(after)")
    #expect(asked.code == 0, "\(asked.errors)")
    try write(asked.output, to: witness.request)
    let signed = try outside(liar).run(
      "witness", "cosign", witness.request, "--key", witness.key, "--log", try log(liar),
      "--state", witness.state)
    #expect(signed.code == 0, "\(signed.errors)")
    #expect(signed.output.hasPrefix("— auditor.example/\(witness.name) "))
    #expect(signed.output.filter { $0 == "\n" }.count == 1)
    try write(signed.output, to: witness.signature)
    let added = try database.tool("witness", "add", witness.signature, "--witness", key)
    #expect(added.code == 0 && added.output.contains("taken in"), "\(added.errors)")
    return asked.output
  }

  @Test("a witness makes a key, is asked, cosigns, and is found by whoever has her key")
  func witness() throws {
    try Liar.with { liar throws in
      let database = liar.database
      let log = try log(liar)
      let one = WitnessFiles(name: "w1", folder: database.folder)
      let two = WitnessFiles(name: "w2", folder: database.folder)
      let (key, other) = (try makeKey(one, liar), try makeKey(two, liar))
      let kept = FileManager.default.contents(atPath: one.key)
      let again = try outside(liar).run(
        "witness", "key", "--name", "auditor.example/w1", one.key)
      #expect(again.code == 64 && FileManager.default.contents(atPath: one.key) == kept)

      let note = try database.tool("checkpoint").output
      let first = try cosign(one, key, after: 0, liar)
      #expect(first == "old 0\n\n" + note, "no proof from nothing")
      #expect(FileManager.default.contents(atPath: one.state) == Data(note.utf8))
      let size = try #require(Int(note.split(separator: "\n")[1]))
      var bundle = try report(liar, "first")
      #expect(try verify(liar, bundle, "--key", log, "--witness", key).code == 0)
      let missing = try verify(liar, bundle, "--key", log, "--witness", other)
      #expect(missing.code == 2 && missing.claims.outcome("witnesses") == "failed")
      #expect(
        missing.claims.claims.filter { $0.outcome == "failed" }.map(\.id) == ["witnesses"])

      // The next night: from where she is.
      _ = try database.audit()
      let next = try cosign(one, key, after: size, liar)
      let lines = next.split(separator: "\n", omittingEmptySubsequences: false)
      let blank = try #require(lines.firstIndex(of: ""))
      #expect(lines[0] == "old \(size)" && blank > 1)
      #expect(lines[1..<blank].allSatisfy { Data(base64Encoded: String($0))?.count == 32 })
      let signed = try database.tool("checkpoint", "--to-stamp").output
      #expect(lines[(blank + 1)...].joined(separator: "\n") == signed)
      bundle = try report(liar, "second")
      #expect(try verify(liar, bundle, "--key", log, "--witness", key).code == 0)
      // Without the signature of this night's checkpoint the first one's does not count.
      _ = try database.audit()
      bundle = try report(liar, "third")
      #expect(try verify(liar, bundle, "--key", log, "--witness", key).code == 2)
      // Somebody else's answer is not taken for hers.
      let wrong = try database.tool("witness", "add", one.signature, "--witness", other)
      #expect(wrong.code == 2 && wrong.errors.contains("is not a signature by"), "\(wrong)")
      #expect(!FileManager.default.fileExists(atPath: "\(database.folder)/elsewhere"))
    }
  }

  /// A certificate of an authority of one's own, and one that it gave to a time-stamping service.
  private static let authority = """
    set -eu
    cat > ca.cnf <<'END'
    [req]
    distinguished_name = name
    prompt = no
    [name]
    CN = ca.example
    [ca]
    basicConstraints = critical,CA:true
    [tsa]
    basicConstraints = CA:false
    extendedKeyUsage = critical,timeStamping
    [service]
    serial = serial
    default_policy = 1.2.3.4.1
    digests = sha256
    signer_digest = sha256
    END
    openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 2 -config ca.cnf -extensions ca \\
      -keyout ca.key -out ca.pem 2>/dev/null
    openssl req -new -newkey rsa:2048 -nodes -config ca.cnf -subj /CN=tsa.example \\
      -keyout tsa.key -out tsa.csr 2>/dev/null
    openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -sha256 \\
      -extfile ca.cnf -extensions tsa -out tsa.pem 2>/dev/null
    echo 01 > serial
    """

  @Test(
    "a checkpoint is stamped by an authority and checked with openssl, also when it is cosigned later",
    .enabled(if: Shell.has("openssl")))
  func timestamp() throws {
    try Liar.with { liar throws in
      let database = liar.database
      let (log, folder) = (try log(liar), "\(database.folder)/authority")
      for name in [folder, folder + "/other"] {
        try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: true)
        let made = try Shell.run("sh", "-c", Self.authority, in: name)
        try #require(made.code == 0, "\(made)")
      }
      func stamp(_ name: String) throws {
        for words in [
          "openssl ts -query -data \(name) -sha256 -cert -out \(name).tsq",
          "openssl ts -reply -config ca.cnf -section service -queryfile \(name).tsq "
            + "-signer tsa.pem -inkey tsa.key -out \(name).tsr",
        ] {
          let done = try Shell.run("sh", "-c", words, in: folder)
          try #require(done.code == 0, "\(done)")
        }
      }
      let stamped = try database.tool("checkpoint", "--to-stamp").output
      try write(stamped, to: "\(folder)/c")
      try stamp("c")
      // An answer over other bytes is not taken in, and neither is the query.
      try write(stamped + "\n", to: "\(folder)/other.txt")
      try stamp("other.txt")
      for name in ["other.txt.tsr", "c.tsq"] {
        let refused = try database.tool("checkpoint", "--timestamp", "\(folder)/\(name)")
        #expect(refused.code == 2 && refused.output.isEmpty, "\(name): \(refused)")
      }
      #expect(try verify(liar, report(liar, "before")).claims.outcome("timestamp") == "not_checked")
      let taken = try database.tool("checkpoint", "--timestamp", "\(folder)/c.tsr")
      #expect(taken.code == 0 && taken.output.contains("taken in"), "\(taken)")

      let witness = WitnessFiles(name: "w1", folder: database.folder)
      let key = try makeKey(witness, liar)
      for name in ["alone", "cosigned"] {
        if name == "cosigned" { try cosign(witness, key, after: 0, liar) }
        let bundle = try report(liar, name)
        let checked = try verify(liar, bundle, "--key", log)
        #expect(checked.code == 0 && checked.claims.outcome("timestamp") == "held", "\(checked)")
        #expect(checked.claims.outcome("timestamp-authority") == "not_checked")
        let path = "\(bundle)/timestamp/checkpoint"
        #expect(FileManager.default.contents(atPath: path) == Data(stamped.utf8))
        #expect(
          FileManager.default.contents(atPath: path + ".tsr")
            == FileManager.default.contents(atPath: "\(folder)/c.tsr"))
        // As the claim words it, with the authority's certificate and with another's of the same name.
        let words = "openssl ts -verify -data timestamp/checkpoint -in timestamp/checkpoint.tsr"
        for (certificate, isRight) in [("ca.pem", true), ("other/ca.pem", false)] {
          let done = try Shell.run(
            "sh", "-c", "\(words) -CAfile \(folder)/\(certificate)", in: bundle)
          #expect((done.code == 0) == isRight, "\(name) \(certificate): \(done)")
          #expect(!isRight || (done.output + done.errors).contains("Verification: OK"), "\(done)")
        }
        let claim = checked.claims.claims.first { $0.id == "timestamp-authority" }
        #expect(claim?.detail?.contains(words) == true, "\(String(describing: claim))")
        let head = try String(contentsOfFile: "\(bundle)/checkpoint", encoding: .utf8)
        #expect(head.contains("— auditor.example/w1 ") == (name == "cosigned"))
        #expect(head.hasPrefix(stamped))
      }
    }
  }
}
