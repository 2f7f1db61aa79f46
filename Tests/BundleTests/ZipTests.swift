import Foundation
import Testing

@testable import Bundle

struct ZipTests {
  /// What somebody else might write in the place of what yurai does.
  struct Bent {
    var method = 0
    var flags = 0x0800
    /// In the local header only.
    var localDate = 0x0021
    var localFlags: Int?
    var localCRC: UInt32?
    var extra: [UInt8] = []
    /// Between the last file and the central directory.
    var hidden: [UInt8] = []
    var comment: [UInt8] = []
    var before: [UInt8] = []
  }

  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A zip of stored files, as the format's notes and yurai's writer have it.
  static func zip(_ files: [(String, [UInt8])], _ bent: Bent = Bent()) -> [UInt8] {
    var bytes = bent.before
    var directory: [UInt8] = []
    for (name, content) in files {
      func shared(_ flags: Int, _ date: Int, _ crc: UInt32) -> [UInt8] {
        number(20, 2) + number(flags, 2) + number(bent.method, 2) + number(0, 2) + number(date, 2)
          + number(Int(crc), 4) + number(content.count, 4) + number(content.count, 4)
          + number(name.utf8.count, 2) + number(bent.extra.count, 2)
      }
      let crc = CRC32.of(content)
      directory +=
        number(0x0201_4B50, 4) + number(0x0314, 2) + shared(bent.flags, 0x0021, crc)
        + number(0, 6) + number(0o100644 << 16, 4) + number(bytes.count, 4) + Array(name.utf8)
        + bent.extra
      bytes +=
        number(0x0403_4B50, 4)
        + shared(bent.localFlags ?? bent.flags, bent.localDate, bent.localCRC ?? crc)
        + Array(name.utf8) + bent.extra + content
    }
    bytes += bent.hidden
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(bent.comment.count, 2)
    return bytes + directory + end + bent.comment
  }

  @Test func checksumIsThatOfZip() { #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926) }

  @Test func aStoredZipIsTheFolder() throws {
    var world = try World()
    world.tell()
    let files = try world.files()
    let packed = Self.zip(files.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    let read = try StoredZip.files(of: packed, path: "x.zip")
    #expect(read == files)
    #expect(BundleVerifier().verify(BundleFiles(read)).standing == .consistent)
  }

  @Test func othersAreRefused() {
    #expect(throws: BundleError.notABundle("x")) { try StoredZip.files(of: [1, 2], path: "x") }
    for packed in [Bent(method: 8), Bent(flags: 0x0801)] {
      #expect(throws: BundleError.packed("x")) {
        try StoredZip.files(of: Self.zip([("a", [1])], packed), path: "x")
      }
    }
    for files in [
      [("a", [1]), ("a", [2])], [("rules/", [])], [("../a", [1])], [("a\u{0}", [1])],
    ] as [[(String, [UInt8])]] {
      #expect(throws: BundleError.damagedZip("x")) {
        try StoredZip.files(of: Self.zip(files), path: "x")
      }
    }
  }

  /// A reader that follows the stream sees another report than one that follows the directory.
  @Test func nothingIsHiddenInAZip() throws {
    let files: [(String, [UInt8])] = [("report.html", [1, 2, 3]), ("manifest", [4])]
    let whole = Self.zip(files)
    #expect(try StoredZip.files(of: whole, path: "x").count == 2)
    let second = Self.zip([("report.html", [9])]).prefix(30 + 11 + 1)
    let unicodePath: [UInt8] = [0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 0x61]
    for bent in [
      Bent(localDate: 0x5A21), Bent(localFlags: 0x0808), Bent(localCRC: 0), Bent(flags: 0),
      Bent(extra: unicodePath), Bent(hidden: Array(second)), Bent(hidden: [0]),
      Bent(comment: [0x61]), Bent(before: [0]), Bent(before: Array(second)),
    ] {
      #expect(throws: BundleError.damagedZip("x"), "\(bent)") {
        try StoredZip.files(of: Self.zip(files, bent), path: "x")
      }
    }
    #expect(throws: BundleError.damagedZip("x")) {
      try StoredZip.files(of: whole + [0], path: "x")
    }
  }

  /// Every bit of a header, and every byte that is missing.
  @Test func aChangedBitIsDamage() throws {
    let zip = Self.zip([("manifest", [1, 2, 3]), ("rules/a.sql", [4])])
    #expect(try StoredZip.files(of: zip, path: "x").keys.sorted() == ["manifest", "rules/a.sql"])
    for place in zip.indices {
      if place >= 2 {
        #expect(throws: BundleError.damagedZip("x"), "cut to \(place)") {
          try StoredZip.files(of: Array(zip.prefix(place)), path: "x")
        }
      }
      for bit in 0..<8 {
        var bent = zip
        bent[place] ^= 1 << UInt8(bit)
        let error = #expect(throws: BundleError.self, "byte \(place), bit \(bit)") {
          try StoredZip.files(of: bent, path: "x")
        }
        #expect(error?.isRefusal == true, "byte \(place), bit \(bit)")
      }
    }
  }
}
