import Testing

@testable import Yurai

/// What of a page is printed and where, and what a page must not have.
@Suite struct LetterPrintTests {
  @Test("the parts of a letter, named as a person would") func places() throws {
    let pieces = try LetterPrint(html: page()).pieces.map { "\($0.place): \($0.text)" }
    #expect(
      pieces == [
        "the subject: 件名", "the style sheet: p { margin: 0; }", "the addressee's name: 山田",
        "the sender: 当社", "the subject: 件名", "the answer: お答え", "paragraph 1: 一",
        "paragraph 2: 二", "the table: 欄", "the table: 日", "the steps: 手順", "the notes: 注",
      ])
  }

  @Test("every snapshot can be read", arguments: snapshotNames()) func snapshots(_ name: String)
    throws
  {
    let pieces = try LetterPrint(html: snapshot(name)).pieces
    #expect(Set(pieces.map(\.place)).isSuperset(of: ["the addressee's name", "the contact"]))
    // A part of the page that this reader cannot name would be a part of the template it lacks.
    #expect(!pieces.contains { $0.place == "the page" })
  }

  @Test("references become characters") func entities() throws {
    let text = "&lt;b&gt; &amp;amp; &quot;&#39;&#x9AD9;&#134071; A&B"
    let pieces = try LetterPrint(html: "<p>\(text)</p>").pieces
    #expect(pieces.map(\.text) == ["<b> &amp; \"'髙𠮷 A&B"])
  }

  @Test(
    "nothing that could fetch gets through",
    arguments: [
      #"<img src="file:///etc/passwd">"#, #"<img src="http://127.0.0.1/">"#, "<IMG>", "<img>",
      #"<link rel="attachment" href="file:///etc/passwd">"#, #"<base href="http://x/">"#,
      "<script>", "<svg>", "<object>", "<embed>", "<iframe>", #"<a href="file:///etc/passwd">"#,
      #"<p style="background: url(file:///etc/passwd)">"#, #"<p src="x">"#, "<p class='x'>",
      #"<p class="x><img src=y>">"#, #"<p class="<img src=y>">"#, "<p class=x>", "<p/src=x>",
      "<!-- <img> -->", "<!--><img src=x>-->", "<!ENTITY x>", "<?xml-stylesheet href='x'?>",
      "<![CDATA[<img>]]>", "<p", "< p>", #"<image href="x">"#, "</p src='x'>",
    ])
  func refused(_ markup: String) {
    let html = page(answer: markup)
    #expect(message { _ = try LetterPrint(html: html) }.contains("nothing from outside"))
  }

  @Test(
    "nor does a style sheet that could",
    arguments: [
      "@import 'x';", "@IMPORT \"x\";", "p { background: URL(x) }", "@font-face { }",
      #"p { background: u\72l(x) }"#, "p { content: attr(class) }", "p { background: image(x) }",
      "p { background: image-set('x' 1x) }", "a { x: src('y') }",
    ])
  func styles(_ css: String) {
    let html = page(style: css)
    #expect(message { _ = try LetterPrint(html: html) }.contains("style sheet"))
  }

  @Test("a style sheet cannot hide markup") func styleEnd() {
    let html = page(style: "p { } </style><img src=\"x\"><style>")
    #expect(message { _ = try LetterPrint(html: html) }.contains("<img>"))
    let odd = page(style: "p { } <b></style>")
    #expect(throws: Never.self) { try LetterPrint(html: odd) }
  }

  @Test("a reference that is not known stops") func unknown() {
    let html = page(answer: "&Zcaron;")
    #expect(message { _ = try LetterPrint(html: html) }.contains("not known"))
    let surrogate = page(answer: "&#xD800;")
    #expect(message { _ = try LetterPrint(html: surrogate) }.contains("not known"))
  }
}
