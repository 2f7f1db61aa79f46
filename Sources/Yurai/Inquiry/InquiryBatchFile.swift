internal import Foundation
internal import Rendering
internal import Tabular

/// A file of messages: CSV with a header, columns in any order, one message a row. Only `message_id` must be there.
public struct InquiryBatchFile: Sendable {
  /// Columns besides those by which is searched.
  enum Column: String, CaseIterable {
    case messageID = "message_id"
    case receivedAt = "received_at"
    case channel, language, law, asks, text
    case replyTo = "reply_to"
    case identity
  }

  /// One row.
  struct Message: Sendable {
    var line: Int
    var values: [Column: String]
    var given: [SearchField: String]
  }

  private enum Binding: Sendable {
    case column(Column)
    case field(SearchField)
  }

  private let path: String
  private let name: String
  private let encoding: TextEncoding
  private let bindings: [Binding]
  private let messages: String?
  /// How many messages there are.
  public let count: Int

  /// Looks at all of the file, so that nothing is answered of one that cannot be read to its end.
  ///
  /// - Parameters:
  ///   - path: the CSV.
  ///   - messages: folder of texts, `<message_id>.txt`, for rows without a text of their own.
  /// - Throws: `YuraiError` with the line and the column that is at fault; never a value.
  public init(path: String, messages: String?) throws {
    self.path = path
    self.messages = messages
    name = PathText.name(of: path)
    encoding = try FileInspection(path: path, wanted: "auto", name: name).encoding
    var bindings: [Binding] = []
    var ids: Set<String> = []
    do {
      var reader = try RecordReader(path: path, encoding: encoding)
      var record = Record()
      guard try reader.next(&record) else { throw YuraiError("\(name) is empty") }
      bindings = try Self.bindings(of: record, name)
      self.bindings = bindings
      while try reader.next(&record) {
        let message = try Self.message(record, bindings, name)
        try Self.check(message, name)
        let id = message.values[.messageID] ?? ""
        guard ids.insert(id).inserted else {
          throw YuraiError("line \(message.line) of \(name) has a message_id for a second time")
        }
        if message.values[.text] == nil {
          guard let messages else {
            throw YuraiError(
              "line \(message.line) of \(name) has no text, and no folder of texts is named (--messages)"
            )
          }
          let file = Self.file(of: id, in: messages)
          // By bytes, as the file system reads it: "/" with a mark behind it is another character.
          guard !id.utf8.contains(UInt8(ascii: "/")),
            let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
          else {
            throw YuraiError(
              "line \(message.line) of \(name) has no text, and \(messages) has no file of its message_id"
            )
          }
          guard size > 0 else {
            throw YuraiError("line \(message.line) of \(name): the file of its message is empty")
          }
          guard size <= InquiryOpening.messageLimit else {
            throw YuraiError(
              "line \(message.line) of \(name): the file of its message has \(size) bytes, more than "
                + "\(InquiryOpening.messageLimit)")
          }
        }
      }
    } catch let error as TabularError {
      throw YuraiError("\(name): \(error.description)")
    }
    count = ids.count
  }

  /// Calls `body` with the messages in order, at most `size` at a time.
  func forEach(_ size: Int, _ body: ([Message]) throws -> Void) throws {
    do {
      var reader = try RecordReader(path: path, encoding: encoding)
      var record = Record()
      _ = try reader.next(&record)
      var messages: [Message] = []
      while try reader.next(&record) {
        messages.append(try Self.message(record, bindings, name))
        guard messages.count == size else { continue }
        try body(messages)
        messages.removeAll()
      }
      if !messages.isEmpty { try body(messages) }
    } catch let error as TabularError {
      throw YuraiError("\(name): \(error.description)")
    }
  }

  /// The text of a message: its own, or that of its file.
  func text(of message: Message) throws -> String {
    if let text = message.values[.text] { return text }
    guard let messages, let id = message.values[.messageID] else { return "" }
    return try MessageFile.read(path: Self.file(of: id, in: messages))
  }

