internal import Ledger

/// The events that are shown of a record: `trail` and `evidence` of a line of the annex (Docs/bundle.md, "sample.json").
///
/// Nothing was committed to of them but where and on which day the earliest placed one was, which the record's leaf says.
struct ShownTrail {
  let customer: String
  private let events: [Event]

  struct Event {
    let name: String
    /// Seconds since 1970; a provision may have no day.
    let second: Int64?
    /// The day by the clock that the event is told by.
    let day: String?
    let mall: String?
    let merchant: String?
    /// Whether the mall had a name then.
    let isNamed: Bool
    let isPlaced: Bool
    let evidence: [String]
    let sha256: String
    let line: Int64
  }

  /// Verdicts that no record has without a placed event.
  private static let placed: Set<String> = ["traced", "received", "uncorroborated", "partial"]
  /// The members that each kind of evidence has one of at least.
  private static let members = [
    "settlement": ["settlement_id", "settled_at"], "shipment": ["tracking_no", "shipped_at"],
    "evidence_ref": ["evidence_ref"],
  ]

  /// Nil when one of the two is not of its form, or `evidence` does not show what the trail says that there is.
  init?(_ trail: JSONValue, _ evidence: JSONValue) {
    guard let customer = trail["customer"]?.text, let items = trail["trail"]?.items,
      let shown = evidence.members
    else { return nil }
    self.customer = customer
    var events: [Event] = []
    for item in items {
      guard let event = Event(item) else { return nil }
      events.append(event)
    }
    self.events = events
    let known = Set(Self.members.values.joined())
    for event in shown {
      guard events.contains(where: { $0.name.hasSameBytes(as: event.name) }),
        let values = event.value.members, !values.isEmpty,
        values.allSatisfy({ known.contains($0.name) && !($0.value.text ?? "").isEmpty })
      else { return nil }
    }
    for event in events {
      let own = shown.first { $0.name.hasSameBytes(as: event.name) }?.value
      for kind in event.evidence {
        guard let names = Self.members[kind], names.contains(where: { own?[$0] != nil }) else {
          return nil
        }
      }
    }
  }

  /// What of it was compared.
  enum Standing {
    /// The earliest placed event, with the leaf; it is of a file that an `import` leaf tells of.
    case compared
    /// The same, and its file is from before the ledger.
    case sealed
    /// Nothing: no event has to be placed for that verdict.
    case free
    /// The earliest placed event, with the leaf; it is of a file that corrected rows after the audit.
    case corrected
    /// It is not the leaf's any more, by what came in after the audit: an exception.
    case changed
  }

  /// That the earliest placed event is where and when the leaf says, in a file that the ledger had at the audit; or what is shown
  /// since a later leaf of the ledger, where that is so no more.
  func check(
    _ index: Int64, _ leaf: RecordLeaf.Record, _ files: EvidenceFiles, since: Int64?
  ) throws(Refusal) -> Standing {
    guard let since else { return try check(index, leaf, files) }
    let said = try files.since(since, index)
    guard Self.placed.contains(leaf.verdict), matching(leaf, files.has).isEmpty else {
      throw Refusal(
        "レコード \(index) は \(since) 番の葉から別のものを示すとされているが、監査の時のファイルだけでその葉と合う。",
        "Record \(index) is said to be shown otherwise since leaf \(since), and bears its leaf out by the files of the audit."
      )
    }
    let bearsOut =
      switch said {
      case .imported: false
      case .corrected(let file): isCorrected(by: file.sha256, file.bytes, leaf, files)
      // Its file is not known yet: it can be any one that the ledger did not have.
      case .unseen:
        Set(events.map(\.sha256)).contains { isCorrected(by: $0, .max, leaf, files) }
      }
    return bearsOut ? .corrected : .changed
  }

  private func check(
    _ index: Int64, _ leaf: RecordLeaf.Record, _ files: EvidenceFiles
  ) throws(Refusal) -> Standing {
    guard Self.placed.contains(leaf.verdict) else { return .free }
    guard events.contains(where: { $0.isPlaced && files.has($0) }) else {
      throw Refusal(
        "レコード \(index) の経路に、台帳にあるファイルの確かな出来事がない。",
        "The trail of record \(index) has no placed event in a file that the ledger had at the audit."
      )
    }
    let matching = matching(leaf, files.has)
    guard !matching.isEmpty else {
      throw Refusal(
        "レコード \(index) の最も早い確かな出来事が、その葉のモール、出店者、日と合わない。",
        "The earliest placed event of record \(index) is not of the mall, merchant and day of its leaf."
      )
    }
    return matching.contains { files.isInLedger($0.sha256) } ? .compared : .sealed
  }

  /// The earliest of the placed events that count, those of the leaf.
  private func matching(_ leaf: RecordLeaf.Record, _ counts: (Event) -> Bool) -> [Event] {
    let placed = events.filter { $0.isPlaced && counts($0) }
    let first = placed.map(\.order).min()
    return placed.filter { $0.order == first && $0.isOf(leaf) }
  }

