internal import Foundation
internal import Ledger

/// The ledger's private keys and the last checkpoint that they signed, in a folder outside of the database.
///
/// `keys` (mode 0600) holds one `PRIVATE+KEY+…` a line, the current one first; `checkpoint` the last signed note;
/// `recovery`, while a recovery is not yet signed, the head that ends with its leaf; `recoveries` the leaves of those that
/// were signed, a line each. All are replaced whole: written beside, synced, renamed.
struct LedgerKeys {
  /// Where they lie.
  let folder: String

  private var keyPath: String { "\(folder)/keys" }
  private var checkpointPath: String { "\(folder)/checkpoint" }
  private var recoveryPath: String { "\(folder)/recovery" }
  private var recoveriesPath: String { "\(folder)/recoveries" }

  /// The keys; none when there is no file.
  /// - Throws: `YuraiError` when others can read the file, or it is not made of keys of one name.
  func read() throws -> [SignerKey] {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: keyPath) else {
      return []
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else {
      throw YuraiError("\(keyPath) can be read by others: chmod 600 it, then try again")
    }
    let lines = (try? String(contentsOfFile: keyPath, encoding: .utf8))?
      .split(separator: "\n").map(String.init)
    guard let keys = lines.flatMap({ try? $0.map { try SignerKey(privateText: $0) } }),
      Set(keys.map(\.name)).count == 1, keys.allSatisfy({ $0.algorithm == .ed25519 })
    else {
      throw YuraiError(
        "\(keyPath) does not hold the ledger's keys (PRIVATE+KEY+…, of one name): restore it from the backup"
      )
    }
    return keys
  }

  /// Replaces the keys.
  func write(_ keys: [SignerKey]) throws {
    try replace(keyPath, by: Array(keys.map { $0.privateText + "\n" }.joined().utf8))
  }

  /// The note of the last checkpoint that was signed; nil when there was none.
  func lastCheckpoint() throws -> SignedNote? {
    guard FileManager.default.fileExists(atPath: checkpointPath) else { return nil }
    guard let data = FileManager.default.contents(atPath: checkpointPath),
      let note = try? SignedNote(parsing: Array(data))
    else {
      throw YuraiError(
        "\(checkpointPath) is not the last signed checkpoint: restore it from the backup, or from a bundle"
      )
    }
    return note
  }

  /// Keeps the last checkpoint, before anybody gets to see it.
  func keep(_ note: SignedNote) throws { try replace(checkpointPath, by: note.bytes) }

  /// The head of the ledger that ends with the leaf of a recovery, as `yurai db recover` left it; nil when there is none.
  ///
  /// That a leaf in the database says that the ledger was set back is not enough: its owner could write one.
  func recovery() -> Checkpoint? {
    FileManager.default.contents(atPath: recoveryPath).flatMap {
      try? Checkpoint(text: String(decoding: $0, as: UTF8.self))
    }
  }

  /// Keeps that head, before its leaf is in the database.
  func keep(recovery head: Checkpoint) throws {
    try replace(recoveryPath, by: Array(head.text.utf8))
  }

  /// Forgets it, once what follows it was signed.
  func forgetRecovery() { unlink(recoveryPath) }

  /// The leaves of all recoveries that were signed, in their order; none when there is no file.
  ///
  /// A backup that is restored later may lack them, and the next recovery has to name them all the same.
  /// - Throws: `YuraiError` when a line is no leaf.
  func recoveries() throws -> [String] {
    guard let data = FileManager.default.contents(atPath: recoveriesPath) else { return [] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard
      lines.allSatisfy({ (try? JSONSerialization.jsonObject(with: Data($0.utf8))) is [String: Any] }
      )
    else { throw foreignRecovery }
    return lines
  }

  /// Why a file `recoveries` is not used.
  var foreignRecovery: YuraiError {
    YuraiError(
      "\(recoveriesPath) does not hold the recoveries that this ledger's keys signed, a leaf a line: bring it back from the "
        + "folder's own backup. Every bundle since holds them too, in ledger.jsonl",
      exit: .unexplained)
  }

  /// Keeps the leaves of recoveries that are being signed, with those of before.
  func keep(recoveries leaves: [String]) throws {
    let known = try recoveries()
    let new = leaves.filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    try replace(recoveriesPath, by: Array((known + new).map { $0 + "\n" }.joined().utf8))
  }

  private func replace(_ path: String, by bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try KeptFile(path: path).replace(by: bytes)
  }
}
