/// One case in the list of the desk.
public struct InquiryRow: Sendable, Equatable {
  /// Case number.
  public var caseNo: String
  /// When it was received.
  public var receivedAt: Moment
  /// How it came.
  public var channel: String
  /// What is asked.
  public var asks: [Ask]
  /// identity, person, ready, investigation, answered, closed.
  public var state: String
  /// desk, person, privacy officer, nobody.
  public var waitingFor: String
  /// The next day on which something is due.
  public var dueOn: Day?
  /// The last working day until then.
  public var actBy: Day?

  /// See the properties.
  public init(
    caseNo: String, receivedAt: Moment, channel: String, asks: [Ask], state: String,
    waitingFor: String, dueOn: Day?, actBy: Day?
  ) {
    self.caseNo = caseNo
    self.receivedAt = receivedAt
    self.channel = channel
    self.asks = asks
    self.state = state
    self.waitingFor = waitingFor
    self.dueOn = dueOn
    self.actBy = actBy
  }

  /// One JSON object, members in the documented order.
  public var json: String {
    OrderedJSON.object([
      ("case", .string(caseNo)), ("received_at", .string(receivedAt.description)),
      ("channel", .string(channel)), ("asks", .array(asks.map { .string($0.rawValue) })),
      ("state", .string(state)), ("waiting_for", .string(waitingFor)),
      ("due_on", .optional(dueOn?.description)), ("act_by", .optional(actBy?.description)),
    ]).text
  }
}
