internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry person`.
struct InquiryPersonVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Record who the person is in the data.",
    discussion:
      "Exactly one of the options. Orders are named mall/merchant/order_id, as `yurai find` prints them."
  )

  @Argument(help: "Case number.") var caseNo: String
  @Option(help: "A customer record.") var customer: String?
  @Option(help: "An order of a guest; may be repeated.") var guest: [String] = []
  @Option(help: "An order that was sent to the person; may be repeated.") var recipient: [String] =
    []
  @Flag(help: "Not in the data at all.") var none = false
  @Flag(help: "The data are somebody else's, who typed this person's contact point.") var notYou =
    false
  @Option(help: "Why, in words without personal data.") var note: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  private var people: [InquiryPerson] {
    var people: [InquiryPerson] = []
    if let customer { people.append(InquiryPerson(.customer, [customer])) }
    if !guest.isEmpty { people.append(InquiryPerson(.guestOrder, guest)) }
    if !recipient.isEmpty { people.append(InquiryPerson(.recipient, recipient)) }
    if none { people.append(InquiryPerson(.none)) }
    if notYou { people.append(InquiryPerson(.notYou)) }
    return people
  }

  func validate() throws {
    guard people.count == 1 else {
      throw ValidationError("say one of --customer, --guest, --recipient, --none, --not-you")
    }
  }

  func run() throws {
    let desk = try InquiryDesk(settings: reader.settings(), actor: actor.name)
    var session = try connection.session()
    try desk.settle(person: people[0], note: note, of: caseNo, in: &session)
  }
}
