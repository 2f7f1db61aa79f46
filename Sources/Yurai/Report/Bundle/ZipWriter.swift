internal import Foundation

/// Packs files as they are into a ZIP (APPNOTE 6.3.2, method 0) with one fixed time, so that the same
/// files give the same bytes.
enum ZipWriter {
  /// 1980-01-01 00:00, the first day that the format knows.
  private static let day: UInt16 = 0x0021
  private static let limit = Int(UInt32.max)

  /// Packs `entries` of `folder`, in their order, into a new file at `path`.
  /// - Throws: `YuraiError` beyond 4 GB or 65,535 files, which the format has no room for.
  static func pack(_ entries: [BundleFile.Entry], of folder: String, to path: String) throws {
    let records = entries.reduce(0) { $0 + $1.size + 2 * $1.name.utf8.count + 76 }
    guard entries.count < 0xFFFF, records < limit else {
      throw YuraiError("the bundle is larger than a ZIP can be (4 GB): leave --zip out")
    }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let out = FileHandle(forWritingAtPath: path)
    else { throw YuraiError("\(path) cannot be written: check the folder") }
    do {
      try write(entries, of: folder, to: out)
      try out.synchronize()
      try out.close()
    } catch let error as YuraiError {
      throw error
    } catch { throw YuraiError("\(path) cannot be written: is the disk full?") }
  }

  private static func write(
    _ entries: [BundleFile.Entry], of folder: String, to out: FileHandle
  ) throws {
    var directory: [UInt8] = []
    var offset = 0
    for entry in entries {
      let name = Array(entry.name.utf8)
      let common = fields(of: entry, name)
      let header = [0x50, 0x4B, 3, 4] + common + bytes(UInt16(0)) + name
      directory +=
        [0x50, 0x4B, 1, 2] + bytes(UInt16(0x0314)) + common + [UInt8](repeating: 0, count: 8)
        + bytes(UInt32(0o100644) << 16) + bytes(UInt32(offset)) + name
      try out.write(contentsOf: Data(header))
      try copy("\(folder)/\(entry.name)", entry, to: out)
      offset += header.count + entry.size
    }
    let count = bytes(UInt16(entries.count))
    let end =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + bytes(UInt32(directory.count))
      + bytes(UInt32(offset)) + [0, 0]
    try out.write(contentsOf: Data(directory + end))
  }

  /// What the local header and the central directory share: version 2.0, names in UTF-8, stored.
  private static func fields(of entry: BundleFile.Entry, _ name: [UInt8]) -> [UInt8] {
    let size = bytes(UInt32(entry.size))
    return bytes(UInt16(20)) + bytes(UInt16(0x0800)) + bytes(UInt16(0)) + bytes(UInt16(0))
      + bytes(day) + bytes(entry.crc) + size + size + bytes(UInt16(name.count))
  }

  private static func copy(_ path: String, _ entry: BundleFile.Entry, to out: FileHandle) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw YuraiError("\(path) is gone while the bundle is packed")
    }
    defer { try? file.close() }
    var copied = 0
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      try out.write(contentsOf: piece)
      copied += piece.count
    }
    guard copied == entry.size else {
      throw YuraiError("\(path) was changed while the bundle is packed")
    }
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
