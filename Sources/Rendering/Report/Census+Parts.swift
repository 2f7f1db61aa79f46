extension Census {
  /// One audit run.
  public struct Run: Codable, Sendable, Equatable {
    /// Run number.
    public var id: Int
    /// `full` or `incremental`.
    public var mode: String
    /// When it finished.
    public var finishedAt: Moment

    /// A run that has finished.
    public init(id: Int, mode: String, finishedAt: Moment) {
      self.id = id
      self.mode = mode
      self.finishedAt = finishedAt
    }

    enum CodingKeys: String, CodingKey {
      case id, mode
      case finishedAt = "finished_at"
    }
  }

  /// The unsigned content of a C2SP tlog-checkpoint.
  public struct Checkpoint: Codable, Sendable, Equatable {
    /// The log's name.
    public var origin: String
    /// Leaves in the tree.
    public var size: Int
    /// Root hash, base64.
    public var root: String

    /// As the checkpoint's first three lines say it.
    public init(origin: String, size: Int, root: String) {
      self.origin = origin
      self.size = size
      self.root = root
    }
  }

  /// A mall or a merchant with the verdicts of its records.
  public struct Group: Codable, Sendable, Equatable {
    /// mall_id or merchant_id.
    public var id: String
    /// Its name today.
    public var name: String
    /// Records with an event there, by verdict.
    public var verdicts: VerdictCounts

    /// A group of the census.
    public init(id: String, name: String, verdicts: VerdictCounts) {
      self.id = id
      self.name = name
      self.verdicts = verdicts
    }
  }

  /// The findings of one rule, against the run before.
  public struct FindingCount: Codable, Sendable, Equatable {
    /// The rule and its titles.
    public var rule: FindingTitle
    /// Not there in the run before.
    public var new: Int
    /// There in both.
    public var still: Int
    /// There in the run before, and no longer.
    public var gone: Int

    /// Counts are of subjects.
    public init(rule: FindingTitle, new: Int, still: Int, gone: Int) {
      self.rule = rule
      self.new = new
      self.still = still
      self.gone = gone
    }
  }

  /// 取込: one imported file.
  public struct Batch: Codable, Sendable, Equatable {
    /// File name as in the manifest.
    public var file: String
    /// Lower-case hex.
    public var sha256: String
    /// Who supplied it, as declared.
    public var supplier: String
    /// Declared origin: collected, provided, succeeded, purchased, unknown.
    public var origin: String
    /// Data lines, the header not counted.
    public var lines: Int
    /// Rows taken in.
    public var accepted: Int
    /// Rows set aside.
    public var setAside: Int

    /// As the import counted it.
    public init(
      file: String, sha256: String, supplier: String, origin: String, lines: Int,
      accepted: Int, setAside: Int
    ) {
      self.file = file
      self.sha256 = sha256
      self.supplier = supplier
      self.origin = origin
      self.lines = lines
      self.accepted = accepted
      self.setAside = setAside
    }

    enum CodingKeys: String, CodingKey {
      case file, sha256, supplier, origin, lines, accepted
      case setAside = "set_aside"
    }
  }

  /// A named person answers for a record that the trail does not explain.
  public struct Exception: Codable, Sendable, Equatable {
    /// customer_id.
    public var customer: String
    /// The verdict that it answers for.
    public var verdict: Verdict
    /// Who approved it.
    public var approver: String
    /// Why.
    public var reason: String
    /// What it rests on.
    public var evidence: String

    /// All three of approver, reason and evidence are required by the rule.
    public init(
      customer: String, verdict: Verdict, approver: String, reason: String, evidence: String
    ) {
      self.customer = customer
      self.verdict = verdict
      self.approver = approver
      self.reason = reason
      self.evidence = evidence
    }
  }
}
