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
  /// - Throws: `YuraiError` when it is a folder, or readable by others, or is not a secret.
  func read() throws -> MatchSecret? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    guard attributes[.type] as? FileAttributeType != .typeDirectory else {
      throw YuraiError(
        "\(path) is a folder, and the match secret is a file: name the file, such as "
          + "\(PathText.joined(path, "match.secret"))")
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
    let file = try DraftFile(for: path, isShared: true)
    try file.write(Array(Hex.text(bytes).utf8) + [0x0A])
    // Of two first runs at once one wins, and both use its secret.
    if try file.placeIfNew() { return secret }
    guard let other = try read() else {
      throw YuraiError("\(path) was there and is gone: run the same again")
    }
    return other
  }

  private static func secret(hex: String) -> MatchSecret? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard hex.count == 32, digits.count == 32 else { return nil }
    return MatchSecret(
      bytes: stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
  }
}
