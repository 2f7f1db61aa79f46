import Testing

@testable import Rendering

@Suite("Encodings of mail")
struct MailEncodingTests {
  /// RFC 4648, section 10; the last is the text of an example in RFC 2047, section 8.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ("If you can read this yo", "SWYgeW91IGNhbiByZWFkIHRoaXMgeW8="), ("\u{FB}\u{3F}ÿ", "w7s/w78="),
  ])
  func base64(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
  }

  @Test(arguments: [0, 1, 56, 57, 58, 113, 114, 115])
  func bodiesAreWrappedAt76(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8($0 * 37 & 0xFF) }
    let lines = Base64.lines(bytes)
    #expect(lines.allSatisfy { (1...76).contains($0.count) })
    #expect(lines.dropLast().allSatisfy { $0.count == 76 })
    #expect(MailParts.base64(lines.joined()) == bytes)
  }

  @Test func wordsAreShortAndWhole() {
    #expect(EncodedWord.words("件名", first: 75) == ["=?UTF-8?B?5Lu25ZCN?="])
    let texts = [
      String(repeating: "髙", count: 100), String(repeating: "a𠮷", count: 60),
      String(repeating: "👨‍👩‍👧‍👦", count: 9), String(repeating: "が\u{E0100}", count: 30),
      "e" + String(repeating: "\u{301}", count: 200), "=?UTF-8?B?5Lu2?=",
    ]
    for text in texts {
      for first in 20...75 {
        let words = EncodedWord.words(text, first: first)
        // A family of 25 bytes needs 48 characters, even where only 20 were asked for.
        #expect((words.first?.count ?? 0) <= max(first, 60))
        #expect(words.allSatisfy { $0.count <= 75 && $0.hasSuffix("?=") })
        // Each is UTF-8 by itself.
        let decoded = words.map { MailParts.word($0) }
        #expect(!decoded.contains(nil))
        #expect(decoded.compactMap { $0 }.joined() == text)
      }
    }
  }

  @Test func aCharacterThatAPersonSeesIsNotSplit() {
    let family = "👨‍👩‍👧‍👦"
    for word in EncodedWord.words(String(repeating: family, count: 7), first: 75) {
      #expect(MailParts.word(word)?.allSatisfy { String($0) == family } == true)
    }
  }

  /// The first is the example of RFC 5322, appendix A.1.1.
  @Test(arguments: [
    (880_127_706, -360, "Fri, 21 Nov 1997 09:55:06 -0600"),
    (1_351_787_400, 540, "Fri, 2 Nov 2012 01:30:00 +0900"),
    (0, 0, "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, 0, "Wed, 31 Dec 1969 23:59:59 +0000"),
    (-1, 1, "Thu, 1 Jan 1970 00:00:59 +0001"), (951_782_400, -5, "Mon, 28 Feb 2000 23:55:00 -0005"),
    (253_402_214_400, 1439, "Fri, 31 Dec 9999 23:59:00 +2359"),
    (-2_208_902_400, -1439, "Mon, 1 Jan 1900 00:01:00 -2359"),
  ])
  func dates(_ seconds: Int64, _ offset: Int, _ text: String) {
    #expect(MailDate(seconds: seconds, offsetMinutes: offset)?.text == text)
  }

  @Test func datesThatAMailCannotHaveAreNone() throws {
    #expect(MailDate(seconds: -2_208_902_401, offsetMinutes: 0) == nil)
    #expect(MailDate(seconds: .max, offsetMinutes: 0) == nil)
    #expect(MailDate(seconds: .min, offsetMinutes: 0) == nil)
    #expect(MailDate(seconds: 0, offsetMinutes: 1440) == nil)
    let moment = try #require(Moment("1969-12-31T23:59:59.5Z"))
    #expect(MailDate(moment)?.text == "Thu, 1 Jan 1970 08:59:59 +0900")
    #expect(MailDate(Moment(microseconds: .min)) == nil)
  }

  @Test func theBoundaryIsInNoBody() {
    let first = MailBoundary.make(from: ["a"], avoiding: [])
    #expect(first == MailBoundary.make(from: ["a"], avoiding: ["a", "=_yurai_"]))
    #expect(first != MailBoundary.make(from: ["b"], avoiding: []))
    #expect(
      MailBoundary.make(from: ["a", "b"], avoiding: [])
        != MailBoundary.make(from: ["ab", ""], avoiding: []))
    // Also where a mark behind it makes another character of its end.
    let second = MailBoundary.make(from: ["a"], avoiding: ["x", "--\(first)\u{301}"])
    #expect(second != first)
    #expect(![first, second].contains(MailBoundary.make(from: ["a"], avoiding: [first, second])))
    #expect(first.count <= 70)
  }
}
