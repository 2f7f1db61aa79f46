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
  }

  /// That the earliest placed event is where and when the leaf says, in a file that the ledger had at the audit.
  func check(
    _ index: Int64, _ leaf: RecordLeaf.Record, _ files: EvidenceFiles
  ) throws(Refusal) -> Standing {
    guard Self.placed.contains(leaf.verdict) else { return .free }
    let placed = events.filter { $0.isPlaced && files.has($0.sha256, line: $0.line) }
    guard let first = placed.map(\.order).min() else {
      throw Refusal(
        "レコード \(index) の経路に、台帳にあるファイルの確かな出来事がない。",
        "The trail of record \(index) has no placed event in a file that the ledger had at the audit."
      )
    }
    let matching = placed.filter { $0.order == first && $0.isOf(leaf) }
    guard !matching.isEmpty else {
      throw Refusal(
        "レコード \(index) の最も早い確かな出来事が、その葉のモール、出店者、日と合わない。",
        "The earliest placed event of record \(index) is not of the mall, merchant and day of its leaf."
      )
    }
    return matching.contains { files.isInLedger($0.sha256) } ? .compared : .sealed
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
  }

  /// By batch, whenever it was imported.
  let batches: [Int64: Source]
  /// How many bytes they have that were imported before the audit, by their hash.
  private let sizes: [String: Int64]
  /// The hashes of those from before the ledger.
  private let sealed: Set<String>

  init(_ audit: AuditLeaf, _ leaves: [LedgerLeaf], sealed: Set<String>) {
    var batches: [Int64: Source] = [:]
    var sizes: [String: Int64] = [:]
    for (index, leaf) in leaves.enumerated() where leaf.kind == "import" {
      let sha256 = leaf.text("sha256")
      batches[leaf.count("batch")] = Source(file: leaf.text("file"), sha256: sha256)
      if index < audit.index { sizes[sha256] = leaf.count("bytes") }
    }
    (self.batches, self.sizes, self.sealed) = (batches, sizes, sealed)
  }

  func isInLedger(_ sha256: String) -> Bool { sizes[sha256] != nil }

  /// Whether there was such a line. A leaf counts its records, of which one may be several lines: so a file has as many
  /// lines as bytes at the most. Of a file from before the ledger nothing is known.
  func has(_ sha256: String, line: Int64) -> Bool {
    sizes[sha256].map { line > 0 && line <= $0 } ?? sealed.contains(sha256)
  }
}
