internal import ArgumentParser
internal import Foundation
internal import Yurai

/// `yurai sample`: an auditor's random sample.
struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw the sample of an auditor's nonce, and open records to her.",
    discussion: """
      The auditor makes a nonce of 24 random digits or more and tells its SHA-256 only. Commit to that; give her the \
      checkpoint; then she tells the nonce. Neither side can choose the sample.
      """,
    subcommands: [Commit.self, DrawVerb.self, Export.self, SampleOpen.self])

  struct Commit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put the hash of the nonce into the ledger, and print the checkpoint over it.")
    @Argument(help: "SHA-256 of the nonce, 64 hexadecimal digits.") var sha256: String
    @Option(help: "How sure, in percent.") var confidence = "95"
    @Option(help: "The share of exceptions that the sample is to exclude, in percent.")
    var tolerable = "0.1%"
    @Option(help: "mall or merchant: each gets a sample of its own.") var stratified: String?
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

    func validate() throws {
      guard stratified.map({ ["mall", "merchant"].contains($0) }) ?? true else {
        throw ValidationError("--stratified is mall or merchant")
      }
      _ = try Self.share(confidence, "--confidence")
      _ = try Self.share(tolerable, "--tolerable")
    }

    func run() throws {
      var session = try connection.session()
      var job = SampleJob()
      job.confidence = try Self.share(confidence, "--confidence")
      job.tolerable = try Self.share(tolerable, "--tolerable")
      job.stratified = stratified
      let commitment = try job.commit(sha256, in: &session)
      connection.log(
        "run \(commitment.run), \(commitment.population) places: \(commitment.size) will be drawn. Give the auditor this "
          + "checkpoint before she tells the nonce, and write the bundle (`yurai report --output`) before the next import and "
          + "audit: after them none of this run can be written")
      print(commitment.checkpoint, terminator: "")
    }

    /// A number of percent as a share, without the noise of binary fractions.
    private static func share(_ text: String, _ option: String) throws -> Double {
      let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
      guard let percent = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX")),
        percent > 0, percent < 100, let share = Double("\(percent / 100)")
      else { throw ValidationError("\(option) is a number of percent, for example 0.1") }
      return share
    }
  }

  struct DrawVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "draw",
      abstract: "Draw what the nonce gives, with proofs, and say what it shows.",
      discussion: "Ends with 2 when a record drawn is an exception.")
    @Option(help: "The auditor's nonce.") var nonce: String
    @Option(help: "text or json (the file sample.json).") var format = OutputFormat.text
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

    func validate() throws { try format.require(.text, .json) }

    func run() throws {
      var session = try connection.session()
      let outcome = try SampleJob().draw(nonce: nonce, in: &session)
      if format == .json {
        print(outcome.document, terminator: "")
      } else {
        print(outcome.text)
      }
      if outcome.exceptions > 0 { throw ExitCode(YuraiError.Exit.unexplained.rawValue) }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the confidential annex: the records drawn, their salts, trails and numbers.",
      discussion: """
        Beside it stands sample.json, with the proofs, as the next bundle has it. A record that was erased or corrected since \
        the audit counts as an exception: the annex has the leaf that says so. One whose orders were corrected since is shown \
        with them, and names the leaf that tells of it.
        """)
    @Argument(help: "The folder to write annex.jsonl and sample.json into.") var folder: String
    @Option(
      name: .customLong("run"),
      help: ArgumentHelp("The audit run; else of the last sample.", valueName: "number"))
    var of: Int?
    @OptionGroup var sealing: SealingOptions
    @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

    func run() throws {
      var session = try connection.session()
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let name = sealing.recipient == nil ? "annex.jsonl" : "annex.jsonl.age"
      let path = PathText.joined(folder, name)
      let written = try ConfidentialFile.write(path, for: sealing.recipient) {
        sink in try SampleAnnex.write(of: of, in: &session, to: sink)
      }
      let proofs = PathText.joined(folder, "sample.json")
      try ConfidentialFile.write(proofs, for: nil) { sink in try sink(written.document) }
      print(
        "\(path): \(written.records) records of run \(written.run), with personal data. Hand it to the auditor only."
      )
      print("\(proofs): the draws and their proofs, as in the bundle.")
      print(written.outcome.text)
      if let warning = written.warning { throw YuraiError(warning, exit: .unexplained) }
    }
  }
}

extension SampleJob.Outcome {
  /// What the sample supports, for a person.
  fileprivate var text: String {
    let since =
      closed == 0
      ? ""
      : "\n\(closed) of the exceptions could be opened when they were drawn: they were erased or corrected since, and sample.json "
        + "does not\ncount them. `yurai verify --annex` does, by a bundle that is written now: `yurai report --output`."
    let others =
      changed == 0
      ? ""
      : "\n\(changed) of the exceptions are not shown where and when run \(run) had their earliest order: orders, tenancies or "
        + "names\nwere imported or corrected since. sample.json does not count them, and `yurai verify --annex` does."
    let told =
      corrected == 0
      ? ""
      : "\n\(corrected) record(s) are shown by an order that was corrected since, where and when it was: no exception. The annex names "
        + "the leaf,\nwhich a bundle of run \(run) does not have: the auditor sees in the next one that it is the correction."
    return """
      Sample of run \(run): \(drawn) records drawn, \(exceptions) exception(s), of them \(erased) erased.
      With \(Self.percent(confidence)) confidence at most \(Self.percent(bound)) of all records are exceptions;
      at most \(Self.percent(boundOfLiving)) of those that are not erased.\(since)\(others)\(told)
      """
  }

  /// Rounded up: a bound is never stated as smaller than it is.
  private static func percent(_ share: Double) -> String {
    let scaled = Int64((share * 1e6 - 1e-6).rounded(.up))
    var decimals = String(String(scaled % 10_000 + 10_000).dropFirst())
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return decimals.isEmpty ? "\(scaled / 10_000)%" : "\(scaled / 10_000).\(decimals)%"
  }
}
