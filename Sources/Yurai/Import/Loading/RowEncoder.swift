internal import Matching
internal import Tabular

/// Turns the rows of one kind of file into COPY rows: facts with match keys, and records as written.
protocol RowEncoder {
  /// Adds one sound row. `times` is what ``RowShape/fault(in:times:)`` read of it, `weight` the number of source lines that
  /// the row accounts for.
  mutating func encode(
    _ record: borrowing Record, shape: RowShape, times: [Int64?], line: Int32, weight: Int32,
    into chunk: inout Chunk)

  /// Pairs of mall and merchant met for the first time, with the numbers given to them.
  var newOutlets: [OutletNumbers.Entry] { get }

  /// Rows whose further recipients are no JSON array, so that nobody is found by them.
  var oddRecipients: Int64 { get }
}

extension RowEncoder {
  var oddRecipients: Int64 { 0 }
}

/// Numbers for pairs of mall and merchant: the known ones, and new ones handed out while parsing.
struct OutletNumbers: Sendable {
  struct Entry: Sendable {
    let number: Int32
    let mall: String
    let merchant: String
  }

  private(set) var new: [Entry] = []
  private var numbers: [Int64: Int32]
  private var next: Int32

  /// - Parameter known: number by key of the pair, as `key` makes it.
  init(known: [Int64: Int32]) {
    numbers = known
    next = (known.values.max() ?? 0) + 1
  }

  /// The number of a pair, new or known.
  mutating func number(_ pair: [UInt8], maker: inout KeyMaker) -> Int32 {
    let key = maker.identifier(pair.span, .merchant) ?? 0
    if let known = numbers[key] { return known }
    let parts = pair.split(separator: 0x1F, maxSplits: 1, omittingEmptySubsequences: false)
    let number = next
    next += 1
    numbers[key] = number
    new.append(
      Entry(
        number: number, mall: String(decoding: parts[0], as: UTF8.self),
        merchant: String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)))
    return number
  }
}

extension KeyMaker {
  /// The key of bytes that are never blank.
  mutating func key(of bytes: [UInt8], _ domain: IdentifierDomain) -> Int64 {
    identifier(bytes.span, domain) ?? 0
  }
}

extension [UInt8] {
  /// Appends the bytes of a span.
  mutating func append(_ span: Span<UInt8>) {
    span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
