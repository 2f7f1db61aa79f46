internal import ArgumentParser
internal import Bundle
internal import Ledger
internal import Rendering
internal import Yurai

/// `yurai verify`: a bundle, offline.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a bundle of the auditor's report, offline and without a database.",
    discussion: """
      Ends with 0 when everything that was checked holds, with 2 when something does not, also where \
      a zip is damaged or holds more than it lists, and with 1 when there is no bundle to read. Without --key the key inside the bundle is used, which shows no more than that the bundle \
      agrees with itself.
      """)

  @Argument(help: "The bundle: a folder, or a zip as yurai packs it.")
  var bundle: String

  @Option(
    help: ArgumentHelp("The log's verifier key, as you were given it.", valueName: "vkey"),
    transform: VerifierKey.log)
  var key: VerifierKey?

  @Option(
    help: ArgumentHelp(
      "A witness's verifier key, as you were given it; repeatable. Each has to have cosigned.",
      valueName: "vkey"),
    transform: VerifierKey.witness)
  var witness: [VerifierKey] = []

  @Option(help: ArgumentHelp("A bundle of the same ledger that you kept.", valueName: "bundle"))
  var previous: String?

  @Option(
    help: ArgumentHelp(
      "The file sample.json, where the bundle was written before the sample was drawn.",
      valueName: "file"))
  var sample: String?

  @Option(help: ArgumentHelp("The confidential annex of the sample.", valueName: "file"))
  var annex: String?

  @Option(help: ArgumentHelp("One record that was not drawn (sample open).", valueName: "file"))
  var record: String?

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions

  func validate() throws { try format.require(.text, .json) }

  func run() throws {
    let settings = try reader.settings()
    let verifier = BundleVerifier(
      key: key, witnesses: witness, previous: try previous.map(Self.files),
      sample: try sample.map(Self.contents), annex: try annex.map(Self.contents),
      record: try record.map(Self.contents))
    let verification = verifier.verify(try Self.files(bundle))
    if format == .json {
      print(verification.json)
    } else {
      print(verification.text(reader.language(settings)), terminator: "")
    }
    if verification.standing == .refused { throw ExitCode(YuraiError.Exit.unexplained.rawValue) }
  }

  private static func files(_ path: String) throws -> BundleFiles {
    do { return try BundleFiles(path: path) } catch {
      guard error.isRefusal else { throw YuraiError("\(error)") }
      throw YuraiError("not verified: \(error)", exit: .unexplained)
    }
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    do { return try BundleFiles.contents(path) } catch { throw YuraiError("\(error)") }
  }
}

extension VerifierKey {
  /// The log's key.
  fileprivate static func log(_ text: String) throws -> VerifierKey {
    try argument(text, .ed25519, of: "--key", "this is a witness's key, and not the log's")
  }

  /// The key of a witness.
  fileprivate static func witness(_ text: String) throws -> VerifierKey {
    try argument(
      text, .cosignatureV1, of: "--witness", "this is a log's key, and not a witness's")
  }

  private static func argument(
    _ text: String, _ algorithm: SignatureAlgorithm, of option: String, _ refusal: String
  ) throws -> VerifierKey {
    let key: VerifierKey
    do { key = try VerifierKey(text) } catch { throw ValidationError("\(option): \(error)") }
    guard key.algorithm == algorithm else { throw ValidationError("\(option): \(refusal)") }
    return key
  }
}

extension Verification {
  /// One line of JSON, `"version":1` first; machine output is English.
  fileprivate var json: String {
    let claims = claims.map { claim in
      let detail = claim.detail.map { JSONText.quoted($0.en) } ?? "null"
      return "{\"id\":\"\(claim.id.rawValue)\",\"outcome\":\"\(claim.word)\","
        + "\"checked\":\(JSONText.quoted(claim.checked.en)),\"detail\":\(detail)}"
    }
    let head = head.map { "\"size\":\($0.size),\"root\":\(JSONText.quoted($0.root.base64))" }
    let recoveries = recoveries.map { recovery in
      "{\(recovery.members),\"earlier\":["
        + recovery.earlier.map { "{\($0.members)}" }.joined(separator: ",") + "]}"
    }
    return "{\"version\":1,\"verdict\":\"\(standing.rawValue)\","
      + "\"origin\":\(origin.map(JSONText.quoted) ?? "null"),"
      + "\"run\":\(run.map { "\($0)" } ?? "null"),"
      + "\"started_at\":\(span.map { JSONText.quoted($0.startedAt) } ?? "null"),"
      + "\"finished_at\":\(span.map { JSONText.quoted($0.finishedAt) } ?? "null"),\(head ?? "\"size\":null,\"root\":null"),"
      + "\"recoveries\":[\(recoveries.joined(separator: ","))],\"claims\":[\(claims.joined(separator: ","))]}"
  }

  /// The text for an auditor.
  fileprivate func text(_ language: Language) -> String {
    func pick(_ sentence: Sentence) -> String { language == .ja ? sentence.ja : sentence.en }
    func items(_ word: String) -> [VerificationText.Item] {
      claims.filter { $0.word == word }.map {
        VerificationText.Item(claim: pick($0.checked), detail: $0.detail.map(pick))
      }
    }
    var facts: [String] = []
    if let origin, let run {
      facts.append(
        language == .ja ? "台帳 \(origin)、監査 第 \(run) 回" : "Ledger \(origin), audit run \(run)")
      if let span {
        facts.append(
          language == .ja ? "監査は \(span.sentence.ja)" : "The audit ran \(span.sentence.en)")
      }
    }
    facts += recoveries.map { pick($0.sentence) }
    return VerificationText(language: language).render(
      verdict: pick(standing.sentence), facts: facts, failed: items("failed"),
      held: items("held"), notChecked: items("not_checked"))
  }
}

extension Recovery {
  /// What JSON has of it, without those that it names.
  fileprivate var members: String {
    "\"leaf\":\(index),\"at\":\(JSONText.quoted(at)),\"lost\":\(lost.size),"
      + "\"reason\":\(JSONText.quoted(reason))"
  }
}

extension Claim {
  /// The outcome as JSON has it.
  fileprivate var word: String {
    switch outcome {
    case .held: "held"
    case .failed: "failed"
    case .notChecked: "not_checked"
    }
  }

  /// What there is to say of it.
  fileprivate var detail: Sentence? {
    switch outcome {
    case .held(let detail): detail
    case .failed(let why), .notChecked(let why): why
    }
  }
}