  /// Whether the leaf is borne out where the events of one more file count, of so many bytes.
  private func isCorrected(
    by sha256: String, _ bytes: Int64, _ leaf: RecordLeaf.Record, _ files: EvidenceFiles
  ) -> Bool {
    let matching = matching(leaf) { event in
      files.has(event)
        || !files.isKnown(event.sha256)
          && event.sha256.hasSameBytes(as: sha256) && event.line > 0 && event.line <= bytes
    }
    return !matching.isEmpty
  }
}

extension ShownTrail.Event {
  init?(_ value: JSONValue) {
    guard let name = value["event"]?.text, let time = value["occurred_at"],
      let mall = value["mall"], let merchant = value["merchant"],
      let isPlaced = value["placed"]?.bool, let evidence = value["evidence"]?.items,
      let sha256 = value["source"]?["sha256"]?.text, let line = value["source"]?["line"]?.count,
      mall == .null || mall["id"]?.text != nil, merchant == .null || merchant["id"]?.text != nil
    else { return nil }
    second = time.text.flatMap(UTCTime.seconds)
    guard time == .null || second != nil else { return nil }
    self.name = name
    day = time.text.map { String($0.prefix(10)) }
    self.mall = mall["id"]?.text
    self.merchant = merchant["id"]?.text
    isNamed = mall["name"]?.text != nil
    self.isPlaced = isPlaced
    self.evidence = evidence.compactMap(\.text)
    guard self.evidence.count == evidence.count else { return nil }
    self.sha256 = sha256
    self.line = line
  }

  /// What has no time comes first, as it may be older than all.
  var order: Int64 { second ?? .min }

  func isOf(_ leaf: RecordLeaf.Record) -> Bool {
    func same(_ left: String?, _ right: String?) -> Bool {
      (left ?? "").hasSameBytes(as: right ?? "")
    }
    // Where there is no mall to tell the time, a leaf's day is Japan's.
    let days = [day] + (isNamed ? [] : [second.map { UTCTime.text($0 + 9 * 3600) }])
    return same(mall, leaf.mall) && same(merchant, leaf.merchant)
      && days.contains { same($0.map { String($0.prefix(10)) }, leaf.day) }
  }
}

/// The files that records and their events can be of.
struct EvidenceFiles {
  /// A file that was imported.
  struct Source {
    let file: String
    let sha256: String
    let bytes: Int64
  }

  /// What a leaf after the audit says.
  enum Since {
    /// The bundle does not have it yet.
    case unseen
    /// That rows of that file took the place of others.
    case corrected(Source)
    /// That something was imported.
    case imported
  }

  /// By batch, whenever it was imported.
  let batches: [Int64: Source]
  /// How many bytes they have that were imported before the audit, by their hash.
  private let sizes: [String: Int64]
  /// The hashes of those from before the ledger.
  private let sealed: Set<String>
  private let audit: Int64
  private let leaves: [LedgerLeaf]

  init(_ audit: AuditLeaf, _ leaves: [LedgerLeaf], sealed: Set<String>) {
    var batches: [Int64: Source] = [:]
    var sizes: [String: Int64] = [:]
    for (index, leaf) in leaves.enumerated() where leaf.kind == "import" {
      let sha256 = leaf.text("sha256")
      let bytes = leaf.count("bytes")
      batches[leaf.count("batch")] = Source(
        file: leaf.text("file"), sha256: sha256, bytes: bytes)
      if index < audit.index { sizes[sha256] = bytes }
    }
    (self.batches, self.sizes, self.sealed) = (batches, sizes, sealed)
    (self.audit, self.leaves) = (audit.index, leaves)
  }

  /// Whether the bundle has that leaf.
  func hasLeaf(_ leaf: Int64) -> Bool { leaf < leaves.count }

  /// What that leaf says, by which a record is shown otherwise than the audit had it.
  func since(_ leaf: Int64, _ index: Int64) throws(Refusal) -> Since {
    guard hasLeaf(leaf) else { return .unseen }
    let said = leaves[Int(leaf)]
    guard leaf > audit, ["import", "supersession"].contains(said.kind) else {
      throw Refusal(
        "レコード \(index) が別のものを示す理由とされた \(leaf) 番の葉は、監査の後の取込や訂正ではない。",
        "Record \(index) is shown otherwise, and leaf \(leaf) is no import or correction after the audit."
      )
    }
    guard said.kind == "supersession", let file = batches[said.count("batch")] else {
      return .imported
    }
    return .corrected(file)
  }

  /// Whether the ledger had a file of that hash at the audit.
  func isKnown(_ sha256: String) -> Bool { isInLedger(sha256) || sealed.contains(sha256) }

  func isInLedger(_ sha256: String) -> Bool { sizes[sha256] != nil }

  /// Whether there was such a line. A leaf counts its records, of which one may be several lines: so a file has as many
  /// lines as bytes at the most. Of a file from before the ledger nothing is known.
  func has(_ event: ShownTrail.Event) -> Bool {
    sizes[event.sha256].map { event.line > 0 && event.line <= $0 } ?? sealed.contains(event.sha256)
  }
}