  /// A message id that is no file name leads to no file.
  private static func file(of id: String, in folder: String) -> String {
    PathText.joined(folder, id + ".txt")
  }

  private static func bindings(of header: borrowing Record, _ name: String) throws -> [Binding] {
    var bindings: [Binding] = []
    var titles: Set<String> = []
    for index in 0..<header.count {
      let title = header.string(index).trimmingCharacters(in: .whitespaces)
      guard titles.insert(title).inserted else {
        throw YuraiError("\(name) has the column \(title) twice")
      }
      if let column = Column(rawValue: title) {
        bindings.append(.column(column))
      } else if let field = SearchField(rawValue: title) {
        bindings.append(.field(field))
      } else {
        let known = Column.allCases.map(\.rawValue) + SearchField.allCases.map(\.rawValue)
        throw YuraiError(
          "column \(index + 1) of \(name) is none of \(known.joined(separator: ", "))")
      }
    }
    guard titles.contains(Column.messageID.rawValue) else {
      throw YuraiError("\(name) has no column message_id")
    }
    return bindings
  }

  private static func message(
    _ record: borrowing Record, _ bindings: [Binding], _ name: String
  ) throws -> Message {
    guard record.count == bindings.count else {
      throw YuraiError(
        "line \(record.line) of \(name) has \(record.count) fields where the header has \(bindings.count)"
      )
    }
    if let damage = record.damage {
      throw YuraiError(
        "line \(record.line) of \(name) holds a byte that is no text, at offset \(damage.byteOffset)"
      )
    }
    var message = Message(line: record.line, values: [:], given: [:])
    for (index, binding) in bindings.enumerated() {
      let value = record.string(index)
      guard value.contains(where: { !$0.isWhitespace }) else { continue }
      switch binding {
      case .column(let column): message.values[column] = value
      case .field(let field): message.given[field] = value
      }
    }
    return message
  }

  private static func check(_ message: Message, _ name: String) throws {
    let place = "line \(message.line) of \(name)"
    guard message.values[.messageID] != nil else { throw YuraiError("\(place) has no message_id") }
    if let text = message.values[.receivedAt], Moment(text) == nil {
      throw YuraiError(
        "\(place): received_at is a time with its offset, for example 2026-11-27T09:30:00+09:00")
    }
    let now = Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    if let received = message.values[.receivedAt].flatMap({ Moment($0) }), received > now {
      throw YuraiError("\(place): received_at is in the future")
    }
    func word(_ column: Column, _ words: [String]) throws {
      guard let value = message.values[column], !words.contains(value) else { return }
      throw YuraiError("\(place): \(column.rawValue) is one of \(words.joined(separator: ", "))")
    }
    try word(.channel, InquiryChannel.allCases.map(\.rawValue))
    try word(.language, Language.allCases.map(\.rawValue))
    try word(.law, Law.allCases.map(\.rawValue))
    try word(.identity, InquiryDesk.IdentityMethod.allCases.map(\.rawValue))
    for ask in (message.values[.asks] ?? "").split(separator: " ")
    where Ask(rawValue: String(ask)) == nil {
      throw YuraiError(
        "\(place): asks are words of \(Ask.allCases.map(\.rawValue).joined(separator: ", ")), parted by spaces"
      )
    }
    for (field, value) in message.given where value.utf8.count > FindBatch.valueLimit {
      throw YuraiError(
        "\(place): \(field.rawValue) has \(value.utf8.count) bytes, more than \(FindBatch.valueLimit)"
      )
    }
    for value in message.values.values where value.utf8.count > InquiryOpening.messageLimit {
      throw YuraiError("\(place) has a value of more than \(InquiryOpening.messageLimit) bytes")
    }
    for value in message.values.values where value.utf8.contains(0) {
      throw YuraiError("\(place) holds a NUL, which no text has")
    }
  }
}
