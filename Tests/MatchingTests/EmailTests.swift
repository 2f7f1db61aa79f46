import Matching
import Testing

@Suite struct EmailTests {
  @Test(arguments: [
    ("u1.2@example.ne.jp", " U1.2@EXAMPLE.NE.JP "), ("ｕ１．２＠ｅｘａｍｐｌｅ．ｎｅ．ｊｐ", "u1.2@example.ne.jp"),
    ("a@example.com", "a＠example.com"), ("\"a..b\"@docomo.ne.jp", "a..b@docomo.ne.jp"),
    ("\"abc.\"@ezweb.ne.jp", "abc.@ezweb.ne.jp"), ("a@example.com.", "a@example.com"),
    ("\u{FEFF}a@example.com", "a@example.com"), ("a@例え.jp", "Ａ@例え.JP"),
    ("a−b@example.com", "a-b@example.com"),
    ("mailto:a@example.com", "a@example.com"), ("<a@example.com>", "a@example.com"),
    ("山田 太郎 <A@example.com>", "a@example.com"), ("a@example.com;", "a@example.com"),
    ("\"Yamada\" <\"a..b\"@docomo.ne.jp>", "a..b@docomo.ne.jp"),
    ("＜a@example.com＞", "a@example.com"), ("taro@日本語.jp", "taro@xn--wgv71a119e.jp"),
    ("taro@BÜCHER.de", "taro@XN--bcher-kva.de"), ("a@example.com", "a@example。com"),
    ("a@mail.例え.jp", "a@mail。xn--r8jz45g．jp"), ("<a@xn--r8jz45g.jp>", "a@例え.jp."),
  ])
  func writingsOfOneAddressAreEqual(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.email(one) == keys.email(other), "\(Fold.email(one)) \(Fold.email(other))")
  }

  @Test(arguments: [
    ("foo+mall@example.com", "foo@example.com"), ("a..b@docomo.ne.jp", "ab@docomo.ne.jp"),
    ("a..b@docomo.ne.jp", "a.b@docomo.ne.jp"), (".a@docomo.ne.jp", "a@docomo.ne.jp"),
    ("a.b@gmail.com", "ab@gmail.com"), ("a_b@example.com", "a-b@example.com"),
    ("a@example.com", "a@example.co"), ("\"a@b\"", "a@b"), ("josé@example.com", "jose@example.com"),
    ("<a@example.com>", "<b@example.com>"), ("o'brien@example.com", "obrien@example.com"),
    ("mailto@example.com", "@example.com"), ("x <y>", "y"),
    ("a@xn--r8jz45g.jp", "a@xn--r8jz45h.jp"),
    ("xn--r8jz45g@a.jp", "例え@a.jp"), ("a@a--b.jp", "a@ab.jp"), ("a@xn--99999999999.jp", "a@.jp"),
  ])
  func differentAddressesStayApart(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.email(one) != keys.email(other))
  }

  @Test func theNormalFormKeepsDotsAndTags() {
    #expect(Fold.email(" A..B.+Tag@DoCoMo.NE.JP") == "a..b.+tag@docomo.ne.jp")
    #expect(Fold.email("\"\"@example.com") == "@example.com")
    #expect(Fold.email("@") == "@")
    #expect(Fold.email("\"@") == "\"@")
    #expect(Fold.email("...") == "...")
  }
}
