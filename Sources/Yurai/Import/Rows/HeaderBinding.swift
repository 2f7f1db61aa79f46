internal import Foundation
internal import Tabular

/// Which field of a record holds which column.
struct HeaderBinding: Sendable {
  /// Field index by column, in the order in which the columns were asked for; -1 where the file has none.
  let fields: [Int]
  /// Fields in the header; every row should have as many.
  let width: Int
  /// The header itself, to know it again in the middle of the file.
  let text: HeaderText

  /// The columns in order after `leading` other fields: rows that come out of a mapping.
  init(following leading: Int, columns: Int) {
    fields = Array(leading..<(leading + columns))
    width = leading + columns
    text = .none
  }

  /// Names as headers are compared: NFKC (`受注住所１` is `受注住所1`), without blanks at the ends.
  static func normal(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespaces).lowercased()
  }

  /// The header of a record, normalised.
  static func names(_ header: Record) -> [String] {
    (0..<header.count).map { normal(header.string($0)) }
  }

  /// Binds the columns of a canonical profile. `given` names those that the manifest gives.
  /// - Throws: `YuraiError` when the header lacks a required column, repeats one, or is not the profile's.
  init(
    header: Record, profile: CanonicalProfile, given: Set<String>, file: String
  ) throws {
    let names = Self.names(header)
    let columns = profile.columns
    let known = Set(columns.map(\.name))
    let strangers = names.filter { !known.contains($0) }
    let missing = columns.filter {
      $0.required && !given.contains($0.name) && !names.contains($0.name)
    }
    guard missing.isEmpty else {
      throw YuraiError(
        "\(file) is not \(profile.rawValue): its header has no \(missing.map(\.name).joined(separator: ", ")). "
          + "Name the profile that fits, or write a mapping (Docs/formats.md)")
    }
    guard strangers.isEmpty else {
      throw YuraiError(
        "\(file) has \(strangers.count) column(s) that \(profile.rawValue) does not know (the first is column "
          + "\((names.firstIndex { !known.contains($0) } ?? 0) + 1)). Rename or drop them, or write a mapping"
      )
    }
    // All of them are columns of the profile by now: none of them is what somebody typed.
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw YuraiError(
        "\(file): the header names the column \(names[twice]) twice, the second time as column \(twice + 1); which one counts "
          + "cannot be told. Drop or rename one")
    }
    fields = columns.map { names.firstIndex(of: $0.name) ?? -1 }
    width = names.count
    text = HeaderText(header)
  }
}
