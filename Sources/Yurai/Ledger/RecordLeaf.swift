internal import Foundation
internal import Ledger
internal import Rendering

/// What a leaf of the records' tree says: coarse facts, and the commitment.
///
/// It is kept as 49 bytes and hashed as the JSON text that Docs/bundle.md gives.
struct RecordLeaf: Hashable {
  /// Number of the pair of mall and merchant; 0 when no event is placed.
  var outlet: Int32
  /// First day of the tenancy, in days from 1970-01-01.
  var tenancy: Int32?
  /// Day of the earliest placed event in the mall's time zone, in days from 1970-01-01.
  var day: Int32?
  var batch: Int32
  /// Position in the type `verdict`.
  var verdict: UInt8
  var commitment: TreeHash

  /// Bytes of a leaf in `record_tile.leaves`.
  static let byteCount = 49
  /// Leaves of a tile.
  static let perTile = 256
  /// The verdict of a place that is empty.
  static let emptyVerdict: UInt8 = 255
  /// The text of a place that is empty.
  static let emptyText: StaticString = #"["yurai.empty/v1"]"#

  /// The verdict at a position of the type `verdict`.
  static func label(_ verdict: UInt8) -> StaticString {
    switch verdict {
    case 0: "erased"
    case 1: "purchased"
    case 2: "untraced"
    case 3: "contradicted"
    case 4: "partial"
    case 5: "uncorroborated"
    case 6: "received"
    default: "traced"
    }
  }

  /// Writes the 49 bytes of a leaf into a tile.
  static func write(
    outlet: Int32, tenancy: Int32?, day: Int32?, batch: Int32, verdict: UInt8,
    commitment: Slice<UnsafeRawBufferPointer>, to tile: inout [UInt8], at slot: Int
  ) {
    tile.withUnsafeMutableBytes { bytes in
      let leaf = UnsafeMutableRawBufferPointer(
        rebasing: bytes[slot * byteCount..<(slot + 1) * byteCount])
      leaf.storeBytes(of: outlet.bigEndian, as: Int32.self)
      leaf.storeBytes(of: (tenancy ?? .min).bigEndian, toByteOffset: 4, as: Int32.self)
      leaf.storeBytes(of: (day ?? .min).bigEndian, toByteOffset: 8, as: Int32.self)
      leaf.storeBytes(of: batch.bigEndian, toByteOffset: 12, as: Int32.self)
      leaf[16] = verdict
      UnsafeMutableRawBufferPointer(rebasing: leaf[17...]).copyBytes(from: commitment)
    }
  }

  /// A place that is empty, as 49 bytes.
  static let emptyBytes: [UInt8] =
    Array(repeating: 0, count: 16) + [emptyVerdict] + Array(repeating: 0, count: 32)

  /// Reads 49 bytes; nil for a place that is empty.
  init?(bytes: ArraySlice<UInt8>) {
    func number(_ offset: Int) -> Int32 {
      var value: UInt32 = 0
      for byte in bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + 4)] {
        value = value << 8 | UInt32(byte)
      }
      return Int32(bitPattern: value)
    }
    guard bytes.count == Self.byteCount, let commitment = TreeHash(bytes.suffix(32)) else {
      return nil
    }
    verdict = bytes[bytes.startIndex + 16]
    guard verdict <= 7 else { return nil }
    outlet = number(0)
    tenancy = number(4) == .min ? nil : number(4)
    day = number(8) == .min ? nil : number(8)
    batch = number(12)
    self.commitment = commitment
  }

  init(
    outlet: Int32, tenancy: Int32?, day: Int32?, batch: Int32, verdict: UInt8,
    commitment: TreeHash
  ) {
    self.outlet = outlet
    self.tenancy = tenancy
    self.day = day
    self.batch = batch
    self.verdict = verdict
    self.commitment = commitment
  }
}

/// Writes the text of leaves, straight from their 49 bytes.
///
/// Many threads write millions of them: so what they share is one array, asked for once a tile, and static text.
struct RecordLeafWriter: Sendable {
  /// How the texts of each outlet begin, one after the other.
  private let heads: [UInt8]
  /// Where an outlet's begins and ends there.
  private let ranges: [Int32: Range<Int>]
  /// Bytes that the longest text can have.
  let longest: Int

  init(places: Places) {
    var heads: [UInt8] = []
    var ranges: [Int32: Range<Int>] = [:]
    for (outlet, place) in places.all {
      var record = CanonicalRecord()
      record.start("yurai.record/v1")
      for name in [place.mall, place.merchant] {
        if name.isEmpty { record.appendNull() } else { record.append(text: Array(name.utf8).span) }
      }
      ranges[outlet] = heads.count..<heads.count + record.bytes.count
      heads += record.bytes
    }
    self.heads = heads
    self.ranges = ranges
    longest = (ranges.values.map(\.count).max() ?? 0) + 192
  }

