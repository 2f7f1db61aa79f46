/// What a letter says of the inquiry that it answers.
public struct LetterInquiry: Codable, Sendable, Equatable {
  /// What was asked, in the order in which it was asked.
  public var asks: [Ask]
  /// The law under which it is answered.
  public var law: Law
  /// The day of receipt.
  public var receivedOn: Day
  /// What the incidents on record mean for this person, the gravest first; one without a class when there is none
  /// on record, and nothing where the letter says nothing of it.
  public var exposures: [Exposure]
  /// The fields that the person gave, by which was searched.
  public var given: [String]
  /// The items that are asked for to confirm the identity: of those that orders hold, the ones not given yet.
  public var wanted: [String]
  /// The day to which the period is extended, for the notice of it.
  public var extendedTo: Day?
  /// Whether more time is needed because it is complex, and not because there are many requests (GDPR Art. 12(3)).
  public var isComplex = false
  /// The last day for the answer as of now, as told to the person.
  public var dueOn: Day?

  /// Whether what could not be shown was looked for, and is not: the letter is the last one of the case.
  public var isConcluded = false

  /// Whether article 15 of the GDPR (or the UK's) is to be answered: purposes, storage and transfers are told.
  public var isAccess: Bool {
    law != .appi && (asks.contains(.disclosure) || asks.contains(.source))
  }

  /// - Parameters: see the properties; `given` and `wanted` are raw values of `SearchField`.
  public init(
    asks: [Ask], law: Law = .appi, receivedOn: Day, exposures: [Exposure] = [],
    given: [String] = [],
    wanted: [String] = [], extendedTo: Day? = nil, dueOn: Day? = nil
  ) {
    self.asks = asks
    self.law = law
    self.receivedOn = receivedOn
    self.exposures = exposures
    self.given = given
    self.wanted = wanted
    self.extendedTo = extendedTo
    self.dueOn = dueOn
  }
}
