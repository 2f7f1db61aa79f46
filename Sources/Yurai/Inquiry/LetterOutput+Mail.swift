internal import Crypto
internal import Foundation
internal import Rendering

extension LetterOutput {
  /// The letter as a draft for a mail program.
  static func mail(
    of sent: InquiryCase.SentLetter, of known: InquiryCase, _ settings: OperatorSettings
  ) throws -> String {
    guard let to = sent.sendTo else {
      throw YuraiError(
        "the letter of case \(known.caseNo) goes by post: there is no e-mail address to send it to")
    }
    let recipient: MailAddress
    do { recipient = try MailAddress(to) } catch {
      throw YuraiError(
        "the e-mail address of case \(known.caseNo) cannot be written into a mail (\(error.rawValue)): send the letter by "
          + "post, or correct the address in the mail program")
    }
    let sender: MailAddress
    do { sender = try MailAddress(settings.email) } catch {
      throw YuraiError("`email` in config.yaml is no e-mail address (\(error.rawValue))")
    }
    guard let date = MailDate(sent.at),
      let id = MessageID(
        left: "\(known.caseNo).\(sent.stage).\(sent.letterId)", right: sender.domain)
    else { throw YuraiError("the mail of case \(known.caseNo) cannot be dated") }
    return MailDraft(
      from: Mailbox(name: "\(settings.company) \(settings.department)", address: sender),
      to: Mailbox(name: (known.given["name"] ?? nil ?? nil), address: recipient),
      subject: sent.subject,
      text: sent.text, html: sent.html, date: date, messageID: id
    ).eml
  }
}

/// Whether a mail can be sent to an address.
enum MailCheck {
  /// Whether it can stand in a header.
  static func isUsable(_ address: String) -> Bool { (try? MailAddress(address)) != nil }

  /// The address, if it can.
  static func usable(_ address: String) -> String? { isUsable(address) ? address : nil }
}
