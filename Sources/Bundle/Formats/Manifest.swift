internal import Crypto
internal import Ledger

/// The signed list of all other files (Docs/bundle.md, "manifest").
struct Manifest {
  let note: SignedNote
  let origin: String
  let run: Int64
  /// SHA-256 in hexadecimal digits, by name.
  let hashes: [String: String]

  static let fileName = "manifest"
  private static let header = "yurai.bundle/v1"

  /// Reads it; no signature is checked.
  init(_ bytes: [UInt8]) throws(Refusal) {
    do throws(NoteError) {
      note = try SignedNote(parsing: bytes)
    } catch {
      throw Refusal("manifest は署名付きの文書ではない（\(error)）。", "It is no signed note: \(error).")
    }
    let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
    guard lines.count >= 3, lines[0].hasSameBytes(as: Self.header), lines[1].hasPrefix("origin "),
      lines[2].hasPrefix("run "), let run = String(lines[2].dropFirst(4)).decimalCount
    else {
      throw Refusal("manifest の最初の 3 行が書式どおりではない。", "Its first three lines are not of its form.")
    }
    origin = String(lines[1].dropFirst(7))
    self.run = run
    var hashes: [String: String] = [:]
    var last = ""
    for line in lines.dropFirst(3) {
      let hash = String(line.prefix(64))
      let name = String(line.dropFirst(66))
      guard hash.isSHA256, line.dropFirst(64).hasPrefix("  "), Self.isName(name),
        !name.hasSameBytes(as: Self.fileName), last.utf8.lexicographicallyPrecedes(name.utf8)
      else { throw Refusal("manifest に書式どおりでない行がある。", "A line of it is not of its form.") }
      hashes[name] = hash
      last = name
    }
    self.hashes = hashes
  }

  /// ASCII letters, digits, `.`, `_` and `-`, in folders: nothing that leads out of one.
  static func isName(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".")
        && part.utf8.allSatisfy { byte in
          byte < 0x80
            && (Character(Unicode.Scalar(byte)).isLetter
              || Character(Unicode.Scalar(byte)).isNumber || "._-".utf8.contains(byte))
        }
    }
  }

  /// Returns if the files are those that are listed.
  func check(_ files: BundleFiles) throws(Refusal) {
    for name in hashes.keys.sorted() where files[name] == nil {
      throw Refusal("\(name) がない。", "There is no file \(name).")
    }
    for name in files.names where !name.hasSameBytes(as: Self.fileName) {
      guard let hash = hashes[name] else {
        throw Refusal("目録にないファイル \(name) がある。", "The file \(name) is not in the manifest.")
      }
      guard SHA256.hex(try files.bytes(name)) == hash else {
        throw Refusal("\(name) が変わっている。", "The file \(name) was changed.")
      }
    }
  }
}

extension SHA256 {
  /// The hash in lower-case hexadecimal digits.
  static func hex(_ bytes: [UInt8]) -> String { hash(data: bytes).hex }
}

extension SHA256Digest {
  /// Lower-case hexadecimal digits.
  var hex: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
