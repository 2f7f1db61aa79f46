internal import Foundation
internal import Ledger

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
  static let emptyText = #"["yurai.empty/v1"]"#

  /// The verdicts in the order of the type `verdict`.
  static let verdicts = [
    "erased", "purchased", "untraced", "contradicted", "partial", "uncorroborated", "received",
    "traced",
  ]

  /// Adds the 49 bytes.
  func append(to bytes: inout [UInt8]) {
    for value in [outlet, tenancy ?? .min, day ?? .min, batch] {
      withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
    bytes.append(verdict)
    bytes.append(contentsOf: commitment.bytes)
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
    guard verdict != Self.emptyVerdict, Int(verdict) < Self.verdicts.count else { return nil }
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
struct RecordLeafWriter: Sendable {
  private let heads: [Int32: [UInt8]]
  private static let noPlace = Array(#"["yurai.record/v1", null, null, "#.utf8)
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let labels = RecordLeaf.verdicts.map { Array($0.utf8) }

  init(places: Places) {
    heads = places.all.mapValues { place in
      var record = CanonicalRecord()
      record.start("yurai.record/v1")
      for name in [place.mall, place.merchant] {
        if name.isEmpty { record.appendNull() } else { record.append(text: Array(name.utf8).span) }
      }
      return record.bytes + Array(", ".utf8)
    }
  }

  /// Replaces `text` by the text of a leaf, in UTF-8.
  func write(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    let start = bytes.startIndex
    let verdict = bytes[start + 16]
    guard verdict != RecordLeaf.emptyVerdict else {
      text.append(contentsOf: RecordLeaf.emptyText.utf8)
      return
    }
    func number(_ offset: Int) -> Int32 {
      var value: UInt32 = 0
      for index in (start + offset)..<(start + offset + 4) {
        value = value << 8 | UInt32(bytes[index])
      }
      return Int32(bitPattern: value)
    }
    text.append(contentsOf: heads[number(0)] ?? Self.noPlace)
    Self.append(day: number(4), to: &text)
    text.append(contentsOf: ", ".utf8)
    Self.append(day: number(8), to: &text)
    text.append(contentsOf: ", ".utf8)
    Self.append(number: Int64(number(12)), width: 1, to: &text)
    text.append(contentsOf: ", \"".utf8)
    text.append(contentsOf: Self.labels[Int(verdict)])
    text.append(contentsOf: "\", \"".utf8)
    Self.append(base64: bytes[(start + 17)..<(start + 49)], to: &text)
    text.append(contentsOf: "\"]".utf8)
  }

  private static func append(day: Int32, to text: inout [UInt8]) {
    guard day != .min else { return text.append(contentsOf: "null".utf8) }
    let date = CivilDay(daysFrom1970: Int64(day))
    text.append(UInt8(ascii: "\""))
    append(number: date.year, width: 4, to: &text)
    text.append(UInt8(ascii: "-"))
    append(number: date.month, width: 2, to: &text)
    text.append(UInt8(ascii: "-"))
    append(number: date.day, width: 2, to: &text)
    text.append(UInt8(ascii: "\""))
  }

  private static func append(number: Int64, width: Int, to text: inout [UInt8]) {
    var power: Int64 = 1
    var count = 1
    while number / power >= 10 || count < width {
      power *= 10
      count += 1
    }
    while power > 0 {
      text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  /// 32 bytes as 44 characters.
  private static func append(base64 bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var index = bytes.startIndex
    while index + 2 < bytes.endIndex {
      let group =
        UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
      for shift: UInt32 in [18, 12, 6, 0] { text.append(digits[Int(group >> shift & 63)]) }
      index += 3
    }
    let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8
    text.append(digits[Int(group >> 18)])
    text.append(digits[Int(group >> 12 & 63)])
    text.append(digits[Int(group >> 6 & 63)])
    text.append(UInt8(ascii: "="))
  }
}

/// Hashes tiles.
struct TileHasher: Sendable {
  let writer: RecordLeafWriter

  /// The hashes of a tile's leaves.
  func hashes(_ tile: [UInt8]) -> [TreeHash] {
    var text: [UInt8] = []
    text.reserveCapacity(256)
    var hashes: [TreeHash] = []
    hashes.reserveCapacity(RecordLeaf.perTile)
    for start in stride(from: 0, to: tile.count, by: RecordLeaf.byteCount) {
      writer.write(tile[start..<start + RecordLeaf.byteCount], to: &text)
      hashes.append(.leaf(text))
    }
    return hashes
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