  /// Hands out what writes texts in UTF-8, one by one from the 49 bytes of a leaf: an empty one before each.
  func withTexts<R>(_ body: ((UnsafeRawBufferPointer, inout OutputSpan<UInt8>) -> Void) -> R) -> R {
    heads.withUnsafeBufferPointer { heads in
      body { leaf, text in
        let range = ranges[Self.number(leaf, 0)]
        Self.write(leaf, head: range.map { UnsafeBufferPointer(rebasing: heads[$0]) }, to: &text)
      }
    }
  }

  /// The text of a leaf.
  func text(_ leaf: ArraySlice<UInt8>) -> [UInt8] {
    withTexts { write in
      leaf.withUnsafeBytes { leaf in [UInt8](capacity: longest) { write(leaf, &$0) } }
    }
  }

  private static func number(_ leaf: UnsafeRawBufferPointer, _ offset: Int) -> Int32 {
    Int32(bigEndian: leaf.loadUnaligned(fromByteOffset: offset, as: Int32.self))
  }

  private static func write(
    _ leaf: UnsafeRawBufferPointer, head: UnsafeBufferPointer<UInt8>?,
    to text: inout OutputSpan<UInt8>
  ) {
    guard leaf[16] != RecordLeaf.emptyVerdict else {
      return append(RecordLeaf.emptyText, to: &text)
    }
    if let head {
      for byte in head { text.append(byte) }
    } else {
      append(#"["yurai.record/v1", null, null"#, to: &text)
    }
    append(day: number(leaf, 4), to: &text)
    append(day: number(leaf, 8), to: &text)
    append(", ", to: &text)
    append(number: UInt32(bitPattern: number(leaf, 12)), to: &text)
    append(#", ""#, to: &text)
    append(RecordLeaf.label(leaf[16]), to: &text)
    append(#"", ""#, to: &text)
    append(base64: UnsafeRawBufferPointer(rebasing: leaf[17...]), to: &text)
    append(#""]"#, to: &text)
  }

  private static func append(_ string: StaticString, to text: inout OutputSpan<UInt8>) {
    for index in 0..<string.utf8CodeUnitCount { text.append(string.utf8Start[index]) }
  }

  private static func append(day: Int32, to text: inout OutputSpan<UInt8>) {
    guard day != .min else { return append(", null", to: &text) }
    let date = Day.date(daysSince1970: Int(day))
    let year = UInt32(clamping: date.year)
    append(#", ""#, to: &text)
    if year >= 10_000 { append(number: year / 10_000, to: &text) }
    append(two: year / 100 % 100, to: &text)
    append(two: year % 100, to: &text)
    text.append(UInt8(ascii: "-"))
    append(two: UInt32(date.month), to: &text)
    text.append(UInt8(ascii: "-"))
    append(two: UInt32(date.day), to: &text)
    text.append(UInt8(ascii: "\""))
  }

  private static func append(two number: UInt32, to text: inout OutputSpan<UInt8>) {
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  private static func append(number: UInt32, to text: inout OutputSpan<UInt8>) {
    if number >= 10 { append(number: number / 10, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// 32 bytes as 44 characters.
  private static func append(base64 bytes: UnsafeRawBufferPointer, to text: inout OutputSpan<UInt8>)
  {
    let digits = Self.digits.utf8Start
    for index in stride(from: 0, to: 30, by: 3) {
      let group =
        UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
      for shift: UInt32 in [18, 12, 6, 0] { text.append(digits[Int(group >> shift & 63)]) }
    }
    let group = UInt32(bytes[30]) << 16 | UInt32(bytes[31]) << 8
    for shift: UInt32 in [18, 12, 6] { text.append(digits[Int(group >> shift & 63)]) }
    text.append(UInt8(ascii: "="))
  }

  private static let digits: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
}

/// Hashes tiles.
struct TileHasher: Sendable {
  let writer: RecordLeafWriter

  /// The hashes of a tile's leaves.
  func hashes(_ tile: [UInt8]) -> [TreeHash] {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: writer.longest) { scratch in
      writer.withTexts { write in
        tile.withUnsafeBytes { tile in
          stride(from: 0, to: tile.count, by: RecordLeaf.byteCount).map { start in
            var text = OutputSpan(buffer: scratch, initializedCount: 0)
            write(
              UnsafeRawBufferPointer(rebasing: tile[start..<start + RecordLeaf.byteCount]), &text)
            let hash = TreeHash.leaf(text.span)
            _ = text.finalize(for: scratch)
            return hash
          }
        }
      }
    }
  }

  /// The root of a tile.
  func root(_ tile: [UInt8]) -> TreeHash {
    var hashes = hashes(tile)
    guard hashes.count == RecordLeaf.perTile else {
      var frontier = Frontier()
      frontier.append(contentsOf: hashes)
      return frontier.head.root
    }
    while hashes.count > 1 {
      let half = hashes.count / 2
      for index in 0..<half { hashes[index] = .node(hashes[2 * index], hashes[2 * index + 1]) }
      hashes.removeLast(half)
    }
    return hashes[0]
  }
}
