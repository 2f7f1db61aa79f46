/// A mail that the desk looks through and sends by itself: the content of an `.eml` file.
///
///     let draft = MailDraft(
///       from: desk, to: person, letter: letter, date: date, messageID: id)
///     try Data(draft.eml.utf8).write(to: file)
///
/// It sends nothing and asks no clock: the same values give the same bytes.
public struct MailDraft: Sendable, Hashable {
  /// The desk.
  public var from: Mailbox
  /// The person who asked.
  public var to: Mailbox
  /// 件名. Control and bidi characters in it are dropped when the header is written.
  public var subject: String
  /// The plain text, which mail programs show where they show no HTML.
  public var text: String
  /// The same as a page of HTML.
  public var html: String
  /// When it was written.
  public var date: MailDate
  /// Its name.
  public var messageID: MessageID

  /// See the properties.
  public init(
    from: Mailbox, to: Mailbox, subject: String, text: String, html: String, date: MailDate,
    messageID: MessageID
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
    self.date = date
    self.messageID = messageID
  }

  /// A finished letter as a mail.
  public init(
    from: Mailbox, to: Mailbox, letter: Letter, date: MailDate, messageID: MessageID
  ) {
    self.init(
      from: from, to: to, subject: letter.subject, text: letter.text, html: letter.html,
      date: date, messageID: messageID)
  }

  /// RFC 5322 and MIME, ASCII throughout, lines that end in CR LF.
  ///
  /// `X-Unsent` makes Outlook and others open the file as a draft. Both bodies are UTF-8 in base64,
  /// their line ends CR LF as MIME asks of text.
  public var eml: String {
    let plain = Base64.lines(MailDraft.canonical(text))
    let page = Base64.lines(MailDraft.canonical(html))
    let head = [
      MailField("X-Unsent", "1"), MailField("Date", date.text), MailField("From", from),
      MailField("To", to), MailField("Subject", text: subject),
      MailField("Message-ID", "<\(messageID.left)@\(messageID.right)>"),
      MailField("MIME-Version", "1.0"),
    ].flatMap(\.lines)
    let boundary = MailBoundary.make(
      from: head + [text, html],
      avoiding: [text, html, plain.joined(separator: "\n"), page.joined(separator: "\n")])
    let lines =
      head + [
        "Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", "",
      ] + MailDraft.part("text/plain", plain, boundary)
      + MailDraft.part("text/html", page, boundary) + ["--\(boundary)--"]
    return lines.map { $0 + "\r\n" }.joined()
  }

  private static func part(_ type: String, _ body: [String], _ boundary: String) -> [String] {
    [
      "--\(boundary)", "Content-Type: \(type); charset=\"utf-8\"",
      "Content-Transfer-Encoding: base64", "",
    ] + body
  }

  /// Every line end as CR LF: LF, CR and CR LF are all one line end.
  private static func canonical(_ text: String) -> [UInt8] {
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + text.utf8.count / 32)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case carriageReturn: output += [carriageReturn, lineFeed]
      case lineFeed: if previous != carriageReturn { output += [carriageReturn, lineFeed] }
      default: output.append(byte)
      }
      previous = byte
    }
    return output
  }
}
