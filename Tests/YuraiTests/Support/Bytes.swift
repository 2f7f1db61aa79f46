@testable import Yurai

/// Asks a reader of times for the text's microseconds, through the span that it takes.
func microseconds(
  _ text: String, _ order: TimeReader.Order = .yearMonthDay, zone: String = "Asia/Tokyo"
) throws -> Int64? {
  let reader = TimeReader(order: order, zone: try timeZone(zone))
  let bytes = Array(text.utf8)
  return reader.microseconds(bytes.span)
}

/// The same for a day.
func day(_ text: String, _ order: TimeReader.Order = .yearMonthDay) throws -> Int32? {
  let reader = TimeReader(order: order, zone: try timeZone("Asia/Tokyo"))
  let bytes = Array(text.utf8)
  return reader.day(bytes.span)
}

/// Whether a text is taken for a full card number.
func isCard(_ text: String, isIdentifier: Bool = false) -> Bool {
  let bytes = Array(text.utf8)
  return CardNumber.isPresent(in: bytes.span, isIdentifier: isIdentifier)
}

/// What `FieldText.swift` says of a field; a span cannot stand in an expectation itself.
struct FieldAnswers {
  let isBlank: Bool
  let trimmed: String
  let isSpreadsheetNumber: Bool

  init(_ text: String) {
    let bytes = Array(text.utf8)
    isBlank = bytes.span.isBlank
    trimmed = String(decoding: bytes[bytes.span.trimmedRange], as: UTF8.self)
    isSpreadsheetNumber = bytes.span.isSpreadsheetNumber
  }
}

/// Whether the bytes of a field are those of a word.
func field(_ text: String, equals word: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.span.equals(word)
}
