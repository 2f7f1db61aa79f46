internal import Ledger

/// What may stand as the value of a member.
indirect enum LeafShape: Sendable {
  case text
  /// A whole number from 0.
  case count
  /// A number above 0 and below 1.
  case share
  /// A number from 0 to 1.
  case ratio
  /// SHA-256 in hexadecimal digits.
  case hex
  /// 32 bytes in base64.
  case hash
  /// A verifier key.
  case key
  /// `YYYY-MM-DD`
  case day
  /// `YYYY-MM-DDTHH:MM:SSZ`, of a day that there is.
  case time
  /// One of some words.
  case word(Set<String>)
  /// An object of whole numbers from 0.
  case counts
  /// An object of whole numbers from 0 and nulls.
  case changes
  /// An object with exactly these members, of counts.
  case tally([String])
  case members([(String, LeafShape)])
  case list(LeafShape)
  case optional(LeafShape)
  case any

  func fits(_ value: JSONValue) -> Bool {
    switch self {
    case .text: value.text != nil
    case .count: value.count != nil
    case .share: value.number.map { $0 > 0 && $0 < 1 } ?? false
    case .ratio: value.number.map { $0 >= 0 && $0 <= 1 } ?? false
    case .hex: value.text?.isSHA256 ?? false
    case .hash: value.text.flatMap { TreeHash(base64: $0) } != nil
    case .key: value.text.flatMap { try? VerifierKey($0) } != nil
    case .day: value.text.map { Self.has($0, form: "0000-00-00") } ?? false
    case .time:
      value.text.map {
        Self.has($0, form: "0000-00-00T00:00:00Z") && UTCTime.seconds($0) != nil
      } ?? false
    case .word(let words): value.text.map(words.contains) ?? false
    case .counts: value.counts != nil
    case .changes: value.members?.allSatisfy { $0.value == .null || $0.value.count != nil } ?? false
    case .tally(let names): value.counts.map { Set($0.keys) == Set(names) } ?? false
    case .members(let shapes):
      value.members.map { members in
        members.count == shapes.count
          && zip(members, shapes).allSatisfy {
            $0.name.hasSameBytes(as: $1.0) && $1.1.fits($0.value)
          }
      } ?? false
    case .list(let shape): value.items?.allSatisfy(shape.fits) ?? false
    case .any: true
    case .optional(let shape): value == .null || shape.fits(value)
    }
  }

  /// Whether it is the form with any digits for its zeros.
  private static func has(_ text: String, form: String) -> Bool {
    text.utf8.count == form.utf8.count
      && zip(text.utf8, form.utf8).allSatisfy { byte, pattern in
        pattern == UInt8(ascii: "0")
          ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == pattern
      }
  }
}

extension LeafShape {
  /// The members after `kind` and `at`, in their order (Docs/bundle.md, "Two trees").
  static let members: [String: [(String, LeafShape)]] = [
    "legacy": [("batches", .count), ("records", .count), ("runs", .count), ("sha256", .hex)],
    "import": importMembers + rowMembers,
    "supersession": [
      ("batch", .count), ("of", .list(.members([("batch", .count), ("rows", .count)]))),
    ],
    "rules": [("tool", .text), ("sha256", .hex)],
    "audit": [
      ("run", .count), ("mode", .text), ("started_at", .time), ("finished_at", .time),
      ("rules", .hex), ("timely_hours", .count), ("customers", .count),
      ("verdicts", .tally(LedgerLeaf.verdicts)), ("unexplained", .count), ("exceptions", .count),
      ("findings", .counts), ("changed", .changes),
      ("records", .members([("size", .count), ("root", .hash)])),
    ],
    "exception": [("record", .count), ("commitment", .hash)],
    "answer": [
      ("case", .text), ("letter", .count), ("stage", .text), ("letter_kind", .text),
      ("language", .word(["ja", "en"])), ("commitment", .hash),
    ],
    "erasure": [
      ("record", .count), ("reason", .word(["person", "retention"])), ("events", .count),
      ("backups_until", .day),
    ],
    "key": [("change", .word(["made", "added", "retired"])), ("vkey", .key)],
    "adoption": [("customers", .count), ("events", .count), ("transactions", .list(.text))],
    "recovery": [("kept", .count), ("lost", lost), ("reason", .text)],
    "sample": [
      ("run", .count), ("nonce_sha256", .hex), ("confidence", .share), ("tolerable", .share),
      ("stratified", .optional(.word(["mall", "merchant"]))),
    ],
  ]

  /// What may follow after those, where there is anything to say.
  static let optionalMembers: [String: [(String, LeafShape)]] = [
    "erasure": [("customers", .count)],
    "sample": [("strata", .hex)],
    "recovery": [
      (
        "earlier",
        .list(.members([("kept", .count), ("at", .time), ("lost", lost), ("reason", .text)]))
      )
    ],
  ]

  /// The signed checkpoint that a recovery loses.
  private static let lost = LeafShape.members([
    ("size", .count), ("root", .hash), ("note", .text),
  ])

  /// The members of an `import` leaf that only the database's own nightly check needs.
  private static let rowMembers: [(String, LeafShape)] = [
    ("customers", .count), ("events", .count), ("transaction", .text),
  ]

  /// The other members of an `import` leaf, which are the columns of `batches.csv` too.
  static let importMembers: [(String, LeafShape)] = [
    ("batch", .count), ("file", .text), ("sha256", .hex), ("bytes", .count), ("profile", .text),
    ("encoding", .optional(.text)),
    ("origin", .word(["collected", "provided", "succeeded", "purchased", "unknown"])),
    ("supplied_by", .optional(.text)), ("mall", .optional(.text)), ("merchant", .optional(.text)),
    ("part_of", .optional(.count)), ("lines", .count), ("accepted", .count), ("unchanged", .count),
    ("replaced", .count), ("set_aside", .count), ("card_numbers", .count),
  ]
}
