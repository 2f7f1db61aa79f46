import Foundation
import Testing

@testable import Yurai

/// A manifest is read strictly: a slip of the pen is an error with its place.
@Suite struct ManifestTests {
  private func read(_ yaml: String) throws -> Manifest {
    var manifest: Manifest?
    try withScratch { folder in
      manifest = try Manifest(path: try write(yaml, to: "\(folder)/m.yaml"))
    }
    return try #require(manifest)
  }

  private func refusal(_ yaml: String) -> String { message { _ = try read(yaml) } }

  @Test("everything that the documentation shows") func full() throws {
    let hash = String(repeating: "0a", count: 32)
    let manifest = try read(
      """
      version: 1
      timezone: America/New_York
      files:
        - path: orders-2006.csv
          profile: canonical/orders
          encoding: cp932
          timezone: Asia/Tokyo
          mall: tony
          merchant: cocomin
          supplied_by: "Store system, monthly export"
          origin: collected
          records: 48211
          sha256: "\(hash.uppercased())"
        - {path: a.csv, profile: shop.yaml, with: {lines: b.csv, shops: "c d.csv"}}
      """)
    #expect(manifest.timezone == "America/New_York")
    let first = try #require(manifest.entries.first)
    #expect(first.path == "orders-2006.csv")
    #expect(first.profile == "canonical/orders")
    #expect(first.encoding == "cp932")
    #expect(first.timezone == "Asia/Tokyo")
    #expect((first.mall, first.merchant) == ("tony", "cocomin"))
    #expect(first.suppliedBy == "Store system, monthly export")
    #expect(first.origin == "collected")
    #expect(first.records == 48211)
    #expect(first.sha256 == hash, "as sha256sum prints it, in small letters")
    #expect(manifest.entries.last?.with == ["lines": "b.csv", "shops": "c d.csv"])
  }

  @Test("what is left out") func defaults() throws {
    let manifest = try read("version: 1\nfiles: [{path: a.csv, profile: canonical/malls}]")
    #expect(manifest.timezone == "Asia/Tokyo")
    let entry = try #require(manifest.entries.first)
    #expect(entry.encoding == "auto")
    #expect(entry.origin == "unknown", "an origin is declared, never assumed")
    #expect(entry.mall == nil && entry.merchant == nil && entry.records == nil)
    #expect(entry.sha256 == nil && entry.timezone == nil && entry.with.isEmpty)
  }

  @Test("paths are relative to the manifest, not to the caller") func folder() throws {
    try withScratch { folder in
      let yaml = "version: 1\nfiles: [{path: sub/a.csv, profile: canonical/malls}]"
      let manifest = try Manifest(path: try write(yaml, to: "\(folder)/m.yaml"))
      #expect(ImportJob.absolute("sub/a.csv", in: manifest.folder) == "\(folder)/sub/a.csv")
      #expect(ImportJob.absolute("/b.csv", in: manifest.folder) == "/b.csv")
    }
  }

  @Test("an unknown key is named with its line and the keys that there are")
  func unknownKey() {
    let text = refusal(
      """
      version: 1
      files:
        - path: a.csv
          profile: canonical/malls
          orign: collected
      """)
    #expect(text.contains("m.yaml:5"))
    #expect(text.contains("`orign`") && text.contains("origin"))
    #expect(refusal("version: 1\nfile: []").contains("m.yaml:2"))
  }

  @Test(
    "wrong words",
    arguments: [
      ("origin: bought", "purchased"), ("encoding: sjis", "cp932"), ("encoding: UTF-8", "utf-8"),
      ("timezone: Tokio", "Asia/Tokyo"), ("records: many", "48211"), ("records: -1", "48211"),
      ("sha256: abc", "64"), ("sha256: \(String(repeating: "g", count: 64))", "64"),
      ("mall: [tony]", "mall"), ("path: {a: b}", "path"),
    ])
  func wrongWord(_ line: String, hint: String) {
    let base =
      line.hasPrefix("path")
      ? "profile: canonical/malls" : "path: a.csv\n    profile: canonical/malls"
    let text = refusal("version: 1\nfiles:\n  - \(base)\n    \(line)")
    #expect(text.contains(hint), "\(text)")
    #expect(text.contains("m.yaml"))
  }

