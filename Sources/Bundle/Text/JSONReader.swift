/// Reads JSON (RFC 8259) strictly: one value, UTF-8, no name twice in an object, no more than
/// ``maximumDepth`` levels. Two readers that differ on a text would let it say two things.
struct JSONReader {
  /// How deep arrays and objects may lie in one another.
  static let maximumDepth = 32

  /// The text is not such JSON; where in it, in bytes from 0.
  struct Malformed: Error { let place: Int }

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// The value that the bytes are.
  static func read(_ bytes: some Collection<UInt8>) throws(Malformed) -> JSONValue {
    var reader = JSONReader(Array(bytes)[...])
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == reader.bytes.endIndex else { throw reader.malformed }
    return value
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  private var malformed: Malformed { Malformed(place: place - bytes.startIndex) }
  private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      place += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func take(word: StaticString) -> Bool {
    let isThere = word.withUTF8Buffer { bytes[place...].starts(with: $0) }
    if isThere { place += word.utf8CodeUnitCount }
    return isThere
  }

  private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
    guard depth <= Self.maximumDepth else { throw malformed }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try items(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): if take(word: "true") { return .bool(true) }
    case UInt8(ascii: "f"): if take(word: "false") { return .bool(false) }
    case UInt8(ascii: "n"): if take(word: "null") { return .null }
    default: return try number()
    }
    throw malformed
  }

  private mutating func items(depth: Int) throws(Malformed) -> [JSONValue] {
    place += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return [] }
    var items: [JSONValue] = []
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return items }
      guard take(UInt8(ascii: ",")) else { throw malformed }
    }
  }

  private mutating func members(depth: Int) throws(Malformed) -> [JSONValue.Member] {
    place += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return [] }
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed }
      let name = try string()
      guard names.insert(name).inserted else { throw malformed }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw malformed }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw malformed }
    }
  }
}

extension JSONReader {
  private mutating func digits() -> Int {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    return place - start
  }

  private mutating func number() throws(Malformed) -> JSONValue {
    let start = place
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard digits() > 0 else { throw malformed } }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard digits() > 0 else { throw malformed }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw malformed }
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let number = Int64(text) { return .integer(number) }
    guard let number = Double(text), number.isFinite else { throw malformed }
    return .decimal(number)
  }

  private mutating func string() throws(Malformed) -> String {
    place += 1
    var text: [UInt8] = []
    while true {
      let start = place
      while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        place += 1
      }
      text.append(contentsOf: bytes[start..<place])
      if take(UInt8(ascii: "\"")) {
        guard let text = String(validating: text, as: UTF8.self) else { throw malformed }
        return text
      }
      guard take(UInt8(ascii: "\\")), let escape = next else { throw malformed }
      place += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
      default: throw malformed
      }
    }
  }

  /// What follows `\u`, with the other half where there are two.
  private mutating func escapedScalar() throws(Malformed) -> Character {
    var units = [try unit()]
    if UTF16.isLeadSurrogate(units[0]) {
      guard take(word: "\\u") else { throw malformed }
      units.append(try unit())
    }
    guard let text = String(validating: units, as: UTF16.self),
      let scalar = text.unicodeScalars.first
    else { throw malformed }
    return Character(scalar)
  }

  private mutating func unit() throws(Malformed) -> UInt16 {
    guard bytes.endIndex - place >= 4 else { throw malformed }
    var unit: UInt16 = 0
    for byte in bytes[place..<(place + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw malformed
      }
      unit = unit << 4 | UInt16(digit)
    }
    place += 4
    return unit
  }
}
