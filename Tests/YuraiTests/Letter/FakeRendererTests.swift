import Foundation
import Testing

@testable import Yurai

/// Suites that run programs take turns: a script that was just written cannot be run while another
/// thread's new process still holds it open for writing.
@Suite(.serialized) enum RendererTests {}

extension RendererTests {
  /// Programs that misbehave, put first on the PATH as `weasyprint`.
  @Suite("A renderer that misbehaves") struct FakeRendererTests {
    private static let pdf = "%PDF-1.7 <</Type /Page>> %%EOF"
    private static let fonts = "echo 'TrueType 20-ffff'"

    /// Makes both programs, and a renderer that finds them.
    private func withFake(
      _ script: String, fonts: String = Self.fonts, limit: Duration = .seconds(30),
      _ body: (PDFRenderer, String) throws -> Void
    ) throws {
      try withScratch { folder in
        for (name, text) in [("weasyprint", script), ("fc-list", fonts)] {
          try Self.install("#!/bin/sh\n\(text)\n", at: "\(folder)/\(name)")
        }
        let environment = ["PATH": "\(folder):/usr/bin:/bin", "SECRET": "x"]
        try body(try PDFRenderer.find(environment: environment, timeLimit: limit), folder)
      }
    }

    /// Has another process write it: a script that this one wrote cannot be run while a process that any thread
    /// has just begun still holds it open.
    private static func install(_ script: String, at path: String) throws {
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", #"printf %s "$1" > "$2" && chmod 755 "$2""#, "sh", script, path]
      try shell.run()
      shell.waitUntilExit()
      try #require(shell.terminationStatus == 0)
    }

    @Test("what it prints is the PDF, what it says is not") func good() throws {
      try withFake("cat > /dev/null; echo words >&2; printf %s '\(Self.pdf)'") { renderer, _ in
        let data = try renderer.pdf(html: page())
        #expect(data == Data(Self.pdf.utf8))
      }
    }

    @Test("it gets the letter whole, the options, and little else") func input() throws {
      // Longer than a socket holds, and the answer begins before the letter is read.
      let long = page(answer: String(repeating: "長い。", count: 200_000))
      let script = """
        here=$(dirname "$0"); printf '%65536s' ''; printf '%s\\n' "$@" > "$here/options"
        env > "$here/env"; cat > "$here/input"; printf %s '\(Self.pdf)'
        """
      try withFake(script) { renderer, folder in
        // The blanks come before the header, so it is no PDF; what was handed over is all there.
        #expect(message { _ = try renderer.pdf(html: long) }.contains("whole PDF"))
        let input = try String(contentsOfFile: "\(folder)/input", encoding: .utf8)
        #expect(input == long)
        let options = try String(contentsOfFile: "\(folder)/options", encoding: .utf8)
        #expect(options.hasPrefix("--pdf-variant\npdf/ua-1\n"))
        #expect(options.contains("--base-url\n\n"))
        #expect(options.hasSuffix("--uncompressed-pdf\n-\n-\n"))
        let env = try String(contentsOfFile: "\(folder)/env", encoding: .utf8)
        #expect(env.contains("http_proxy=http://127.0.0.1:9"))
        #expect(!env.contains("SECRET"))
      }
    }

    @Test("one that hangs is ended, with what it started", .timeLimit(.minutes(1)))
    func hung() throws {
      let script = "sleep 300 & echo $! > $(dirname $0)/child; wait"
      try withFake(script, limit: .seconds(3)) { renderer, folder in
        let began = ContinuousClock.now
        let words = message { _ = try renderer.pdf(html: page()) }
        #expect(words.contains("did not end within 3 s"))
        #expect(ContinuousClock.now - began < .seconds(20))
        try expectEnded(folder)
      }
    }

    @Test("also one that has closed its output", .timeLimit(.minutes(1))) func mute() throws {
      let script = "echo $$ > $(dirname $0)/child; exec 0<&- 1>&-; exec sleep 300"
      try withFake(script, limit: .seconds(3)) { renderer, folder in
        #expect(message { _ = try renderer.pdf(html: page()) }.contains("did not end"))
        try expectEnded(folder)
      }
    }

    @Test("also one that ended and left its output to another", .timeLimit(.minutes(1)))
    func orphan() throws {
      try withFake("cat > /dev/null; printf %s '\(Self.pdf)'; sleep 20 &") { renderer, _ in
        let began = ContinuousClock.now
        let data = try renderer.pdf(html: page())
        #expect(data == Data(Self.pdf.utf8))
        #expect(ContinuousClock.now - began < .seconds(15))
      }
    }

    /// The process whose number the script left in `child`.
    private func expectEnded(_ folder: String) throws {
      let text = try String(contentsOfFile: "\(folder)/child", encoding: .utf8)
      let pid = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      // The kill is immediate, but somebody has to collect it: a zombie has ended too.
      let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      for _ in 0..<100 where kill(pid, 0) == 0 && state?.contains(") Z") != true { usleep(20_000) }
      #expect(kill(pid, 0) != 0 || state?.contains(") Z") == true)
    }

