internal import Foundation
internal import Matching

/// The installation's secret: 16 random bytes in a file of mode 0600, outside of the database.
///
/// Match keys are keyed with it, so that a copy of the database is no dictionary of phone numbers. Losing
/// it means importing everything again, so it belongs into the backup, apart from the database's.
struct MatchSecretFile {
  /// Where it lies.
  let path: String

  /// The secret of the file; nil when there is none.
  /// - Throws: `YuraiError` when the file is readable by others, or is not a secret.
  func read() throws -> MatchSecret? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else {
      throw YuraiError("\(path) can be read by others: chmod 600 it, then try again")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let secret = Self.secret(hex: text.filter { !$0.isWhitespace })
    else {
      throw YuraiError(
        "\(path) is not a match secret (32 hexadecimal digits): restore it from the backup")
    }
    return secret
  }

  /// Makes a new secret. The file appears whole or not at all; an existing one is never touched.
  func create() throws -> MatchSecret {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    guard let secret = MatchSecret(bytes: bytes) else {
      throw YuraiError("no secret could be made")
    }
    let folder = PathText.folder(of: path)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Not the process's id: in a container it is the same every time, and a killed run leaves its draft.
    let temporary = "\(path).\(UInt64.random(in: 0...UInt64.max, using: &generator))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else {
      throw YuraiError("\(temporary) cannot be written: check the folder")
    }
    defer { unlink(temporary) }
    let text = Array(Hex.text(bytes).utf8) + [0x0A]
    let written = write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
    close(descriptor)
    guard written else { throw YuraiError("\(temporary) cannot be written: is the disk full?") }
    // link() refuses to replace, so of two first runs at once one wins and both use its secret.
    guard link(temporary, path) != 0 else { return secret }
    let reason = String(cString: strerror(errno))
    guard let other = try read() else { throw YuraiError("\(path) cannot be made: \(reason)") }
    return other
  }

  private static func secret(hex: String) -> MatchSecret? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard hex.count == 32, digits.count == 32 else { return nil }
    return MatchSecret(
      bytes: stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
  }
}
