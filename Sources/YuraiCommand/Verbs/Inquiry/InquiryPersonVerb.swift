internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry person`.
struct InquiryPersonVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Record who the person is in the data.",
    discussion: """
      Orders are named mall/merchant/order_id, as `yurai find` prints them. Name all ways in which the person stands in \
      the data: --customer, --guest and --recipient go together and may be repeated. What is missing is listed, and \
      nothing recorded. Or say --none, --not-you or --erased, alone.
      """)

  @Argument(help: "Case number.") var caseNo: String
  @Option(help: "A customer record; may be repeated.") var customer: [String] = []
  @Option(help: "An order of a guest; may be repeated.") var guest: [String] = []
  @Option(help: "An order that was sent to the person; may be repeated.")
  var recipient: [String] = []
  @Option(
    help: "A customer or an order that fits and is another person's; may be repeated. Needs --note."
  )
  var apart: [String] = []
  @Flag(help: "Not in the data at all.") var none = false
  @Flag(help: "The data are somebody else's, who typed this person's contact point.") var notYou =
    false
  @Flag(help: "Was in the data and was erased. It is found by what the case gives.") var erased =
    false
  @Option(help: "Why, in words without personal data.") var note: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  private var isSomebody: Bool { !customer.isEmpty || !guest.isEmpty || !recipient.isEmpty }

  private var person: InquiryPerson {
    if none { return InquiryPerson(.none) }
    if notYou { return InquiryPerson(.notYou) }
    if erased { return InquiryPerson(.erased) }
    return InquiryPerson(customers: customer, guestOrders: guest, receivedOrders: recipient)
  }

  func validate() throws {
    guard [isSomebody, none, notYou, erased].count(where: { $0 }) == 1 else {
      throw ValidationError(
        "say --customer, --guest and --recipient, or one of --none, --not-you and --erased")
    }
    for ids in [customer, guest, recipient, apart] where Set(ids).count != ids.count {
      throw ValidationError("an id is named twice")
    }
    if !apart.isEmpty, !isSomebody || (note ?? "").isEmpty {
      throw ValidationError("--apart goes with a person who is in the data, and with --note")
    }
  }

  func run() throws {
    let settings = try reader.settings()
    let desk = try InquiryDesk(settings: settings, actor: actor.name)
    var session = try connection.session()
    _ = try desk.load(caseNo, in: &session)
    let others = try desk.otherWays(than: person, apart: apart, of: caseNo, in: &session)
    if !others.isEmpty {
      print(
        SearchText(language: reader.language(settings)).table(others), terminator: "")
    }
    try desk.settle(person: person, apart: apart, note: note, of: caseNo, in: &session)
  }
}
