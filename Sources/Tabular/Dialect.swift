/// How a file separates its fields and protects those that contain a separator.
public struct Dialect: Sendable, Hashable {
  /// The ASCII byte between two fields.
  public var delimiter: UInt8
  /// The ASCII byte around a protected field; nil when quotes are ordinary characters.
  public var quote: UInt8?

  /// Describes a dialect.
  ///
  /// - Parameters:
  ///   - delimiter: a printable ASCII byte or the tab; not a line end, not a letter or digit.
  ///   - quote: the byte around protected fields, nil for none.
  public init(delimiter: UInt8, quote: UInt8? = UInt8(ascii: "\"")) {
    precondition(
      delimiter < 0x80 && (delimiter == 0x09 || delimiter >= 0x20) && delimiter != quote,
      "a delimiter is a tab or a printable ASCII character other than the quote")
    precondition(
      quote.map { $0 >= 0x20 && $0 < 0x80 } ?? true, "a quote is a printable ASCII character")
    self.delimiter = delimiter
    self.quote = quote
  }

  /// Comma and double quote, RFC 4180.
  public static let csv = Dialect(delimiter: UInt8(ascii: ","))

  /// Tab-separated without quoting, as Amazon writes its order reports.
  ///
  /// Those reports neither quote a field nor double a quote inside one (amzn/selling-partner-api-models
  /// issue 2739: a product name that begins with `"` garbles the rest of the file for a reader that
  /// honours quotes).
  public static let tsv = Dialect(delimiter: 0x09, quote: nil)

  /// Tab-separated with quoting, as spreadsheets save "text (tab delimited)".
  public static let quotedTSV = Dialect(delimiter: 0x09)
}
