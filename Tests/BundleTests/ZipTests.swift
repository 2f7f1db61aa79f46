import Foundation
import Testing

@testable import Bundle

struct ZipTests {
  /// A zip of stored files, as the format's notes have it.
  static func zip(_ files: [(String, [UInt8])], method: Int = 0) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in files {
      let shared =
        number(20, 2) + number(0, 2) + number(method, 2) + number(0, 4)
        + number(Int(CRC32.of(content)), 4) + number(content.count, 4) + number(content.count, 4)
        + number(name.utf8.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + shared + number(0, 2) + number(0, 2)
        + number(0, 2) + number(0, 4) + number(bytes.count, 4) + Array(name.utf8)
      bytes += number(0x0403_4B50, 4) + shared + Array(name.utf8) + content
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    return bytes + directory + end
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
    #expect(throws: BundleError.packed("x")) {
      try StoredZip.files(of: Self.zip([("a", [1])], method: 8), path: "x")
    }
    #expect(throws: BundleError.damagedZip("x")) {
      try StoredZip.files(of: Self.zip([("a", [1]), ("a", [2])]), path: "x")
    }
    #expect(throws: BundleError.damagedZip("x")) {
      try StoredZip.files(of: Self.zip([("a", [1])]) + [0], path: "x")
    }
  }

  @Test func bentZipsNeverCrash() throws {
    let zip = Self.zip([("manifest", [1, 2, 3]), ("rules/a.sql", [4]), ("rules/", [])])
    #expect(try StoredZip.files(of: zip, path: "x").keys.sorted() == ["manifest", "rules/a.sql"])
    for place in zip.indices {
      _ = try? StoredZip.files(of: Array(zip.prefix(place)), path: "x")
      for bit in 0..<8 {
        var bent = zip
        bent[place] ^= 1 << UInt8(bit)
        _ = try? StoredZip.files(of: bent, path: "x")
      }
    }
  }
}
