extension ProvenanceReport {
  /// A tree: how many leaves, and its root.
  public struct Head: Sendable, Equatable {
    /// Leaves.
    public var size: Int
    /// Root hash, base64.
    public var root: String

    /// A head.
    public init(size: Int, root: String) {
      self.size = size
      self.root = root
    }
  }

  /// A signed head of the ledger.
  public struct Checkpoint: Sendable, Equatable {
    /// Its size and root.
    public var head: Head
    /// When it was signed, by the operator's own clock; nothing but a witness or a stamp proves it.
    public var signedAt: Moment
    /// Names of the witnesses that signed it too.
    public var witnesses: [String]

    /// As it is kept.
    public init(head: Head, signedAt: Moment, witnesses: [String] = []) {
      self.head = head
      self.signedAt = signedAt
      self.witnesses = witnesses
    }
  }

  /// The ledger was set back to a backup: what was signed after it is lost.
  public struct Recovery: Sendable, Equatable {
    /// How many leaves were kept; the leaf that said so has this number.
    public var kept: Int
    /// How many leaves the lost checkpoint covers.
    public var lost: Int
    /// When, by the operator's own clock.
    public var at: Moment
    /// Why, as the operator says; it is shown as it stands in the ledger.
    public var reason: String
    /// The leaf that tells of it: its own, or where that is lost, the one of a later recovery.
    public var toldBy: Int

    /// As the leaf has it; told by its own unless said otherwise.
    public init(kept: Int, lost: Int, at: Moment, reason: String, toldBy: Int? = nil) {
      self.kept = kept
      self.lost = lost
      self.at = at
      self.reason = reason
      self.toldBy = toldBy ?? kept
    }
  }

  /// Every row was taken over as it stood, since a restore from a dump had written all of them anew.
  public struct Adoption: Sendable, Equatable {
    /// The leaf that says so.
    public var leaf: Int
    /// When, by the operator's own clock.
    public var at: Moment

    /// As the leaf has it.
    public init(leaf: Int, at: Moment) {
      self.leaf = leaf
      self.at = at
    }
  }

  /// A provision, succession or joint use, and what its record lacks.
  public struct Provision: Sendable, Equatable {
    /// `batch:3/12`.
    public var place: String
    /// On what ground.
    public var basis: ProvisionRecord.Basis
    /// Day of receipt.
    public var receivedOn: Day?
    /// Items that are missing, as `provision_missing()` names them.
    public var missing: [String]
    /// Customer records that rest on it.
    public var records: Int
    /// Last day on which its record must be kept; nil where no term applies.
    public var keepUntil: Day?
    /// Id of the retention rule; nil where none applies.
    public var rule: String?

    /// Names of providers stay out: a provider may be a person.
    public init(
      place: String, basis: ProvisionRecord.Basis, receivedOn: Day?, missing: [String],
      records: Int, keepUntil: Day? = nil, rule: String? = nil
    ) {
      self.place = place
      self.basis = basis
      self.receivedOn = receivedOn
      self.missing = missing
      self.records = records
      self.keepUntil = keepUntil
      self.rule = rule
    }
  }

  /// A term for which a record of a provision is kept.
  public struct Retention: Sendable, Equatable {
    /// Stable id; with `from` it names one version.
    public var id: String
    /// In force from this day.
    public var from: Day?
    /// In force up to this day.
    public var to: Day?
    /// Months from the day from which the term counts.
    public var months: Int
    /// The article.
    public var authorityJa: String
    /// The article.
    public var authorityEn: String
    /// What it says.
    public var textJa: String
    /// What it says.
    public var textEn: String

    /// As the data file has it.
    public init(
      id: String, from: Day?, to: Day?, months: Int, authorityJa: String, authorityEn: String,
      textJa: String, textEn: String
    ) {
      self.id = id
      self.from = from
      self.to = to
      self.months = months
      self.authorityJa = authorityJa
      self.authorityEn = authorityEn
      self.textJa = textJa
      self.textEn = textEn
    }
  }

  /// What a sample gave, as `sample.json` has it.
  public struct Sample: Sendable, Equatable {
    /// Records drawn.
    public var drawn: Int
    /// Draws that do not tally with their source, the erased ones among them.
    public var exceptions: Int
    /// Draws whose record is erased.
    public var erased: Int
    /// Confidence in per mille: 950 for 95 %.
    public var confidencePerMille: Int
    /// Share of the records, in millionths, that the sample shows is not exceeded.
    public var boundMillionths: Int

    /// As the sample's result has it.
    public init(
      drawn: Int, exceptions: Int, erased: Int, confidencePerMille: Int, boundMillionths: Int
    ) {
      self.drawn = drawn
      self.exceptions = exceptions
      self.erased = erased
      self.confidencePerMille = confidencePerMille
      self.boundMillionths = boundMillionths
    }
  }
}
