internal import Matching
public import Rendering

/// What somebody asks: the fields as the person wrote them. Blank ones are left out.
public struct FindQuery: Sendable, Equatable {
  /// Id in the batch; empty for a single query.
  public var id: String
  /// The inquiry that it is for; nil for that of the whole job.
  public var inquiry: String?
  /// What was typed, by field.
  public private(set) var values: [SearchField: String] = [:]

  /// - Parameters:
  ///   - id: of the query in its batch.
  ///   - values: by field; those that are nothing but spaces count as not given.
  public init(id: String = "", _ values: [SearchField: String]) {
    self.id = id
    self.values = values.filter { !Array($0.value.utf8).span.isBlank }
  }

  /// The value of a field, if one was given.
  public subscript(field: SearchField) -> String? { values[field] }

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
