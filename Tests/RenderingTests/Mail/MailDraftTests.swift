import Testing

@testable import Rendering

@Suite("Mail drafts")
struct MailDraftTests {
  private static let names = [
    "X-Unsent", "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type",
  ]

  private func draft(
    fromName: String? = "株式会社モール運営 個人情報相談窓口", toName: String? = "髙橋　健一 様",
    to: String = "a..b.@docomo.ne.jp", subject: String = "お客様の個人情報の取得元について（ご回答）",
    text: String = "一行目\n二行目\n", html: String = "<p>一行目</p>\n"
  ) throws -> MailDraft {
    MailDraft(
      from: Mailbox(name: fromName, address: try MailAddress("privacy@example.co.jp")),
      to: Mailbox(name: toName, address: try MailAddress(to)), subject: subject, text: text,
      html: html, date: try #require(MailDate(seconds: 1_351_787_400, offsetMinutes: 540)),
      messageID: try #require(MessageID(left: "Q-2012-0042.1", right: "example.co.jp")))
  }

  @Test func isThisMail() throws {
    let expected = """
      X-Unsent: 1
      Date: Fri, 2 Nov 2012 01:30:00 +0900
      From: =?UTF-8?B?5qCq5byP5Lya56S+44Oi44O844Or6YGL5Za2IOWAi+S6uuaDheWgsQ==?=
       =?UTF-8?B?55u46KuH56qT5Y+j?= <privacy@example.co.jp>
      To: =?UTF-8?B?6auZ5qmL44CA5YGl5LiAIOanmA==?= <"a..b."@docomo.ne.jp>
      Subject: =?UTF-8?B?44GK5a6i5qeY44Gu5YCL5Lq65oOF5aCx44Gu5Y+W5b6X5YWD44Gr?=
       =?UTF-8?B?44Gk44GE44Gm77yI44GU5Zue562U77yJ?=
      Message-ID: <Q-2012-0042.1@example.co.jp>
      MIME-Version: 1.0
      Content-Type: multipart/alternative;
       boundary="=_yurai_BOUNDARY"

      --=_yurai_BOUNDARY
      Content-Type: text/plain; charset="utf-8"
      Content-Transfer-Encoding: base64

      5LiA6KGM55uuDQrkuozooYznm64NCg==
      --=_yurai_BOUNDARY
      Content-Type: text/html; charset="utf-8"
      Content-Transfer-Encoding: base64

      PHA+5LiA6KGM55uuPC9wPg0K
      --=_yurai_BOUNDARY--

      """
    let eml = try draft().eml
    let found = eml.firstMatch(of: /=_yurai_([0-9a-f]{16})/)
    let boundary = try #require(found).output.1
    #expect(
      eml == expected.replacing("BOUNDARY", with: boundary).replacing("\n", with: "\r\n"))
    #expect(eml == (try draft().eml))
    #expect(!(try draft(text: "一行目\n三行目\n").eml.contains(boundary)))
  }

  @Test func plainNamesStayReadable() throws {
    let parts = try #require(
      MailParts(draft(fromName: nil, toName: "Takahashi, K.", subject: "Your data").eml))
    #expect(parts.value("From") == "privacy@example.co.jp")
    #expect(parts.value("To") == "\"Takahashi, K.\" <\"a..b.\"@docomo.ne.jp>")
    #expect(parts.value("Subject") == "Your data")
  }

  @Test(arguments: [
    "a\nb", "a\r\nb", "a\rb", "a\r\n\r\n\r\nb\r", "\n", "\r", "", "\u{0}\u{202E}", "日本語\n\n",
  ])
  func bodiesKeepTheirText(_ text: String) throws {
    let parts = try #require(MailParts(draft(text: text, html: "<p>" + text).eml))
    func lines(_ text: String) -> [String] {
      text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    try #require(parts.bodies.count == 2)
    #expect(lines(parts.bodies[0].text) == lines(text))
    #expect(lines(parts.bodies[1].text) == lines("<p>" + text))
    let scalars = Array(parts.bodies[0].text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() where scalar == "\n" || scalar == "\r" {
      #expect(scalar == "\n" ? scalars[index - 1] == "\r" : scalars[index + 1] == "\n")
    }
    #expect(
      parts.bodies.map(\.fields.first) == [
        "Content-Type: text/plain; charset=\"utf-8\"", "Content-Type: text/html; charset=\"utf-8\"",
      ])
  }

  /// Pieces that have broken headers elsewhere. All pairs of them are tried.
  private static let nasty = [
    "\r\nBcc: x@example.com", "\nBcc: x", "\r", "\u{0}", "\u{1B}[31m", "\u{85}Bcc: x",
    "\u{2028}Bcc: x", "\u{2029}", "\u{202E}コミン\u{2066}", "\u{200B}\u{FEFF}", "\u{7F}", "\t",
    "\" <x@example.com>", "\\\"", "\\", ",", ";", "<>", "(", ":", "=?UTF-8?B?QmNjOg==?=", "=?",
    "?=", "=",
    "=?ISO-8859-1?Q?a?=", "@", "e\u{301}", "\u{301}", "が\u{E0100}", "𠮷", "👨‍👩‍👧‍👦", "　", " ", "  ", "a",
    "\r\n\r\n<script>", "--=_yurai_", ".\r\n", "\u{FFFF}", "\u{E000}", "\u{10FFFF}",
    String(repeating: "長", count: 120), String(repeating: "a", count: 300),
    String(repeating: "a ", count: 60), "e" + String(repeating: "\u{300}", count: 99),
  ]

  @Test(arguments: nasty)
  func noTextGetsOutOfItsField(_ first: String) throws {
    for second in MailDraftTests.nasty {
      for text in [first + second, "件名" + first + "x" + second + "終"] {
        let eml = try draft(
          fromName: text, toName: text, to: ".ab@ezweb.ne.jp", subject: text, text: text,
          html: text
        ).eml
        guard let parts = MailParts(eml) else {
          Issue.record("no mail")
          continue
        }
        let plain = Neutral.plain(text)
        #expect(parts.fields.map(\.name) == MailDraftTests.names)
        #expect(parts.subject.map { Array($0.utf8) } == Array(plain.utf8))
        for (name, address) in [
          ("From", "privacy@example.co.jp"), ("To", "\".ab\"@ezweb.ne.jp"),
        ] {
          let mailbox = parts.mailbox(name)
          #expect(mailbox.map { Array($0.name.utf8) } == Array(plain.utf8))
          #expect(mailbox?.address == address)
        }
        #expect(parts.bodies.count == 2)
      }
    }
  }

  @Test func aLongAddressGetsALineOfItsOwn() throws {
    let address =
      String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 90) + "jp"
    let eml = try draft(to: address).eml
    #expect(eml.contains("\r\nTo: =?UTF-8?B?6auZ5qmL44CA5YGl5LiAIOanmA==?=\r\n <\(address)>\r\n"))
    #expect(MailParts(eml)?.mailbox("To")?.address == address)
  }

  @Test(arguments: Language.allCases)
  func carriesALetter(_ language: Language) throws {
    for (_, detail) in Samples.letters {
      let letter = try Files.renderer().render(detail, Samples.context(language))
      let frame = try draft()
      let mail = MailDraft(
        from: frame.from, to: frame.to, letter: letter, date: frame.date,
        messageID: frame.messageID)
      let parts = try #require(MailParts(mail.eml))
      #expect(parts.subject == letter.subject)
      #expect(
        parts.bodies.map { $0.text.replacing("\r\n", with: "\n") } == [letter.text, letter.html])
    }
  }
}
