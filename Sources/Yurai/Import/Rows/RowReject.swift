internal import Tabular

/// Why a row was set aside. The raw values are stable and stand in the table `reject`.
enum RejectReason: String, Sendable {
  /// A required column is empty.
  case missing
  /// The row has more or fewer fields than the header.
  case ragged
  /// A quoted field took in other lines; see `Record.isRunaway`.
  case strayQuote = "stray-quote"
  /// A byte that the encoding does not have.
  case damagedText = "damaged-text"
  case badTime = "bad-time"
  case badDay = "bad-day"
  /// Not one of the words that the column takes.
  case badWord = "bad-word"
  /// An identifier that a spreadsheet turned into a number, such as 2.74555E+20.
  case spreadsheetNumber = "spreadsheet-number"
  case cardNumber = "card-number"
  /// An identifier of more than `RowShape.identifierLimit` bytes.
  case tooLong = "too-long"
  /// A slash in the id of a mall or a merchant: it stands between the two in the ids of orders.
  case slash
  /// An id with a character that nobody sees: another id than the one that looks the same.
  case invisible
  /// The header again, or a byte order mark in front of the row: another file begins.
  case secondFile = "second-file"
  /// The same thing with other content earlier in the same file.
  case duplicate
  /// It was erased since the same bytes were first loaded. Written by SQL alone (`import/customer_erased`).
  case erased
  /// A line of a joined file that joins nothing, or that the mapping does not use.
  case unused

  /// Whether the line cannot be read at all, rather than what it says; a file of nothing but such lines is another file, or in
  /// another encoding.
  var isOfForm: Bool {
    switch self {
    case .ragged, .strayQuote, .damagedText: true
    case .missing, .badTime, .badDay, .badWord, .spreadsheetNumber, .cardNumber, .tooLong, .slash,
      .invisible, .secondFile, .duplicate, .erased, .unused:
      false
    }
  }
}

/// A row set aside: where, and what was wrong, without the value.
struct RowReject: Sendable {
  var reason: RejectReason
  var column: String?
  var detail: String

  /// What is wrong with the quotes of a record that should have `width` fields; nil when nothing is.
  static func ofQuotes(_ record: borrowing Record, width: Int) -> RowReject? {
    guard record.isRunaway || record.hasStrayQuote && record.count != width else { return nil }
    return RowReject(
      reason: .strayQuote,
      detail:
        "a quote in it was taken for the begin of a field that ends \(record.lines - 1) line(s) later, so that those "
        + "lines were not read: double the quotes, or say `quote: none` in a mapping if the file does not quote"
    )
  }
}
