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

/// Writes the text of leaves. What repeats from leaf to leaf is made once.
struct RecordLeafWriter {
  let places: Places
  private var heads: [Int64: [UInt8]] = [:]
  private var days: [Int32: [UInt8]] = [:]
  private var line: [UInt8] = []

  init(places: Places) { self.places = places }

  /// The text of a leaf, in UTF-8.
  mutating func text(_ leaf: RecordLeaf) -> [UInt8] {
    line.removeAll(keepingCapacity: true)
    line.append(contentsOf: head(leaf.outlet, leaf.tenancy))
    line.append(contentsOf: day(leaf.day))
    line.append(contentsOf: ", \(leaf.batch), \"".utf8)
    line.append(contentsOf: RecordLeaf.verdicts[Int(leaf.verdict)].utf8)
    line.append(contentsOf: "\", \"".utf8)
    line.append(contentsOf: leaf.commitment.base64.utf8)
    line.append(contentsOf: "\"]".utf8)
    return line
  }

  private mutating func head(_ outlet: Int32, _ tenancy: Int32?) -> [UInt8] {
    let key = Int64(outlet) << 32 | Int64(UInt32(bitPattern: tenancy ?? .min))
    if let head = heads[key] { return head }
    var record = CanonicalRecord()
    record.start("yurai.record/v1")
    for name in [places[outlet]?.mall, places[outlet]?.merchant] {
      if let name, !name.isEmpty {
        record.append(text: Array(name.utf8).span)
      } else {
        record.appendNull()
      }
    }
    let head = record.bytes + Array(", ".utf8) + day(tenancy) + Array(", ".utf8)
    heads[key] = head
    return head
  }

  private mutating func day(_ day: Int32?) -> [UInt8] {
    guard let day else { return Array("null".utf8) }
    if let text = days[day] { return text }
    let text = Array("\"\(CivilDay(daysFrom1970: Int64(day)).text)\"".utf8)
    days[day] = text
    return text
  }
}
