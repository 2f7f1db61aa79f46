internal import Crypto
internal import Foundation

/// One file of a bundle while it is written: nothing of it stays in memory, and what was written is
/// hashed on the way.
struct BundleFile: ~Copyable {
  /// What a file of a bundle came to.
  struct Entry: Sendable {
    /// Its path in the bundle.
    let name: String
    /// Lower-case hex.
    let sha256: String
    /// For the ZIP.
    let crc: UInt32
    /// In bytes.
    let size: Int
  }

  private let name: String
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private var crc = CRC32()
  private var size = 0

  /// Makes the file below `folder`, and the folders of its name.
  init(_ name: String, in folder: String) throws {
    let path = "\(folder)/\(name)"
    let parent = PathText.folder(of: path)
    try? FileManager.default.createDirectory(
      atPath: parent, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw YuraiError("\(path) cannot be written: check the folder") }
    self.name = name
    self.handle = handle
  }

  mutating func write(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    try flushWhenLarge()
  }

  mutating func write(_ text: String) throws { try write(text.utf8) }

  /// One row of a CSV file.
  mutating func row(_ fields: [String]) throws {
    CSVRow.append(fields, to: &buffer)
    try flushWhenLarge()
  }

  private mutating func flushWhenLarge() throws {
    if buffer.count > 1 << 16 { try flush() }
  }

  private mutating func flush() throws {
    hash.update(data: buffer)
    crc.update(buffer)
    size += buffer.count
    do { try handle.write(contentsOf: Data(buffer)) } catch {
      throw YuraiError("\(name) cannot be written: is the disk full?")
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and closes it.
  consuming func close() throws -> Entry {
    try flush()
    do {
      try handle.synchronize()
      try handle.close()
    } catch { throw YuraiError("\(name) cannot be written: is the disk full?") }
    return Entry(
      name: name, sha256: Hex.text(Array(hash.finalize())), crc: crc.value, size: size)
  }
}
