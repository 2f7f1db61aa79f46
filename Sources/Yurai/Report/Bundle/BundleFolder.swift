internal import Foundation

/// The directory of a bundle: there whole, or not at all.
struct BundleFolder {
  /// First line of a bundle's manifest.
  static let mark = "yurai.bundle/v1"

  let path: String
  /// Where it is written until it is whole: beside it, so that it only has to be renamed.
  let draft: String
  /// Where it is packed, for `--zip`.
  var archive: String { path + ".zip" }
  private var draftArchive: String { draft + ".zip" }

  /// - Throws: `YuraiError` when something is at `path` that is no bundle.
  init(_ path: String) throws {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard !trimmed.isEmpty, trimmed != "/",
      ![".", ".."].contains(PathText.name(of: trimmed))
    else { throw YuraiError("--output names a directory of its own for the bundle", exit: .usage) }
    self.path = trimmed
    draft =
      PathText.joined(
        PathText.folder(of: trimmed),
        ".\(PathText.name(of: trimmed)).\(getpid()).partial")
    try refuseForeign()
  }

  /// Makes the empty draft.
  func begin() throws {
    let manager = FileManager.default
    try? manager.removeItem(atPath: draft)
    do {
      try manager.createDirectory(atPath: draft, withIntermediateDirectories: true)
    } catch { throw YuraiError("\(draft) cannot be made: check the folder above \(path)") }
  }

  /// Removes what was not finished.
  func abandon() {
    try? FileManager.default.removeItem(atPath: draft)
    try? FileManager.default.removeItem(atPath: draftArchive)
  }

  /// Packs the draft beside it.
  func pack(_ entries: [BundleFile.Entry]) throws {
    try ZipWriter.pack(entries, of: draft, to: draftArchive)
  }

  /// Puts the draft in its place, and in place of an older bundle there; likewise its archive.
  func finish(isPacked: Bool) throws {
    try refuseForeign()
    let manager = FileManager.default
    let older = draft + ".older"
    try? manager.removeItem(atPath: older)
    let wasThere = manager.fileExists(atPath: path)
    do {
      if wasThere { try manager.moveItem(atPath: path, toPath: older) }
      do {
        try manager.moveItem(atPath: draft, toPath: path)
      } catch {
        if wasThere { try? manager.moveItem(atPath: older, toPath: path) }
        throw error
      }
      if isPacked, rename(draftArchive, archive) != 0 {
        throw YuraiError("\(archive) cannot be written; the bundle is in \(path)")
      }
    } catch let error as YuraiError {
      throw error
    } catch { throw YuraiError("\(path) cannot be put in place: check the folder above it") }
    try? manager.removeItem(atPath: older)
  }

  /// An empty directory or an older bundle may be replaced, anything else not.
  private func refuseForeign() throws {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isDirectory) else { return }
    let names = (try? manager.contentsOfDirectory(atPath: path)) ?? [""]
    guard isDirectory.boolValue, names.isEmpty || Self.isBundle(path) else {
      throw YuraiError(
        "\(path) is there and is no bundle of yurai: it is not overwritten. Name another directory")
    }
  }

  private static func isBundle(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: "\(path)/manifest") else { return false }
    defer { try? file.close() }
    let start = try? file.read(upToCount: mark.utf8.count + 1)
    return start == Data((mark + "\n").utf8)
  }
}