  @Test(
    "what is no manifest",
    arguments: [
      "", "just text", "- a\n- b", "version: 2\nfiles: [{path: a, profile: b}]",
      "files: [{path: a, profile: b}]",
      "version: 1", "version: 1\nfiles: []", "version: 1\nfiles: a.csv",
      "version: 1\nfiles: [a.csv]",
      "version: 1\nfiles: [{path: a.csv}]", "version: 1\nfiles: [{profile: canonical/malls}]",
      "version: 1\nfiles: [{path: '', profile: canonical/malls}]", "version: [1\n",
    ])
  func noManifest(_ yaml: String) {
    let text = refusal(yaml)
    #expect(text.contains("m.yaml"), "\(text)")
  }

  @Test("a key given twice is an error, not a choice") func duplicateKey() {
    let text = refusal(
      "version: 1\nfiles: [{path: a.csv, path: b.csv, profile: canonical/malls}]")
    #expect(text.contains("m.yaml"))
  }

  @Test(
    "`with` that is no list of files is an error",
    arguments: ["with: b.csv", "with: [b.csv]", "with: {a: [b.csv]}"])
  func strayWith(_ line: String) {
    let text = refusal("version: 1\nfiles:\n  - path: a.csv\n    profile: x.yaml\n    \(line)")
    #expect(text.contains("with"))
  }

  @Test(
    "zones that PostgreSQL reads otherwise, or not at all, are refused",
    arguments: ["GMT+9", "GMT+0900", "JST", "+09:00", "UTC+9"])
  func strangeZone(_ zone: String) {
    let text = refusal(
      "version: 1\ntimezone: \(zone)\nfiles: [{path: a.csv, profile: canonical/malls}]")
    #expect(text.contains("timezone"))
  }

  @Test("a file that is not there, or not UTF-8") func unreadable() throws {
    func said(_ path: String) -> String { message { _ = try Manifest(path: path) } }
    #expect(
      said("/nonexistent/m.yaml")
        == "/nonexistent/m.yaml is not there: give the path of a manifest (YAML)")
    try withScratch { folder in
      let path = "\(folder)/m.yaml"
      #expect(said(folder).hasPrefix("\(folder) is a folder"))
      for (bytes, words) in [
        ([0x83, 0x65, 0xFF], "is not UTF-8"), ([0xFF, 0xFE, 0x76, 0], "is UTF-16"),
        ([0, 0x76, 0, 0x65], "is UTF-16"), ([], "is not a manifest"),
      ] as [([UInt8], String)] {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(said(path).hasPrefix("\(path) \(words)"), "\(said(path))")
      }
      #expect(said("\(path)/m.yaml").contains("m.yaml/m.yaml is not there"))
      let yaml = "\u{FEFF}version: 1\nfiles: [{path: a.csv, profile: canonical/malls}]"
      try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
      #expect(try Manifest(path: path).entries.count == 1)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      // Root may read it all the same.
      let refused =
        getuid() == 0 ? TextFile.refusal(of: path, EACCES, "a manifest").message : said(path)
      #expect(refused.hasPrefix("\(path) may not be read by this user (Permission denied)"))
    }
  }

  @Test("a wrong word, a key that is there twice, a slash: with the line")
  func places() {
    let head = "version: 1\nfiles:\n  - path: a.csv\n    profile: canonical/malls\n"
    for (line, place, word) in [
      ("    origin: bougth\n", "m.yaml:5", "bougth"), ("    encoding: sjis\n", "m.yaml:5", "sjis"),
      ("    mall: a/b\n", "m.yaml:5", "slash"), ("    merchant: a/b\n", "m.yaml:5", "slash"),
      ("    mall: \"a\u{FEFF}\"\n", "m.yaml:5", "nobody sees"),
      ("    records: many\n", "m.yaml:5", "48211"), ("    sha256: abc\n", "m.yaml:5", "64"),
      ("    timezone: Tokio\n", "m.yaml:5", "Asia/Tokyo"),
      ("    with: b.csv\n", "m.yaml:5", "name: path"),
      ("    supplied_by: 4111111111111111\n", "m.yaml:5", "card number"),
      ("    profile: canonical/orders\n", "line 4", "`profile` stands here, and again"),
    ] {
      let text = refusal(head + line)
      #expect(text.contains(place) && text.contains(word), "\(text)")
    }
    let files = "files: [{path: a.csv, profile: canonical/malls}]"
    #expect(refusal("version: 1\n\ntimezone: Tokio\n\(files)").contains("m.yaml:3"))
    #expect(refusal("\n\nversion: 2\n\(files)").contains("m.yaml:3"))
    #expect(refusal("version: 1\n\nfiles: []").contains("m.yaml:3"))
  }
}
