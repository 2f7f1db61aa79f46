import Foundation
import Rendering
import Testing

@testable import Yurai

/// The letter templates as files, and the check of a changed copy.
@Suite struct TemplateFilesTests {
  private func settings(_ templates: String?) throws -> OperatorSettings {
    var settings = try OperatorSettings(path: nil)
    settings.templates = templates
    return settings
  }

  @Test("what is written passes the check, and is all there is") func written() throws {
    try withScratch { folder in
      let own = "\(folder)/own/templates"
      let count = try TemplateFiles.write(to: own)
      let names = try FileManager.default.contentsOfDirectory(atPath: own)
      #expect(names.count == count && names.allSatisfy { $0.hasSuffix(".mustache") })
      #expect(names.contains("letter-traced.ja.mustache"))
      #expect(try TemplateFiles.check(settings(own)).isEmpty)
      #expect(try LetterWriter.templates(settings(own)) == LetterWriter.templates(settings(nil)))
    }
  }

  @Test("what is there already is not overwritten, and nothing is beside it") func there() throws {
    try withScratch { folder in
      try write("mine", to: "\(folder)/letter-traced.ja.mustache")
      #expect(
        message { _ = try TemplateFiles.write(to: folder) }
          == "\(folder)/letter-traced.ja.mustache is there already, and is not overwritten")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder) == ["letter-traced.ja.mustache"]
      )
      #expect(
        message { _ = try TemplateFiles.write(to: "\(folder)/letter-traced.ja.mustache/x") }
          .hasSuffix("cannot be made"))
    }
  }

  @Test("a bad one is named, with the letter and the rule") func bad() throws {
    try withScratch { folder in
      let built = try LetterWriter.templates(settings(nil))
      let name = "letter-uncorroborated.ja.mustache"
      let text = try #require(built[name])
      try write(text + "流出の可能性があります。\n", to: "\(folder)/\(name)")
      let problems = try TemplateFiles.check(settings(folder))
      #expect(problems.contains("uncorroborated (ja): hedge: 流出の可能性があります。"))
      #expect(
        problems.allSatisfy { $0.hasPrefix("uncorroborated") && $0.contains(" (ja): hedge: ") })
    }
  }

  @Test("one that is no template is named with its line") func malformed() throws {
    try withScratch { folder in
      try write("= x\n! {{nonsense}}\n", to: "\(folder)/letter-traced.en.mustache")
      #expect(
        try TemplateFiles.check(settings(folder)) == [
          "letter template letter-traced.en: unknown nonsense"
        ])
      try write("x", to: "\(folder)/letter-tracd.ja.mustache")
      #expect(
        message { _ = try TemplateFiles.check(settings(folder)) }
          .contains("letter-tracd.ja.mustache replaces no template"))
    }
  }
}
