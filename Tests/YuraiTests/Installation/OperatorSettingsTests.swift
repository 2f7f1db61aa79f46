import Rendering
import Testing

@testable import Yurai

/// `config.yaml`, read as strictly as a manifest.
@Suite struct OperatorSettingsTests {
  private func read(_ yaml: String) throws -> OperatorSettings {
    var settings: OperatorSettings?
    try withScratch { folder in
      settings = try OperatorSettings(path: try write(yaml, to: "\(folder)/config.yaml"))
    }
    return try #require(settings)
  }

  @Test("what a company sets") func full() throws {
    let settings = try read(
      """
      company: 株式会社トニー
      department: お客様相談室
      signer: 佐藤 一郎
      address: 東京都千代田区1-1
      phone: 03-0000-0000
      email: privacy@example.jp
      language: en
      timely_hours: 48
      gdpr:
        en:
          purposes: We deliver orders with them.
          storage: Seven years.
      """)
    let processing = try #require(settings.processing["en"])
    #expect(processing.purposes == "We deliver orders with them.")
    #expect(processing.missing == ["transfers"] && settings.processing["ja"] == nil)
    #expect(settings.company == "株式会社トニー" && settings.signer == "佐藤 一郎")
    #expect(settings.language == "en" && settings.timelyHours == 48)
    #expect(settings.isComplete)
  }

  @Test("defaults: Japanese, a day, and a letter that is not complete") func defaults() throws {
    let settings = try read("phone: 03-0000-0000")
    #expect(settings.language == "ja" && settings.timelyHours == 24)
    #expect(!settings.isComplete)
  }

  @Test("the folder of templates, seen from where the file is") func templates() throws {
    try withScratch { folder in
      let path = try write("templates: letters/own", to: "\(folder)/config.yaml")
      #expect(try OperatorSettings(path: path).templates == "\(folder)/letters/own")
    }
    #expect(try read("templates: /srv/letters").templates == "/srv/letters")
    #expect(try read("phone: 03-0000-0000").templates == nil)
  }

  @Test(
    "slips",
    arguments: [
      "langauge: ja", "language: fr", "timely_hours: a day", "timely_hours: -1",
      "timely_hours: 3000000000", "- a",
      "company: [a]", "gdpr: x", "gdpr: {fr: {purposes: x}}", "gdpr: {en: {purpose: x}}",
      "gdpr: {en: x}", "templates: [a]",
    ])
  func slips(_ yaml: String) {
    #expect(message { _ = try read(yaml) }.contains("config.yaml"))
  }

  @Test("a file that was named and is not there is wrong usage") func absent() {
    do {
      _ = try OperatorSettings(path: "/nonexistent/config.yaml")
      Issue.record("nothing was thrown")
    } catch let error as YuraiError {
      #expect(error.exit == .usage)
    } catch {
      Issue.record(error)
    }
  }
}
