extension TrailEvent {
  /// A merchant or a mall under its name of the event's day.
  public struct Party: Codable, Sendable, Equatable {
    /// merchant_id or mall_id, as the file says it, registered or not.
    public var id: String
    /// The name on that day; nil when the id is not registered.
    public var name: String?

    /// Pass a nil name for an id that nobody registered.
    public init(id: String, name: String?) {
      self.id = id
      self.name = name
    }

    var ordered: OrderedJSON {
      .object([("id", .string(id)), ("name", .optional(name))])
    }
  }

  /// 出店: the period that covers the event.
  public struct Tenancy: Codable, Sendable, Equatable {
    /// First day open.
    public var openedOn: Day
    /// Last day open; nil while it trades.
    public var closedOn: Day?
    /// Whether it is over today (退店).
    public var ended: Bool

    /// `ended` is about the day of the report, so it is not derived here.
    public init(openedOn: Day, closedOn: Day?, ended: Bool) {
      self.openedOn = openedOn
      self.closedOn = closedOn
      self.ended = ended
    }

    enum CodingKeys: String, CodingKey {
      case openedOn = "opened_on"
      case closedOn = "closed_on"
      case ended
    }

    var ordered: OrderedJSON {
      .object([
        ("opened_on", .string(openedOn.description)),
        ("closed_on", .optional(closedOn?.description)),
        ("ended", .bool(ended)),
      ])
    }
  }

  /// アフィリエイト提携先: the partner site through which an order came.
  public struct Affiliate: Codable, Sendable, Equatable {
    /// affiliate_id.
    public var id: String
    /// The affiliate programme.
    public var programme: String
    /// The partner, where the programme tells.
    public var partner: String?

    /// A partner is not always known.
    public init(id: String, programme: String, partner: String?) {
      self.id = id
      self.programme = programme
      self.partner = partner
    }

    var ordered: OrderedJSON {
      .object([
        ("id", .string(id)), ("programme", .string(programme)), ("partner", .optional(partner)),
      ])
    }
  }

  /// Where an imported file says it.
  public struct Source: Codable, Sendable, Equatable {
    /// File name as in the manifest.
    public var file: String
    /// Line in the file, from 1, the header included.
    public var line: Int
    /// Lower-case hex of the whole file.
    public var sha256: String

    /// `line` counts lines, not records: a quoted field may span several.
    public init(file: String, line: Int, sha256: String) {
      self.file = file
      self.line = line
      self.sha256 = sha256
    }

    var ordered: OrderedJSON {
      .object([
        ("file", .string(file)), ("line", .int(line)), ("sha256", .string(sha256)),
      ])
    }
  }
}
