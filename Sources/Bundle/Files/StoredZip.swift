/// Reads a zip (PKWARE APPNOTE 6.3) whose files are stored as they are, as `yurai report --zip`
/// packs them. What the central directory and a file's own header say has to be the same.
struct StoredZip {
  private let bytes: [UInt8]
  private let path: String

  /// The files by name.
  ///
  /// - Throws: ``BundleError``.
  static func files(of bytes: [UInt8], path: String) throws(BundleError) -> [String: [UInt8]] {
    try StoredZip(bytes: bytes, path: path).files()
  }

  private var damaged: BundleError { .damagedZip(path) }

  /// A little-endian number of so many bytes.
  private func number(_ place: Int, _ count: Int) throws(BundleError) -> Int {
    guard place >= 0, place + count <= bytes.count else { throw damaged }
    return bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private func slice(_ place: Int, _ count: Int) throws(BundleError) -> ArraySlice<UInt8> {
    guard place >= 0, count >= 0, place + count <= bytes.count else { throw damaged }
    return bytes[place..<(place + count)]
  }

  private func files() throws(BundleError) -> [String: [UInt8]] {
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notABundle(path) }
    // The end of the central directory is the last thing in the file, without a comment.
    let end = bytes.count - 22
    guard try number(end, 4) == 0x0605_4B50, try number(end + 20, 2) == 0 else { throw damaged }
    let count = try number(end + 10, 2)
    guard count <= BundleFiles.maximumFileCount else { throw .tooMany(path) }
    var place = try number(end + 16, 4)
    guard place + (try number(end + 12, 4)) == end else { throw damaged }
    var files: [String: [UInt8]] = [:]
    // Files lie one after the other, without anything in between.
    var expected = 0
    for _ in 0..<count {
      guard try number(place, 4) == 0x0201_4B50 else { throw damaged }
      let nameLength = try number(place + 28, 2)
      let local = try number(place + 42, 4)
      guard try number(place + 8, 2) & 1 == 0, try number(place + 10, 2) == 0 else {
        throw .packed(path)
      }
      let size = try number(place + 24, 4)
      guard try number(place + 20, 4) == size, local == expected else { throw damaged }
      let name = try slice(place + 46, nameLength)
      guard try number(local, 4) == 0x0403_4B50, try number(local + 8, 2) == 0,
        try number(local + 18, 4) == size, try number(local + 22, 4) == size,
        try slice(local + 30, try number(local + 26, 2)).elementsEqual(name),
        let text = String(validating: name, as: UTF8.self)
      else { throw damaged }
      let start = local + 30 + nameLength + (try number(local + 28, 2))
      let content = try slice(start, size)
      guard CRC32.of(content) == UInt32(try number(place + 16, 4)) else { throw damaged }
      // A folder's own entry ends in a slash and has no content.
      if !(text.hasSuffix("/") && size == 0) {
        guard files.updateValue(Array(content), forKey: text) == nil else { throw damaged }
      }
      expected = start + size
      place += 46 + nameLength + (try number(place + 30, 2)) + (try number(place + 32, 2))
    }
    guard place == end, expected <= end else { throw damaged }
    return files
  }
}

/// The checksum of zip files (ISO 3309).
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }
}
