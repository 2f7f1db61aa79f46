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
    let free: Set<String> = ["README.txt", "report.html", "report.schema.json", "manifest"]
    for (name, bytes) in files where !free.contains(name) {
      for count in [0, 1, bytes.count / 3, bytes.count - 2] where count < bytes.count {
        var changed = files
        changed[name] = Array(bytes.prefix(count))
        let isEmptyHistory = name == "checkpoints.jsonl" && count == 0
        #expect(isRefused(try world.sealed(changed)) || isEmptyHistory, "\(name) cut to \(count)")
      }
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
        var changed = files
        changed[name]?[place] ^= 0x04
        _ = isRefused(try world.sealed(changed))
      }
    }
  }
}
