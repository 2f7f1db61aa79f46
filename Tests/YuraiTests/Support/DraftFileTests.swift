import Foundation
import Testing

@testable import Yurai

/// Files with personal data and keys: nobody else reads them at any moment, and they are there whole or not at all.
@Suite struct DraftFileTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test(
    "while it is written there is only the draft, for its owner alone", arguments: [false, true])
  func draft(isShared: Bool) throws {
    try withScratch { folder in
      let path = "\(folder)/letter.txt"
      let file = try DraftFile(for: path, isShared: isShared)
      try file.write(Array("half".utf8))
      let draft = try #require(names(in: folder).first)
      #expect(try names(in: folder) == [draft])
      #expect(draft.hasPrefix("letter.txt.") && (draft == "letter.txt.part") == !isShared)
      #expect(try mode("\(folder)/\(draft)") == 0o600)
      try file.write(Array(" and half".utf8))
      try file.place()
      #expect(try names(in: folder) == ["letter.txt"])
      #expect(try mode(path) == 0o600)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "half and half")
    }
  }

  @Test("what is not placed is gone, and what was there is as before") func dropped() throws {
    try withScratch { folder in
      let path = "\(folder)/letter.txt"
      try DraftFile.write(Array("before".utf8), to: path)
      do {
        let file = try DraftFile(for: path)
        try file.write(Array("after".utf8))
      }
      #expect(try names(in: folder) == ["letter.txt"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
      try DraftFile.write(Array("after".utf8), to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "after")
    }
  }

  @Test("the draft of a killed process is written over, whoever may read it") func leftover() throws
  {
    try withScratch { folder in
      let path = "\(folder)/letter.txt"
      let left = "\(path).part"
      #expect(
        FileManager.default.createFile(
          atPath: left, contents: Data("a longer letter".utf8),
          attributes: [.posixPermissions: 0o644]))
      try DraftFile.write(Array("a letter".utf8), to: path)
      #expect(try names(in: folder) == ["letter.txt"])
      #expect(try mode(path) == 0o600)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "a letter")
    }
  }

  @Test("a link in the draft's place is not followed") func link() throws {
    try withScratch { folder in
      let other = "\(folder)/other"
      try DraftFile.write(Array("other".utf8), to: other)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/letter.txt.part", withDestinationPath: other)
      try DraftFile.write(Array("a letter".utf8), to: "\(folder)/letter.txt")
      #expect(try String(contentsOfFile: other, encoding: .utf8) == "other")
      #expect(try names(in: folder) == ["letter.txt", "other"])
    }
  }

  @Test("placed as new, it replaces nothing") func new() throws {
    try withScratch { folder in
      let path = "\(folder)/key"
      do {
        let first = try DraftFile(for: path, isShared: true)
        let second = try DraftFile(for: path, isShared: true)
        try first.write(Array("first".utf8))
        try second.write(Array("second".utf8))
        #expect(try first.placeIfNew())
        #expect(try !second.placeIfNew())
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "first")
      #expect(try names(in: folder) == ["key"])
    }
  }

  @Test("a folder that is not there is said, with the reason") func refused() throws {
    try withScratch { folder in
      #expect {
        try DraftFile.write(Array("x".utf8), to: "\(folder)/none/letter.txt")
      } throws: { error in
        "\(error)".contains("none/letter.txt cannot be written (No such file or directory)")
      }
    }
  }
}
