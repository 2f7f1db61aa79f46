internal import Crypto
internal import Foundation
internal import Synchronization
internal import Tabular

/// What a file is, found by reading all of it once: kind, encoding, size and SHA-256.
struct FileInspection: Sendable {
  let encoding: TextEncoding
  let bytes: Int64
  let sha256: [UInt8]
  /// Whether the last byte ends a line. A short last row without it is a file that was cut off.
  let endsLine: Bool

  private let path: String
  private let name: String
  private let stamp: FileStamp?

  /// The hash as `sha256sum` prints it.
  var hash: String {
    Hex.text(sha256)
  }

  /// Reads `path`. The hash is made on a second thread beside the search for the encoding.
  /// - Throws: `YuraiError` when the file is not text, says it is what it is not, or has another hash.
  init(path: String, wanted: String, name: String) throws {
    try Self.requireFile(path, name)
    (self.path, self.name, stamp) = (path, name, FileStamp(path))
    let hashing = HashingThread(path: path)
    let kind: FileKind
    do { kind = try FileProbe.probe(path: path) } catch {
      throw YuraiError("\(name): \(error.description)")
    }
    encoding = try Self.encoding(of: kind, wanted: wanted, name: name)
    guard let result = hashing.wait() else {
      throw YuraiError("\(name) cannot be read to its end: try again")
    }
    (sha256, bytes, endsLine) = result
  }

  /// The file is read again when it is loaded: what is loaded has to be what the hash is of.
  /// - Throws: `YuraiError` when it was written to, or replaced, since.
  func requireUnchanged() throws {
    guard isCurrent else {
      throw YuraiError(
        "\(name) was changed while it was read, and nothing of it was loaded: import it again when it is complete"
      )
    }
  }

  /// Whether the file was not written to, and not replaced, since.
  var isCurrent: Bool { FileStamp(path) == stamp }

  /// It is read more than once, and a pipe would wait for whoever writes to it.
  private static func requireFile(_ path: String, _ name: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
      throw YuraiError("\(name) is a pipe or a device: save it as a file first")
    }
  }

  private static func encoding(of kind: FileKind, wanted: String, name: String) throws
    -> TextEncoding
  {
    switch kind {
    case .text(let found, _): return wanted == "cp932" ? .cp932 : wanted == "utf-8" ? .utf8 : found
    case .gzip: throw YuraiError("\(name) is compressed with gzip: unpack it first (gunzip -k)")
    case .zip:
      throw YuraiError(
        "\(name) is a zip archive or an Excel workbook: unpack it, or save the sheet as CSV")
    case .utf16: throw YuraiError("\(name) is UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
    case .iso2022JP(let offset):
      throw YuraiError(
        "\(name) is ISO-2022-JP (JIS: an escape sequence of it stands at offset \(offset)), and nothing of it is read: convert "
          + "it to UTF-8 (iconv -f ISO-2022-JP -t UTF-8)")
    case .eucJP:
      throw YuraiError(
        "\(name) is EUC-JP, and nothing of it is read: convert it to UTF-8 (iconv -f EUC-JP-MS -t UTF-8)"
      )
    case .empty: throw YuraiError("\(name) is empty: not even a header. Was the export cut off?")
    default: throw YuraiError("\(name) is not text (it holds binary data): export it as CSV")
    }
  }
}

/// What changes when a file is written to, or another one takes its place.
private struct FileStamp: Equatable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// Nil when there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

/// Hashes a file on a thread of its own.
private final class HashingThread: Sendable {
  private let result = Mutex<([UInt8], Int64, Bool)?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(path: String) {
    let thread = Thread { [self] in
      result.withLock { $0 = Self.hash(path) }
      done.signal()
    }
    thread.start()
  }

  func wait() -> ([UInt8], Int64, Bool)? {
    done.wait()
    return result.withLock { $0 }
  }

  private static func hash(_ path: String) -> ([UInt8], Int64, Bool)? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    var bytes: Int64 = 0
    var last: UInt8 = 0
    let size = 1 << 20
    return withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer in
      while true {
        let count = read(file.fileDescriptor, buffer.baseAddress, size)
        guard count >= 0 else { return nil }
        if count == 0 { return (Array(hash.finalize()), bytes, last == 0x0A || last == 0x0D) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        bytes += Int64(count)
        last = buffer[count - 1]
      }
    }
  }
}
