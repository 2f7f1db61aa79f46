internal import Ledger

/// A leaf of the records' tree (Docs/bundle.md, "Two trees").
enum RecordLeaf {
  /// The place is empty: its record was erased.
  case empty
  case record(Record)

  struct Record {
    let mall: String?
    let merchant: String?
    /// First day of the tenancy, and the day of the earliest placed event.
    let day: String?
    let batch: Int64
    let verdict: String
    let commitment: TreeHash

    /// The row of `census.csv` that counts it.
    var cell: CensusCell {
      CensusCell(
        mall: mall ?? "", merchant: merchant ?? "", year: String(day?.prefix(4) ?? ""),
        verdict: verdict)
    }
  }

  init?(_ text: String) {
    guard let items = (try? JSONReader.read(Array(text.utf8)))?.items,
      let kind = items.first?.text
    else { return nil }
    if kind == "yurai.empty/v1", items.count == 1 {
      self = .empty
      return
    }
    let shapes: [LeafShape] = [
      .word(["yurai.record/v1"]), .optional(.text), .optional(.text), .optional(.day),
      .optional(.day), .count, .word(Set(LedgerLeaf.verdicts)), .hash,
    ]
    guard items.count == shapes.count, zip(shapes, items).allSatisfy({ $0.fits($1) }),
      let batch = items[5].count, let verdict = items[6].text,
      let commitment = items[7].text.flatMap({ TreeHash(base64: $0) })
    else { return nil }
    self = .record(
      Record(
        mall: items[1].text, merchant: items[2].text, day: items[4].text, batch: batch,
        verdict: verdict, commitment: commitment))
  }

  var record: Record? { if case .record(let record) = self { record } else { nil } }
}

/// What one row of `census.csv` counts; empty where nothing is placed.
struct CensusCell: Hashable {
  let mall: String
  let merchant: String
  let year: String
  let verdict: String

  /// By bytes: two ids that only look alike are two.
  static func == (left: CensusCell, right: CensusCell) -> Bool {
    left.mall.hasSameBytes(as: right.mall) && left.merchant.hasSameBytes(as: right.merchant)
      && left.year.hasSameBytes(as: right.year) && left.verdict.hasSameBytes(as: right.verdict)
  }

  func hash(into hasher: inout Hasher) {
    for text in [mall, merchant, year, verdict] {
      for byte in text.utf8 { hasher.combine(byte) }
      hasher.combine(UInt8(0xFF))
    }
  }
}