    @Test(
      "one that fails is told without a word of the letter",
      arguments: [
        ("cat >&2; exit 3", "exit status 3"), ("cat; exit 1", "exit status 1"),
        ("exit 2", "exit status 2"), ("kill -9 $$", "signal 9"),
      ])
    func fails(_ script: String, _ ending: String) throws {
      try withFake(script) { renderer, folder in
        let words = message { _ = try renderer.pdf(html: page(addressee: "髙﨑")) }
        #expect(words.contains("\(folder)/weasyprint failed (\(ending))"))
        #expect(words.contains("echo test | weasyprint"))
        #expect(!words.contains("髙"))
      }
    }

    @Test("no PDF is no letter", arguments: ["cat > /dev/null", "cat", "printf '%%PDF-1.7'"])
    func noPDF(_ script: String) throws {
      try withFake(script) { renderer, _ in
        #expect(message { _ = try renderer.pdf(html: page()) }.contains("whole PDF"))
      }
    }

    @Test("one that prints for ever is ended", .timeLimit(.minutes(1))) func endless() throws {
      try withFake("exec cat /dev/zero") { renderer, _ in
        #expect(message { _ = try renderer.pdf(html: page()) }.contains("more than a letter"))
      }
    }

    @Test("a letter of two pages is set tighter, and refused if that does not help") func pages()
      throws
    {
      let two = "%PDF-1.7 <</Type /Page>> <</Type /Page>> %%EOF"
      try withFake("cat > /dev/null; printf %s '\(two)'") { renderer, _ in
        #expect(message { _ = try renderer.pdf(html: page()) }.contains("takes 2 pages"))
      }
      let script = """
        if grep -q 'body class="tight"'; then printf %s '\(Self.pdf)'; else printf %s '\(two)'; fi
        """
      try withFake(script) { renderer, _ in
        let data = try renderer.pdf(html: page())
        #expect(data == Data(Self.pdf.utf8))
      }
    }

    @Test("the largest setting that one page holds, also of a letter that is set tight")
    func largest() throws {
      let two = "%PDF-1.7 <</Type /Page>> <</Type /Page>> %%EOF"
      let script = """
        if grep -q 'body class="snug"'; then printf %s '\(Self.pdf)'; else printf %s '\(two)'; fi
        """
      try withFake(script) { renderer, _ in
        for body in ["<body>", "<body class=\"tight\">", "<body class=\"tight full\">"] {
          let html = page().replacingOccurrences(of: "<body>", with: body)
          let data = try renderer.pdf(html: html)
          #expect(data == Data(Self.pdf.utf8))
        }
        // Any other class is somebody's own, and stays.
        let own = page().replacingOccurrences(of: "<body>", with: "<body class=\"x\">")
        #expect(message { _ = try renderer.pdf(html: own) }.contains("takes 2 pages"))
      }
    }

    @Test("objects that are compressed are counted in an uncompressed PDF") func compressed() throws
    {
      let script = """
        cat > /dev/null
        case "$*" in *--uncompressed-pdf*) printf %s '\(Self.pdf)' ;; *) printf %s '%PDF-2 %%EOF' ;; esac
        """
      try withFake(script) { renderer, _ in
        let data = try renderer.pdf(html: page())
        #expect(data == Data("%PDF-2 %%EOF".utf8))
      }
    }

    @Test("a missing glyph and an outside reference stop before anything runs") func before() throws
    {
      try withFake("touch $(dirname $0)/ran", fonts: "echo 'TrueType 20-dfff'") {
        renderer, folder in
        let private_ = page(addressee: "髙\u{F8FF}")
        #expect(message { _ = try renderer.pdf(html: private_) }.contains("U+F8FF"))
        let image = page(answer: #"<img src="file:///etc/passwd">"#)
        #expect(message { _ = try renderer.pdf(html: image) }.contains("<img>"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/ran"))
      }
    }

    @Test("without the programs it is said what to install") func none() throws {
      #expect(
        message { _ = try PDFRenderer.find(environment: ["PATH": "/nowhere"]) }
          .contains("apt-get install weasyprint"))
      #expect(message { _ = try PDFRenderer.find(environment: [:]) }.contains("apt-get install"))
      try withScratch { folder in
        let path = try write("#!/bin/sh\n", to: "\(folder)/weasyprint")
        // Not executable: not a program.
        #expect(
          message { _ = try PDFRenderer.find(environment: ["PATH": folder]) }
            .contains("no `weasyprint`"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        #expect(
          message { _ = try PDFRenderer.find(environment: ["PATH": folder]) }
            .contains("apt-get install fontconfig"))
        #expect(
          message { _ = try PDFRenderer.find(environment: ["PATH": "."]) }
            .contains("no `weasyprint`"))
      }
    }
  }
}
