import Foundation
import Testing

@testable import Rendering
@testable import Yurai

private let environment = ProcessInfo.processInfo.environment
private let hasFonts =
  (try? PDFRenderer.find().pdf(html: page(addressee: "髙﨑澤邊𠮷"))) != nil
private let hasPoppler = RendererProgram.path(of: "pdfinfo", environment) != nil

extension RendererTests {
  /// The renderer of this machine.
  @Suite(
    "With WeasyPrint",
    .enabled(if: hasFonts, "no WeasyPrint is installed, or no font with the kanji of names"))
  struct PDFRendererTests {
    /// What a program of poppler's says of a PDF.
    private func poppler(_ name: String, _ arguments: [String], _ data: Data) throws -> String {
      let path = try #require(RendererProgram.path(of: name, environment))
      let program = RendererProgram(
        path: path, trial: name, environment: environment, timeLimit: .seconds(60))
      return String(decoding: try program.run(arguments, input: Array(data)), as: UTF8.self)
    }

    /// The project's own templates.
    private func templates() -> [String: String] {
      let folder = "Sources/Rendering/Templates/"
      return EmbeddedFiles.text.filter { $0.key.hasPrefix(folder) }.reduce(into: [:]) {
        $0[String($1.key.dropFirst(folder.count))] = $1.value
      }
    }

    @Test(
      "a letter is one tagged A4 page with its fonts in it",
      .enabled(if: hasPoppler, "poppler-utils is not installed"),
      arguments: ["letter-traced.ja", "letter-partial.en"])
    func whole(_ name: String) throws {
      let data = try PDFRenderer.find().pdf(html: snapshot(name))
      let facts = try poppler("pdfinfo", ["-"], data)
      #expect(facts.contains(/Tagged: +yes/))
      #expect(facts.contains(/Pages: +1\n/))
      #expect(facts.contains(/Page size: .*\(A4\)/))
      let structure = try poppler("pdfinfo", ["-struct", "-"], data)
      #expect(structure.contains("H1") && structure.contains("Table") && structure.contains("TH"))
      let fonts = try poppler("pdffonts", ["-"], data).split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      // The columns from the right: generation, object, has Unicode, is a subset, is embedded.
      for font in fonts {
        #expect(font.split(separator: " ").suffix(5).prefix(3) == ["yes", "yes", "yes"])
      }
    }

    @Test("every letter that has a snapshot fits as it is")
    func fits() throws {
      let renderer = try PDFRenderer.find()
      // The longest of all that were measured.
      for name in [
        "letter-inquiry-entrusted.ja", "letter-inquiry-all.en", "letter-inquiry-story.en",
        "letter-inquiry-ways.ja", "letter-inquiry-ways.en", "letter-inquiry-several.ja",
      ] {
        // The renderer sets no page tighter that bears another class.
        let html = try snapshot(name)
          .replacing(/<body class="(snug|tight|tight full)">/) { "<body class=\"\($0.1) x\">" }
          .replacing("<body>", with: "<body class=\"x\">")
        #expect(throws: Never.self) { try renderer.pdf(html: html) }
      }
    }

    /// Of people who stand in the data in many ways: the longest letters of each way of setting them that the lint lets
    /// pass. None is set closer by the renderer, since each bears a class more.
    @Test("the longest letters of each class are one page", arguments: Language.allCases)
    func longest(_ language: Language) throws {
      let letters = try LetterRenderer(templates: templates())
      let renderer = try PDFRenderer.find()
      let classes = [
        "<body>": "<body class=\"x\">",
        "<body class=\"snug\">": "<body class=\"snug x\">",
        "<body class=\"tight\">": "<body class=\"tight x\">",
        "<body class=\"tight full\">": "<body class=\"tight full x\">",
      ]
      var longest: [String: [(lines: Int, html: String)]] = [:]
      for sample in Self.longLetters + Samples.all {
        let letter = sample.letter(letters, language)
        let lines = letter.text.utf8.count { $0 == UInt8(ascii: "\n") }
        guard lines < LetterLint.pageLines(language) else { continue }
        let body = try #require(classes.keys.first { letter.html.contains($0) })
        longest[body, default: []].append((lines, letter.html))
      }
      #expect(longest.count == classes.count)
      for (body, letters) in longest {
        for (lines, html) in letters.sorted(by: { $0.lines > $1.lines }).prefix(6) {
          let marked = html.replacingOccurrences(of: body, with: classes[body] ?? body)
          #expect(throws: Never.self, "\(body): \(lines) lines") {
            try renderer.pdf(html: marked)
          }
        }
      }
    }

