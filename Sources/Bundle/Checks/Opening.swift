internal import Ledger

/// What a bundle is by its own account: files under a manifest, and a ledger under a checkpoint,
/// both signed by a key of the file `keys`.
struct Opening {
  var manifest: (Manifest, KeyRing)?
  var checkpoint: TrustedCheckpoint?
  var ledger: LedgerBook?
  var areFilesListed = false

  /// Checks that much, and writes down what came of it. `pinned` are the witnesses that have to
  /// have cosigned.
  init(
    _ files: BundleFiles, witnesses pinned: [VerifierKey] = [], _ examination: inout Examination
  ) {
    manifest = examination.check(.manifest, given: files) { (files) throws(Refusal) in
      .held(try Self.manifest(files))
    }
    let listed = examination.check(.files, given: manifest) { (manifest) throws(Refusal) in
      try manifest.0.check(files)
      try Self.requireKnown(files)
      let count = manifest.0.hashes.count
      return .held(true, Sentence("\(count) 個", "\(count) files"))
    }
    areFilesListed = listed ?? false
    checkpoint = examination.check(.checkpoint, given: manifest) { (manifest) throws(Refusal) in
      let trusted = try Self.checkpoint(files, manifest.0, manifest.1)
      let head = trusted.checkpoint.head
      return .held(
        trusted,
        Sentence("\(head.size) 件、根 \(head.root)", "\(head.size) leaves, root \(head.root)"))
    }
    _ = examination.check(.witnesses, given: both(manifest, checkpoint)) {
      (given) throws(Refusal) in
      pinned.isEmpty
        ? Self.witnesses(given.0.1, given.1)
        : try Self.witnesses(pinned, given.0.1, given.1)
    }
    ledger = examination.check(.ledger, given: checkpoint) { (trusted) throws(Refusal) in
      .held(try Self.ledger(files, trusted.checkpoint.head))
    }
  }

  /// The files that each bundle has.
  private static let required = [
    "README.txt", "batches.csv", "census.csv", "census.tlog-proof", "checkpoint",
    "checkpoints.jsonl", "findings.csv", "keys", "ledger.jsonl", "manifest", "report.html",
    "report.json", "report.schema.json", "unexplained.csv",
  ]

  /// That nothing is missing, and that nothing is there of which nobody says what it is.
  private static func requireKnown(_ files: BundleFiles) throws(Refusal) {
    for name in required where files[name] == nil {
      throw Refusal("\(name) がない。", "There is no file \(name).")
    }
    let optional = [SampleFile.fileName, TimestampCheck.stamped, TimestampCheck.response]
    for name in files.names where !required.contains(name) && !optional.contains(name) {
      let isRule =
        (name.hasPrefix("audit/") || name.hasPrefix("rules/")) && name.hasSuffix(".sql")
        && name.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1
      guard isRule else {
        throw Refusal("\(name) は一式にあるはずのないファイルである。", "\(name) is no file of a bundle.")
      }
    }
  }

  private static func manifest(_ files: BundleFiles) throws(Refusal) -> (Manifest, KeyRing) {
    let manifest = try Manifest(try files.bytes(Manifest.fileName))
    let ring = try KeyRing(files)
    for key in ring.logKeys where !key.name.hasSameBytes(as: manifest.origin) {
      throw Refusal(
        "鍵 \(key) の名が、目録の台帳 \(manifest.origin) と異なる。",
        "The key \(key) is not named as the ledger of the manifest, \(manifest.origin).")
    }
    let signers: Int
    do throws(NoteError) {
      signers = try manifest.note.verify(with: ring.logKeys).signers.count
    } catch {
      throw Refusal("目録の署名が正しくない（\(error)）。", "Its signature is not right: \(error).")
    }
    // No hash covers these lines: one that nobody can check is a byte that anybody may change.
    let lines = manifest.note.signatures.count
    guard lines == signers, signers == ring.logKeys.count else {
      throw Refusal(
        "目録の署名が \(lines) 行ある。台帳の鍵 \(ring.logKeys.count) 個のそれぞれの署名が 1 行ずつでなければならない。",
        "It has \(lines) signature lines, and has to have one of each of the log's keys, of which there are \(ring.logKeys.count)."
      )
    }
    return (manifest, ring)
  }

  private static func checkpoint(
    _ files: BundleFiles, _ manifest: Manifest, _ ring: KeyRing
  ) throws(Refusal) -> TrustedCheckpoint {
    let bytes = try files.bytes("checkpoint")
    let trusted: TrustedCheckpoint
    do throws(CheckpointError) {
      let policy = try CheckpointPolicy(
        origin: manifest.origin, logKeys: ring.logKeys, witnesses: ring.witnesses)
      trusted = try policy.open(parsing: bytes)
    } catch {
      throw Refusal("チェックポイントを信用できない（\(error)）。", "It is not to be trusted: \(error).")
    }
    try trusted.note.requireDistinctSigners()
    return trusted
  }

  private static func witnesses(
    _ ring: KeyRing, _ trusted: TrustedCheckpoint
  ) -> Examination.Step<Void> {
    let count = trusted.independentWitnessCount
    guard count > 0 else {
      return .notChecked(
        ring.witnesses.isEmpty
          ? Sentence("立会人は届け出られていない。", "No witness is named.")
          : Sentence("立会人の署名がない。", "No witness has signed it."))
    }
    let times = times(trusted)
    return .held(
      (),
      Sentence(
        "\(count) 名（鍵は一式のもの）: \(times)", "\(count), by keys as the bundle has them: \(times)"))
  }

