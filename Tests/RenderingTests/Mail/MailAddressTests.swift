import Testing

@testable import Rendering

@Suite("Mail addresses")
struct MailAddressTests {
  @Test(arguments: [
    ("u2.5578@example.com", "u2.5578@example.com"),
    ("Foo+mall@Example.CO.JP", "Foo+mall@example.co.jp"),
    ("a..b.@docomo.ne.jp", "\"a..b.\"@docomo.ne.jp"), (".ab@ezweb.ne.jp", "\".ab\"@ezweb.ne.jp"),
    ("ab.@ezweb.ne.jp", "\"ab.\"@ezweb.ne.jp"), ("...@docomo.ne.jp", "\"...\"@docomo.ne.jp"),
    ("\"a..b\"@docomo.ne.jp", "\"a..b\"@docomo.ne.jp"), ("\"a.b\"@example.com", "a.b@example.com"),
    ("ｕ１．２＠ｅｘａｍｐｌｅ．ｎｅ．ｊｐ", "u1.2@example.ne.jp"), ("a＠example.com", "a@example.com"),
    ("　a@example.com ", "a@example.com"), ("a@example.com.", "a@example.com"),
    ("a/b=c?d!#$%&'*-^_`{|}~@example.com", "a/b=c?d!#$%&'*-^_`{|}~@example.com"),
    ("a@xn--r8jz45g.jp", "a@xn--r8jz45g.jp"), ("a@3com.com", "a@3com.com"),
  ])
  func takesWhatOccurs(_ text: String, _ addrSpec: String) throws {
    let address = try MailAddress(text)
    #expect(address.addrSpec == addrSpec)
    #expect(try MailAddress(address.addrSpec) == address)
  }

  static let refused: [(String, MailAddressProblem)] = [
    ("", .empty), (" 　", .empty), ("example.com", .noAt), ("a@b@example.com", .severalAts),
    ("a@example.com,b@example.com", .severalAts), ("\"a@b\"@example.com", .severalAts),
    ("a@example.com\r\nBcc: x", .control), ("a\n@example.com", .control),
    ("a@example.com\n", .control), ("a\u{0}@example.com", .control),
    ("a\u{85}@example.com", .control), ("a\u{202E}@example.com", .control),
    ("\u{FEFF}a@example.com", .control), ("a\u{2028}@example.com", .control),
    ("a b@example.com", .space), ("a　b@example.com", .space), ("a@exam ple.com", .space),
    ("Taro <a@example.com>", .space), ("例え@example.com", .notASCII), ("a@例え.jp", .notASCII),
    ("a\u{301}@example.com", .notASCII), ("a@\u{301}example.com", .notASCII),
    ("<a@example.com", .localPart), ("<a@example.com>", .localPart), ("＜a@example.com", .localPart),
    ("a，b@example.com", .localPart), ("a,b@example.com", .localPart),
    ("a(b)@example.com", .localPart),
    ("a;b@example.com", .localPart), ("a:b@example.com", .localPart),
    ("a\\b@example.com", .localPart),
    ("\"a\"b\"@example.com", .localPart), ("\"\"@example.com", .localPart),
    ("\"@example.com", .localPart),
    ("@example.com", .localPart), ("a@", .domain), ("a@localhost", .domain), ("a@.com", .domain),
    ("a@example..com", .domain), ("a@example.com..", .domain), ("a@-example.com", .domain),
    ("a@example-.com", .domain), ("a@exa_mple.com", .domain), ("a@example.com>", .domain),
    ("a@[192.0.2.1]", .domain), ("a@192.0.2.1", .domain), ("a@example.com;", .domain),
    ("a@\(String(repeating: "b", count: 64)).com", .domain),
    ("\(String(repeating: "a", count: 65))@example.com", .tooLong),
    ("a@\(String(repeating: "bcdefg.", count: 36))com", .tooLong),
  ]

  @Test(arguments: refused)
  func refusesWhatCouldBreakAHeader(_ text: String, _ problem: MailAddressProblem) {
    #expect(throws: problem) { try MailAddress(text) }
  }

  @Test func theLongestAddressHas254Bytes() throws {
    // 1 + 1 + 35 * 7 + 7 bytes.
    let longest = "a@" + String(repeating: "bcdefg.", count: 35) + "example"
    #expect(try MailAddress(longest).addrSpec.utf8.count == 254)
    #expect(throws: MailAddressProblem.tooLong) { try MailAddress("a" + longest) }
    // The quotes count: they are in the header.
    #expect(throws: MailAddressProblem.tooLong) { try MailAddress("." + longest.dropFirst()) }
  }

  @Test func aReasonHoldsNothingOfTheAddress() {
    for problem in MailAddressProblem.allCases {
      #expect("\(problem)" == problem.rawValue)
      #expect(problem.rawValue.hasPrefix("the "))
    }
  }
}

@Suite("Message ids")
struct MessageIDTests {
  @Test func takesDotAtoms() {
    #expect(MessageID(left: "q-2012-0042.1351787400", right: "example.co.jp") != nil)
  }

  @Test(arguments: [
    "", ".", "a.", ".a", "a..b", "a b", "a>", "<a", "a@b", "a\r\nBcc: x", "照会", "a\u{0}", "\"a\"",
    String(repeating: "a", count: 121),
  ])
  func refusesTheRest(_ text: String) {
    #expect(MessageID(left: text, right: "example.com") == nil)
    #expect(MessageID(left: "a", right: text) == nil)
  }
}