    private static var longLetters: [LetterSample] {
      let others = [
        Samples.otherGuest, Samples.recipient, Samples.openGuest, Samples.traced, Samples.signup,
      ]
      var samples: [LetterSample] = []
      for count in 1...7 {
        for asks in [
          Ask.allCases, [.source, .purchased, .leaked], [.source],
          [.source, .recipients, .proof, .erase],
        ] {
          for law in Law.allCases {
            for first in [Samples.traced, Samples.signup] {
              let ways = [first] + (1..<count).map { others[$0 % others.count] }
              guard let joined = TrailDetail.joined(ways) else { continue }
              let inquiry = LetterInquiry(
                asks: asks, law: law, receivedOn: Samples.day("2012-10-31"), exposures: [],
                given: ["name", "address"], wanted: [])
              samples.append(
                LetterSample(
                  name: "long", kind: joined.kind, detail: joined.detail, inquiry: inquiry))
            }
          }
        }
      }
      return samples
    }

    @Test("a letter that is a little too long is set tighter; one far too long is refused")
    func tighter() throws {
      let renderer = try PDFRenderer.find()
      let html = try snapshot("letter-traced.ja")
        .replacing(/<body class="(snug|tight|tight full)">/, with: "<body>")
      func lengthened(_ count: Int) -> String {
        let more = String(repeating: "<p>さらに一つの段落があります。</p>", count: count)
        return html.replacingOccurrences(of: "</main>", with: more + "</main>")
      }
      let long = lengthened(10)
      let fixed = long.replacingOccurrences(of: "<body>", with: "<body class=\"x\">")
      #expect(message { _ = try renderer.pdf(html: fixed) }.contains("takes 2 pages"))
      #expect(throws: Never.self) { try renderer.pdf(html: long) }
      #expect(message { _ = try renderer.pdf(html: lengthened(80)) }.contains("pages"))
    }

    @Test(
      "the kanji of names are in it", .enabled(if: hasPoppler, "poppler-utils is not installed"))
    func names() throws {
      let html = try snapshot("letter-traced.ja")
      let name = "髙﨑澤邊𠮷"
      let data = try PDFRenderer.find().pdf(
        html: html.replacingOccurrences(of: "髙橋　健一", with: name))
      #expect(try poppler("pdftotext", ["-", "-"], data).contains("\(name) 様"))
      let variant = "\u{845B}\u{E0100}城"
      let selected = try PDFRenderer.find().pdf(
        html: html.replacingOccurrences(of: "髙橋　健一", with: variant))
      #expect(try poppler("pdftotext", ["-", "-"], selected).contains("城 様"))
    }

    @Test("a private-use character stops the letter") func missing() throws {
      let html = try snapshot("letter-traced.ja").replacingOccurrences(of: "髙", with: "\u{F8FE}")
      let words = message { _ = try PDFRenderer.find().pdf(html: html) }
      #expect(words.contains("U+F8FE in the addressee's name"))
    }

    @Test("HTML that names a file or an address does nothing") func outside() throws {
      for source in ["file:///etc/passwd", "http://127.0.0.1/"] {
        let html = page(answer: "<img src=\"\(source)\">")
        #expect(message { _ = try PDFRenderer.find().pdf(html: html) }.contains("<img>"))
      }
    }

    /// The second line of defence: the program is run as for a letter, with a page that the first
    /// would have stopped.
    @Test("even a page that asks the network gets no answer") func network() throws {
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
      defer { close(server) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isListening = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(server, $0, length) == 0 && listen(server, 1) == 0
            && getsockname(server, $0, &length) == 0
        }
      }
      try #require(isListening)
      let port = UInt16(bigEndian: address.sin_port)
      let path = try #require(RendererProgram.path(of: "weasyprint", environment))
      let program = RendererProgram(
        path: path, trial: "", environment: environment, timeLimit: .seconds(60))
      let html = "<p>x<img src=\"http://127.0.0.1:\(port)/x.png\">"
      let output = try program.run(["--base-url", "", "-", "-"], input: Array(html.utf8))
      #expect(output.starts(with: "%PDF".utf8))
      #expect(accept(server, nil, nil) < 0)
    }
  }
}