  /// The witnesses whose keys the reader has from elsewhere, whatever the file `keys` says.
  private static func witnesses(
    _ pinned: [VerifierKey], _ ring: KeyRing, _ opened: TrustedCheckpoint
  ) throws(Refusal) -> Examination.Step<Void> {
    let wanted = Array(Set(pinned))
    let trusted: TrustedCheckpoint
    do throws(CheckpointError) {
      trusted = try CheckpointPolicy(
        origin: opened.checkpoint.origin, logKeys: ring.logKeys, witnesses: wanted
      ).open(opened.note)
    } catch {
      throw Refusal(
        "渡された立会人の鍵では署名を確かめられない（\(error)）。",
        "The signatures do not stand by the keys of the witnesses that were given: \(error).")
    }
    let signed = Set(trusted.signers.map(\.key))
    for key in pinned where !signed.contains(key) {
      throw Refusal(
        "渡された鍵の立会人 \(key) は、このチェックポイントに署名していない。",
        "The witness \(key), whose key was given, has not cosigned this checkpoint.")
    }
    guard trusted.independentWitnessCount == Set(wanted.map(\.publicKey)).count else {
      throw Refusal(
        "渡された立会人の鍵に、台帳自身の鍵がある。", "A witness's key that was given is the log's own.")
    }
    return .held(
      (),
      Sentence(
        "渡された鍵の \(wanted.count) 名: \(times(trusted))",
        "\(wanted.count), by the keys that were given: \(times(trusted))"))
  }

  /// Who cosigned, and when by their own clocks.
  private static func times(_ trusted: TrustedCheckpoint) -> String {
    trusted.signers.filter { $0.key.algorithm == .cosignatureV1 }.map {
      "\($0.key) (\(UTCTime.text($0.time ?? 0)))"
    }.joined(separator: ", ")
  }

  private static func ledger(
    _ files: BundleFiles, _ signed: TreeHead
  ) throws(Refusal) -> LedgerBook {
    let book = try LedgerBook(files)
    guard book.size > 0 else {
      throw Refusal("台帳に 1 行もない。", "The ledger has no line at all.")
    }
    guard book.size == signed.size else {
      throw Refusal(
        "署名は \(signed.size) 件、ledger.jsonl は \(book.size) 行。",
        "\(signed.size) leaves were signed, and ledger.jsonl has \(book.size).")
    }
    guard book.head(at: book.size) == signed else {
      throw Refusal("根のハッシュが署名と異なる。", "The lines give another root than the signed one.")
    }
    return book
  }
}

extension SignedNote {
  /// That no key has two lines: readers do not agree on which of them counts, nor on whether any does.
  func requireDistinctSigners() throws(Refusal) {
    guard Set(signatures.map { "\($0.name)+\($0.keyID)" }).count == signatures.count else {
      throw Refusal("1 つの鍵の署名が 2 行ある。", "One key has two signature lines.")
    }
  }
}

/// A time as text, without a calendar of the system's.
enum UTCTime {
  /// Seconds since 1970 as `YYYY-MM-DDTHH:MM:SSZ`; far away ones as the number.
  static func text(_ seconds: Int64) -> String {
    guard (0..<253_402_300_800).contains(seconds) else { return "\(seconds)" }
    // Days from 0000-03-01 (Hinnant, "chrono-compatible low-level date algorithms").
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let ofEra = days % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = seconds % 86_400
    return "\(year)-\(two(month))-\(two(day))T\(two(time / 3600)):\(two(time / 60 % 60))"
      + ":\(two(time % 60))Z"
  }

  private static func days(of month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Seconds since 1970, a fraction left out, of `YYYY-MM-DDTHH:MM:SS`, a fraction where there is one, and `Z` or the hours and
  /// minutes by which the clock is ahead.
  static func seconds(_ text: String) -> Int64? {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int, then end: String = "") -> Int64? {
      guard rest.count >= digits + end.utf8.count,
        rest.prefix(digits).allSatisfy({ $0.isDigit }),
        rest.dropFirst(digits).starts(with: end.utf8)
      else { return nil }
      let value = rest.prefix(digits).reduce(Int64(0)) { 10 * $0 + Int64($1 - UInt8(ascii: "0")) }
      rest = rest.dropFirst(digits + end.utf8.count)
      return value
    }
    guard let year = number(4, then: "-"), let month = number(2, then: "-"),
      let day = number(2, then: "T"), let hour = number(2, then: ":"),
      let minute = number(2, then: ":"), let second = number(2), (1...12).contains(month),
      year > 0, (1...days(of: month, year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { $0.isDigit }
    }
    var ahead: Int64 = 0
    if rest.elementsEqual("Z".utf8) {
      rest = []
    } else if let sign = rest.popFirst(), [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign),
      let hours = number(2, then: ":"), let minutes = number(2)
    {
      ahead = (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    } else {
      return nil
    }
    guard rest.isEmpty else { return nil }
    // Days to 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let ofEra = shifted % 400
    let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    return days * 86_400 + hour * 3600 + minute * 60 + second - ahead
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
