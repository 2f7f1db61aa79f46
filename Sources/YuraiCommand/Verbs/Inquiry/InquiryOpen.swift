internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import Yurai

/// `yurai inquiry open`.
struct InquiryOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Record a message, its due dates, and write the acknowledgement.",
    discussion: """
      The text is read from a file, or from the standard input with -. What it asks is read from it; --ask says \
      otherwise. The acknowledgement is the same whatever the data hold.
      """)

  @Argument(help: "File with the message as written, or - for the standard input.")
  var message: String

  @Option(help: "How it came: email, letter, phone, web, counter.")
  var channel = InquiryChannel.email
  @Option(help: "The law whose periods count: appi, gdpr, uk.")
  var law = Law.appi
  @Option(
    name: .customLong("ask"),
    help: "What is asked, in its order; may be repeated. Else it is read from the text.")
  var asks: [Ask] = []
  @Option(
    help: "When it reached the company, for example 2026-11-27T09:30:00+09:00; now when not given.")
  var receivedAt: String?
  @Option(help: "Id of the message where it came from: the same message is opened once.")
  var messageID: String?
  @Option(help: "E-mail address that it came from.") var replyTo: String?

  @Option(help: "Name as the person wrote it.") var name: String?
  @Option(help: "Reading of the name.") var kana: String?
  @Option(help: "E-mail address.") var email: String?
  @Option(help: "Telephone number.") var phone: String?
  @Option(help: "Postal code.") var postalCode: String?
  @Option(help: "Postal address.") var address: String?
  @Option(help: "Order number.") var order: String?

  @Option(help: "text or json.") var format = OutputFormat.text
  @OptionGroup var letter: LetterOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws {
    try format.require(.text, .json)
    if let receivedAt, Moment(receivedAt) == nil {
      throw ValidationError(
        "--received-at is a time with its offset, for example 2026-11-27T09:30:00+09:00")
    }
    guard Set(asks).count == asks.count else {
      throw ValidationError("--ask names each question once")
    }
  }

  func run() throws {
    let settings = try reader.settings()
    if let output = letter.output { try OutputPath.require(output) }
    let text = try InquiryMessage.read(message)
    let reading = try AskDetector().read(text)
    let asked = asks.isEmpty ? reading.asks : asks
    guard !asked.isEmpty else {
      throw YuraiError(
        "what the message asks was not recognised: read it, and say it with --ask ("
          + Ask.allCases.map(\.rawValue).joined(separator: ", ") + ")", exit: .usage)
    }
    var given: [SearchField: String] = [:]
    given[.name] = name
    given[.nameKana] = kana
    given[.email] = email
    given[.phone] = phone
    given[.postalCode] = postalCode
    given[.address] = address
    given[.orderID] = order
    let now = Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    if let received = receivedAt.flatMap({ Moment($0) }), received > now {
      throw YuraiError("--received-at is in the future", exit: .usage)
    }
    let opening = InquiryOpening(
      messageID: messageID, receivedAt: receivedAt.flatMap { Moment($0) } ?? now,
      channel: channel, language: reader.language(settings), law: law, asks: asked, message: text,
      given: given, replyTo: replyTo)
    let desk = try InquiryDesk(settings: settings, actor: actor.name)
    var session = try connection.session()
    let known = try desk.open(opening, in: &session)
    try LetterFile.write(known, stage: "acknowledgement", settings, to: letter.output)
    if format == .json {
      print(known.json)
      return
    }
    if !reading.topics.isEmpty {
      connection.log("a human should read this message: \(reading.topics.joined(separator: ", "))")
    }
    if asks.isEmpty, reading.unread > 0 {
      connection.log(
        "\(reading.unread) sentence(s) of the message ask for something in words that were not recognised. Compare it with the "
          + "questions below, and add what is missing: yurai inquiry ask \(known.caseNo) --add …")
    }
    print(
      InquiryText(language: reader.language(settings), today: DeskDay.today).show(
        known, [], letters: false), terminator: "")
    if letter.output == nil, let sent = known.letters.last(where: { $0.stage == "acknowledgement" })
    {
      print("\n" + sent.text, terminator: "")
    }
  }
}
