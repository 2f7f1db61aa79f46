internal import Tabular

/// What a row of one file must look like: the canonical columns, where they stand, and what they hold.
struct RowShape: Sendable {
  let profile: CanonicalProfile
  /// Field index by column; -1 where the file has no such column.
  let fields: [Int]
  let width: Int
  let times: TimeReader
  /// Values that the manifest gives for the whole file, by column; empty where it gives none.
  let constants: [[UInt8]]
  /// Field that holds the source line when the rows come out of a mapping; -1 for a plain file.
  var lineField = -1
  /// Field that holds how many source lines a mapped row accounts for.
  var weightField = -1

  /// Bytes of an identifier. Two of them and a day fit into one index row, which takes 2704 bytes; beyond that
  /// one bad row would stop the whole file.
  static let identifierLimit = 512

  private let header: HeaderText
  private let columns: [CanonicalProfile.Column]
  /// The same as `columns`, without anything to retain: this is read for every field of every row.
  private let checks: [Check]

  private struct Check {
    enum Kind: UInt8 { case text, identifier, time, day, word }
    var kind: Kind
    var isRequired: Bool
    var hasConstant: Bool
    /// Whether it is the id of a mall or a merchant, which stands before a slash in the ids of orders.
    var isPlace: Bool
    /// Whether a thing is known by it. The numbers of payments and parcels are compared without invisible characters.
    var isId: Bool
    var field: Int
  }

  init(
    profile: CanonicalProfile, binding: HeaderBinding, times: TimeReader,
    constants given: [String: String]
  ) {
    self.profile = profile
    let columns = profile.columns
    let constants = columns.map { Array((given[$0.name] ?? "").utf8) }
    self.columns = columns
    self.constants = constants
    fields = binding.fields
    width = binding.width
    header = binding.text
    self.times = times
    checks = columns.indices.map { index in
      let kind: Check.Kind =
        switch columns[index].content {
        case .text: .text
        case .identifier: .identifier
        case .time: .time
        case .day: .day
        case .word: .word
        }
      return Check(
        kind: kind, isRequired: columns[index].required, hasConstant: !constants[index].isEmpty,
        isPlace: ["mall_id", "merchant_id"].contains(columns[index].name),
        isId: kind == .identifier
          && !["settlement_id", "tracking_no"].contains(columns[index].name),
        field: binding.fields[index])
    }
    lawful = times.start(ofYear: 1900)..<times.start(ofYear: 2100)
  }

  /// From 1900 to 2099 by the clocks of the file, in microseconds since 1970-01-01 00:00 UTC. A year 9999 is a placeholder of
  /// the system that wrote it, and would become the year 10000 east of Greenwich.
  private let lawful: Range<Int64>

  /// The index of a column by name; -1 when the profile has none.
  func index(_ name: String) -> Int { columns.firstIndex { $0.name == name } ?? -1 }

  /// Whether a column holds days.
  func isDay(_ column: Int) -> Bool { checks[column].kind == .day }

  /// How many columns the profile has.
  var count: Int { checks.count }

  /// Where the value of a column stands in the record's bytes; empty when the file has no such column.
  func range(_ column: Int, in record: borrowing Record) -> Range<Int> {
    guard column >= 0, checks[column].field >= 0 else { return 0..<0 }
    return record.range(checks[column].field)
  }

  /// Checks that need no other row.
  ///
  /// - Parameters:
  ///   - record: the row.
  ///   - read: gets what its times are, by column, in microseconds since 1970-01-01 00:00 UTC; nil where there is none. They
  ///     are read to be checked, and not a second time.
  /// - Returns: the first fault found, or nil.
  func fault(in record: borrowing Record, times read: inout [Int64?]) -> RowReject? {
    if let fault = header.fault(in: record) { return fault }
    if let fault = RowReject.ofQuotes(record, width: width) { return fault }
    guard record.count == width else {
      return RowReject(
        reason: .ragged, column: nil, detail: "\(record.count) fields where the header has \(width)"
      )
    }
    if let damage = record.damage {
      let name = fields.firstIndex(of: damage.field).map { columns[$0].name }
      return RowReject(
        reason: .damagedText, column: name,
        detail: "undecodable byte at offset \(damage.byteOffset)")
    }
    let bytes = record.bytes.span
    for index in checks.indices {
      let check = checks[index]
      read[index] = nil
      guard check.field >= 0 else { continue }
      let text = bytes.extracting(record.range(check.field))
      if text.count >= 13, check.kind == .text || check.kind == .identifier,
        CardNumber.isPresent(in: text, isIdentifier: check.kind == .identifier)
      {
        return RowReject(
          reason: .cardNumber, column: columns[index].name,
          detail: "a full card number; it was not stored")
      }
      if check.kind == .text && !check.isRequired { continue }
      if text.isBlank {
        guard check.isRequired && !check.hasConstant else { continue }
        return RowReject(
          reason: .missing, column: columns[index].name, detail: "it is required, and empty")
      }
      if check.kind == .time {
        guard let time = times.microseconds(text) else {
          return RowReject(
            reason: .badTime, column: columns[index].name,
            detail: "not a time in the declared order")
        }
        guard lawful.contains(time) else {
          return RowReject(
            reason: .badTime, column: columns[index].name,
            detail: "a time before 1900 or after 2099: nothing happened in a mall then")
        }
        read[index] = time
      } else if let fault = fault(of: text, kind: check.kind, column: index) {
        return fault
      } else if check.isPlace, text.hasSlash {
        return RowReject(
          reason: .slash, column: columns[index].name,
          detail: "a slash in it, which stands between mall and merchant in the ids of orders")
      } else if check.isId, text.hasInvisible {
        return RowReject(
          reason: .invisible, column: columns[index].name,
          detail:
            "a character that nobody sees (U+200B to U+200F, U+202A to U+202E, U+2060 or U+FEFF): take it out at its source"
        )
      }
    }
    return nil
  }

  private func fault(of text: Span<UInt8>, kind: Check.Kind, column: Int) -> RowReject? {
    var name: String { columns[column].name }
    switch kind {
    case .text, .time: return nil
    case .identifier:
      guard text.count <= Self.identifierLimit else {
        return RowReject(
          reason: .tooLong, column: name, detail: "an identifier of \(text.count) bytes")
      }
      guard text.isSpreadsheetNumber else { return nil }
      return RowReject(
        reason: .spreadsheetNumber, column: name,
        detail: "a spreadsheet made a number of it: export the file again without opening it there")
    case .day:
      guard times.day(text) == nil else { return nil }
      return RowReject(reason: .badDay, column: name, detail: "not a day in the declared order")
    case .word:
      guard case .word(let words) = columns[column].content,
        !words.contains(where: { text.equals($0) })
      else { return nil }
      return RowReject(
        reason: .badWord, column: name, detail: "takes one of \(words.joined(separator: ", "))")
    }
  }
}
