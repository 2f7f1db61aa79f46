/// Reads a zip (PKWARE APPNOTE 6.3) as `yurai report --zip` packs it, and no other.
///
/// What is in it is decided by the files alone: headers are made anew of the names and contents and have to be the same bytes.
/// So there is no second way to read it, in which another file might be seen.
struct StoredZip {
  private let bytes: [UInt8]
  private let path: String

  private static let localMark = 0x0403_4B50
  private static let endMark = 0x0605_4B50

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
    // A bit of either end may be wrong: a zip is then damaged, and not something else.
    let end = bytes.count - 22
    let hasEnd = (try? number(end, 4)) == Self.endMark
    guard hasEnd || bytes.starts(with: [0x50, 0x4B]) else { throw .notABundle(path) }
    try refusePacked()
    guard hasEnd else { throw damaged }
    let count = try number(end + 10, 2)
    guard count <= BundleFiles.maximumFileCount else { throw .tooMany(path) }
    var files: [String: [UInt8]] = [:]
    var directory: [UInt8] = []
    var place = 0
    for _ in 0..<count {
      guard try number(place, 4) == Self.localMark else { throw damaged }
      let size = try number(place + 22, 4)
      let name = try slice(place + 30, try number(place + 26, 2))
      let start = place + 30 + name.count
      let content = try slice(start, size)
      let shared = Self.shared(name, content)
      guard try slice(place, 30 + name.count).elementsEqual(Self.local(shared, name)),
        let text = String(validating: name, as: UTF8.self), Manifest.isName(text),
        files.updateValue(Array(content), forKey: text) == nil
      else { throw damaged }
      directory += Self.central(shared, name, at: place)
      place = start + size
    }
    // The directory begins where the last file ends, and the end record is the end of the file.
    let last = Self.end(count, directory: directory.count, at: place)
    guard try slice(place, bytes.count - place).elementsEqual(directory + last) else {
      throw damaged
    }
    return files
  }

  /// A zip that somebody else packed is none of ours, and is not damaged either.
  private func refusePacked() throws(BundleError) {
    let end = bytes.count - 22
    guard let central = try? number(end + 16, 4), let flags = try? number(central + 8, 2),
      let method = try? number(central + 10, 2), (try? number(6, 2)) == flags,
      (try? number(8, 2)) == method
    else { return }
    guard flags & 1 == 0, method == 0 else { throw .packed(path) }
  }

  private static func field(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// What both headers have: version 2.0, a name in UTF-8, stored, 1980-01-01 00:00, no extra field.
  private static func shared(_ name: ArraySlice<UInt8>, _ content: ArraySlice<UInt8>) -> [UInt8] {
    field(20, 2) + field(0x0800, 2) + field(0, 4) + field(0x0021, 2)
      + field(Int(CRC32.of(content)), 4) + field(content.count, 4) + field(content.count, 4)
      + field(name.count, 2) + field(0, 2)
  }

  private static func local(_ shared: [UInt8], _ name: ArraySlice<UInt8>) -> [UInt8] {
    field(localMark, 4) + shared + name
  }

  /// Made on Unix, without a comment, on the first disk, of mode 0644.
  private static func central(
    _ shared: [UInt8], _ name: ArraySlice<UInt8>, at place: Int
  ) -> [UInt8] {
    field(0x0201_4B50, 4) + field(0x0314, 2) + shared + field(0, 6) + field(0o100644 << 16, 4)
      + field(place, 4) + name
  }

  private static func end(_ count: Int, directory: Int, at place: Int) -> [UInt8] {
    field(endMark, 4) + field(0, 4) + field(count, 2) + field(count, 2) + field(directory, 4)
      + field(place, 4) + field(0, 2)
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
