internal import ArgumentParser
internal import Rendering
internal import Yurai

/// `yurai inquiry identity`.
struct InquiryIdentity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity",
    abstract: "Record how the identity was checked, and with which result.",
    usage: "yurai inquiry identity [<options>] <case-no> --method <m> --result <r>",
    discussion: """
      Only items that are held already are compared, and no value is recorded. Until a check is settled the \
      acknowledgement is the only reply.
      """)

  @Argument(help: "Case number.") var caseNo: String
  @Option(help: "items, callback, contact_on_file, registered_mail, login, document or in_person.")
  var method: InquiryDesk.IdentityMethod
  @Option(help: "An item that was compared, for example order_id; may be repeated.")
  var checked: [SearchField] = []
  @Option(help: "settled, failed or open.") var result: InquiryDesk.IdentityResult
  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "Whose check it was, where more than one person was named in the case: an id, none, not-you or erased.",
      valueName: "id"))
  var person: String?
  @Option(help: "In words without personal data.") var note: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func run() throws {
    let desk = try InquiryDesk(settings: reader.settings(), actor: actor.name)
    var session = try connection.session()
    let known = try desk.check(
      identity: result, by: method, items: checked, note: note, person: person, of: caseNo,
      in: &session)
    print("\(caseNo): identity \(result.rawValue)\(Self.person(of: known))")
  }

  /// Whose check it is, as the case has it.
  private static func person(of known: InquiryCase) -> String {
    let ids =
      (known.personIds ?? []) + (known.guestOrders ?? []) + (known.receivedOrders ?? [])
    guard let kind = known.personKind else { return "" }
    let by = known.events.last { $0.kind == "person" }.map { ", named by \($0.actor)" } ?? ""
    let name = ids.isEmpty ? kind.rawValue : ids.joined(separator: ", ")
    return " (\(name)\(by))"
  }
}
