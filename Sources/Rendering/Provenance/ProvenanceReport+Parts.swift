extension ProvenanceReport {
  /// One audit run.
  public struct Run: Sendable, Equatable {
    /// Its number.
    public var number: Int
    /// `full` or `incremental`.
    public var mode: String
    /// The moment whose facts were judged.
    public var startedAt: Moment
    /// When the result was written.
    public var finishedAt: Moment
    /// Version of the tool.
    public var tool: String
    /// SHA-256 over the rule files, lower-case hex.
    public var rules: String
    /// Hours by which a record may precede its earliest placed event.
    public var timelyHours: Int

    /// As the run was recorded.
    public init(
      number: Int, mode: String, startedAt: Moment, finishedAt: Moment, tool: String,
      rules: String, timelyHours: Int
    ) {
      self.number = number
      self.mode = mode
      self.startedAt = startedAt
      self.finishedAt = finishedAt
      self.tool = tool
      self.rules = rules
      self.timelyHours = timelyHours
    }
  }

  /// Records that were first collected in one mall, at one merchant, in one year, with one verdict.
  public struct Cell: Sendable, Equatable {
    /// mall_id; empty where no event of the record is placed.
    public var mall: String
    /// merchant_id; empty where there is none.
    public var merchant: String
    /// The year in the mall's days; nil where no event is placed.
    public var year: Int?
    /// The verdict.
    public var verdict: Verdict
    /// How many.
    public var records: Int
    /// The legal role of the tenancies of that pair in that year; nil where they differ or there is none.
    public var role: LegalRole?

    /// A line of `census.csv`, and its role.
    public init(
      mall: String, merchant: String, year: Int?, verdict: Verdict, records: Int,
      role: LegalRole? = nil
    ) {
      self.mall = mall
      self.merchant = merchant
      self.year = year
      self.verdict = verdict
      self.records = records
      self.role = role
    }
  }

  /// A mall or a merchant.
  public struct Place: Sendable, Equatable {
    /// mall_id or merchant_id.
    public var id: String
    /// Its last name.
    public var name: String
    /// Last day open, when that is before the run; nil while any tenancy is open, and for malls.
    public var closedOn: Day?

    /// A place with its last name.
    public init(id: String, name: String, closedOn: Day? = nil) {
      self.id = id
      self.name = name
      self.closedOn = closedOn
    }
  }

  /// Unexplained records by the file that brought them and the day of their registration.
  public struct Arrivals: Sendable, Equatable {
    /// One file and one day.
    public struct Group: Sendable, Equatable {
      /// The batch of the record.
      public var batch: Int
      /// The day that the record itself names; nil where it names none.
      public var day: Day?
      /// How many records.
      public var records: Int

      /// A line of `unexplained.csv`.
      public init(batch: Int, day: Day?, records: Int) {
        self.batch = batch
        self.day = day
        self.records = records
      }
    }

    /// The largest, by records, batch and day.
    public var largest: [Group]
    /// How many groups there are besides, and how many records they have.
    public var otherGroups: Int
    /// Records of those.
    public var otherRecords: Int

    /// None, unless said otherwise.
    public init(largest: [Group] = [], otherGroups: Int = 0, otherRecords: Int = 0) {
      self.largest = largest
      self.otherGroups = otherGroups
      self.otherRecords = otherRecords
    }
  }

  /// A rule and how often it is broken.
  public struct Finding: Sendable, Equatable {
    /// The rule and its titles.
    public var rule: FindingTitle
    /// error, warning or notice.
    public var severity: String
    /// Why it is a rule; the Japanese is nil where the rule file has none.
    public var whyJa: String?
    /// Why it is a rule.
    public var whyEn: String
    /// Open findings.
    public var open: Int
    /// Of those, the ones that the run before did not have.
    public var new: Int
    /// Findings of the run before that are there no longer.
    public var gone: Int

    /// Counts are of subjects.
    public init(
      rule: FindingTitle, severity: String, whyJa: String?, whyEn: String, open: Int, new: Int,
      gone: Int
    ) {
      self.rule = rule
      self.severity = severity
      self.whyJa = whyJa
      self.whyEn = whyEn
      self.open = open
      self.new = new
      self.gone = gone
    }
  }

  /// What is not as the run before found it.
  public struct Changes: Sendable, Equatable {
    /// The run before.
    public var since: Int
    /// Its verdicts.
    public var verdicts: VerdictCounts
    /// Records that it did not have.
    public var customersNew: Int
    /// Records that are there no longer.
    public var customersGone: Int
    /// Records of both runs whose verdict differs.
    public var verdictsChanged: Int
    /// Of those, explained before and not now.
    public var becameUnexplained: Int
    /// Of those, explained now and not before.
    public var becameExplained: Int

    /// As the run recorded it.
    public init(
      since: Int, verdicts: VerdictCounts, customersNew: Int, customersGone: Int,
      verdictsChanged: Int, becameUnexplained: Int, becameExplained: Int
    ) {
      self.since = since
      self.verdicts = verdicts
      self.customersNew = customersNew
      self.customersGone = customersGone
      self.verdictsChanged = verdictsChanged
      self.becameUnexplained = becameUnexplained
      self.becameExplained = becameExplained
    }
  }

  /// A record that is let stand. Who let it, and why, is committed to in the ledger.
  public struct Exception: Sendable, Equatable {
    /// `record:120`.
    public var record: String
    /// The verdict that it answers for.
    public var verdict: Verdict
    /// When it was granted.
    public var grantedAt: Moment

    /// No names.
    public init(record: String, verdict: Verdict, grantedAt: Moment) {
      self.record = record
      self.verdict = verdict
      self.grantedAt = grantedAt
    }
  }

  /// One imported file.
  public struct Batch: Sendable, Equatable {
    /// Its number.
    public var id: Int
    /// File name.
    public var file: String
    /// Lower-case hex.
    public var sha256: String
    /// Declared origin: collected, provided, succeeded, purchased, unknown.
    public var origin: String
    /// Who supplied it, as declared.
    public var suppliedBy: String?
    /// Profile or mapping by which it was read.
    public var profile: String
    /// Data lines.
    public var lines: Int
    /// Lines that brought something new or corrected something.
    public var taken: Int
    /// Lines that were not taken.
    public var setAside: Int
    /// Of those, lines with a full card number.
    public var cardNumbers: Int
    /// When it was imported.
    public var importedAt: Moment

    /// As the import counted it.
    public init(
      id: Int, file: String, sha256: String, origin: String, suppliedBy: String?, profile: String,
      lines: Int, taken: Int, setAside: Int, cardNumbers: Int, importedAt: Moment
    ) {
      self.id = id
      self.file = file
      self.sha256 = sha256
      self.origin = origin
      self.suppliedBy = suppliedBy
      self.profile = profile
      self.lines = lines
      self.taken = taken
      self.setAside = setAside
      self.cardNumbers = cardNumbers
      self.importedAt = importedAt
    }
  }
}
