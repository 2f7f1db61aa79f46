import Ledger
import Testing

@testable import Bundle

/// Bundles that were changed by somebody without the key, or by chance.
struct DamageTests {
  private static func bundle() throws -> [String: [UInt8]] {
    var world = try World()
    world.tell()
    return try world.files()
  }

  private func isRefused(_ files: [String: [UInt8]]) -> Bool {
    BundleVerifier().verify(BundleFiles(files)).standing == .refused
  }

  @Test func aChangedByteAnywhereIsFound() throws {
    let files = try Self.bundle()
    for (name, bytes) in files {
      let step = max(1, bytes.count / 7)
      for place in Set(stride(from: 0, to: bytes.count, by: step)).union([bytes.count - 1]) {
        for bit: UInt8 in [0x01, 0x20, 0x80] {
          var changed = files
          changed[name]?[place] ^= bit
          #expect(isRefused(changed), "\(name), byte \(place), bit \(bit)")
        }
      }
    }
  }

  @Test func everyByteOfTheCheckpointAndTheManifest() throws {
    let files = try Self.bundle()
    for name in ["checkpoint", "manifest"] {
      for place in 0..<(files[name]?.count ?? 0) {
        var changed = files
        changed[name]?[place] ^= 0x01
        #expect(isRefused(changed), "\(name), byte \(place)")
      }
    }
  }

  /// While a key is replaced both sign, and neither line is there for show.
  @Test func everyBitOfTheSignaturesOfTwoKeys() throws {
    var world = try World()
    world.tell()
    let second = try World.signer(2)
    world.append("key", #""change" : "added", "vkey" : "\#(second.verifierKey.text)""#)
    world.signers.append(second)
    let sound = try world.files()
    let verification = BundleVerifier(key: world.key.verifierKey).verify(BundleFiles(sound))
    #expect(verification.claims.filter(\.isFailed) == [])
    let manifest = sound["manifest"] ?? []
    let start = try SignedNote(parsing: manifest).text.utf8.count
    #expect(manifest.count - start > 2 * 100)
    func opens(_ manifest: [UInt8]) -> Bool {
      var examination = Examination()
      let files = BundleFiles(["manifest": manifest, "keys": sound["keys"] ?? []])
      return Opening(files, &examination).manifest != nil
    }
    #expect(opens(manifest))
    for place in start..<manifest.count {
      for bit in 0..<8 {
        var changed = manifest
        changed[place] ^= 1 << UInt8(bit)
        #expect(!opens(changed), "byte \(place - start) of \(manifest.count - start), bit \(bit)")
      }
    }
    let lines = try SignedNote(parsing: manifest).signatures.map { Array(($0.line + "\n").utf8) }
    let unknown = try SignedNote.sign("a\n", by: [World.signer(3, "other.example/log")]).signatures
    for line in lines + unknown.map({ Array(($0.line + "\n").utf8) }) {
      #expect(!opens(manifest + line))
    }
    #expect(!opens(Array(manifest.dropLast(lines[1].count))))
    #expect(opens(Array(manifest.prefix(start + 1)) + lines[1] + lines[0]))
  }

  @Test func aFileCutEmptiedRemovedOrAddedIsFound() throws {
    let files = try Self.bundle()
    for (name, bytes) in files {
      for count in [0, 1, bytes.count / 2, bytes.count - 1] {
        var changed = files
        changed[name] = Array(bytes.prefix(count))
        #expect(isRefused(changed), "\(name) cut to \(count)")
      }
      var changed = files
      changed[name] = nil
      #expect(isRefused(changed), "\(name) removed")
      changed = files
      changed[name + ".more"] = [1]
      #expect(isRefused(changed), "\(name) added to")
    }
    #expect(isRefused([:]))
    #expect(!isRefused(files))
  }

  /// The same damage under a signature of its own: nothing crashes, and nothing without an audit,
  /// an import list, a census or a ledger is ever green.
  @Test func damageThatIsSigned() throws {
    var world = try World()
    world.tell()
    let files = try world.files()
    // These are for people; nothing in them is checked.
    let free: Set<String> = ["README.txt", "report.html", "manifest"]
    for (name, bytes) in files where !free.contains(name) {
      for count in [0, 1, bytes.count / 3, bytes.count - 2] where count < bytes.count {
        var changed = files
        changed[name] = Array(bytes.prefix(count))
        #expect(isRefused(try world.sealed(changed)), "\(name) cut to \(count)")
      }
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
        var changed = files
        changed[name]?[place] ^= 0x04
        _ = isRefused(try world.sealed(changed))
      }
    }
  }
}
