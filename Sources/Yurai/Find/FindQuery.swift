internal import Matching
public import Rendering

/// What somebody asks: the fields as the person wrote them. Blank ones and those that stand for nothing are left out.
public struct FindQuery: Sendable, Equatable {
  /// Id in the batch; empty for a single query.
  public var id: String
  /// The inquiry that it is for; nil for that of the whole job.
  public var inquiry: String?
  /// What was typed, by field.
  public private(set) var values: [SearchField: String] = [:]

  /// - Parameters:
  ///   - id: of the query in its batch.
  ///   - values: by field; those that are nothing but spaces, or say なし or 000-0000-0000, count as not given.
  public init(id: String = "", _ values: [SearchField: String]) {
    self.id = id
    self.values = values.filter {
      !Array($0.value.utf8).span.isBlank && !Placeholder.stands(in: $0.key, $0.value)
    }
  }

  /// The value of a field, if one was given.
  public subscript(field: SearchField) -> String? { values[field] }

  /// The reading, or a name that is written in kana alone: many people do, also where their name has kanji.
  var reading: String? { self[.nameKana] ?? self[.name].flatMap { Self.isKana($0) ? $0 : nil } }

  /// Whether a name says no more than its reading does.
  static func isKana(_ name: String) -> Bool {
    let letters = name.unicodeScalars.filter { ![0x20, 0x3000, 0x30FB, 0xFF65].contains($0.value) }
    return !letters.isEmpty
      && letters.allSatisfy {
        (0x3041...0x309F).contains($0.value) || (0x30A1...0x30FF).contains($0.value)
          || (0xFF66...0xFF9F).contains($0.value)
      }
  }

  /// An order number as it is looked up: without the spaces around it, and in ASCII where a Japanese keyboard made it wide.
  static func orderID(_ text: String) -> String {
    let narrow = text.unicodeScalars.map { scalar in
      (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    return Fold.identifier(String(String.UnicodeScalarView(narrow)))
  }

  /// The fields as JSON, for the record of the search; without card numbers.
  var asked: String {
    "{"
      + values.sorted { $0.key < $1.key }
      .map { "\"\($0.key.rawValue)\":\(ImportSummary.quoted(CardNumber.masked($0.value)))" }.joined(
        separator: ",")
      + "}"
  }
}
