public import Rendering

/// A complaint or request as it was received.
public struct InquiryOpening: Sendable {
  /// Id of the message where it came from; nil for one that a clerk typed in.
  public var messageID: String?
  /// When it reached the company. Its day in the operator's zone starts the periods.
  public var receivedAt: Moment
  /// How it came.
  public var channel: InquiryChannel
  /// Language of the answer.
  public var language: Language
  /// The law whose periods count.
  public var law: Law
  /// What is asked, in its order, each once.
  public var asks: [Ask]
  /// The text as written.
  public var message: String
  /// What the person wrote of herself, as written. Blank values are left out.
  public var given: [SearchField: String]
  /// The address that the message came from, as written.
  public var replyTo: String?

  /// See the properties.
  public init(
    messageID: String? = nil, receivedAt: Moment, channel: InquiryChannel, language: Language,
    law: Law = .appi, asks: [Ask], message: String, given: [SearchField: String],
    replyTo: String? = nil
  ) {
    self.messageID = messageID
    self.receivedAt = receivedAt
    self.channel = channel
    self.language = language
    self.law = law
    var known: Set<Ask> = []
    self.asks = asks.filter { known.insert($0).inserted }
    // No card number is kept, whoever wrote it.
    self.message = CardNumber.masked(message)
    self.given = FindQuery(given).values.mapValues { CardNumber.masked($0) }
    self.replyTo = replyTo
  }

  /// What the person wrote of herself; who wrote from an address and gives no other, wrote that.
  var own: [SearchField: String] {
    guard channel.isElectronic, given[.email] == nil, let replyTo else { return given }
    return given.merging([.email: replyTo]) { given, _ in given }
  }

  /// Longest text that is kept, in bytes. A letter has 2,000.
  public static let messageLimit = 1 << 20

  /// Whether it can be kept at all: PostgreSQL's text holds no NUL, and nobody reads a megabyte.
  /// - Throws: `YuraiError` that says what to do; never with a value.
  func check() throws {
    guard message.utf8.count <= Self.messageLimit else {
      throw YuraiError(
        "the message has \(message.utf8.count) bytes, more than \(Self.messageLimit): keep the whole where it is, and "
          + "give the part that a person wrote")
    }
    let values = [message, replyTo ?? "", messageID ?? ""] + given.values
    guard !values.contains(where: { $0.utf8.contains(0) }) else {
      throw YuraiError("the message holds a NUL, which no text has: save it again as plain text")
    }
    for (field, value) in given where value.utf8.count > FindBatch.valueLimit {
      throw YuraiError("\(field.rawValue) is longer than \(FindBatch.valueLimit) bytes")
    }
  }
}
