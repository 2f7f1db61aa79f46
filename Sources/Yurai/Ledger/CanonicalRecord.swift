internal import Crypto
internal import Foundation
internal import Rendering

/// A customer record as the bytes that its commitment covers, and the salt that hides them.
///
/// The bytes are those of `customer_canonical()` in the database, and of Python's
/// `json.dumps(…, ensure_ascii=False)`: a JSON array with a comma and a space between its elements, where
/// only quotes, backslashes and control characters are escaped. Held as one buffer, since an import makes a
/// million of them.
struct CanonicalRecord {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true
  private var random: [UInt8] = []
  private var used = 0

  /// Begins anew, keeping the memory.
  mutating func start(_ kind: StaticString) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(UInt8(ascii: "["))
    isFirst = true
    kind.withUTF8Buffer { append(text: Span(_unsafeElements: $0)) }
  }

  /// Text, or null when it is blank.
  mutating func append(optional text: Span<UInt8>) {
    if text.isBlank { appendNull() } else { append(text: text) }
  }

  mutating func append(text: Span<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    // What needs no escape, which is nearly everything, is copied at once.
    var start = 0
    for index in text.indices where Self.isEscaped(text[unchecked: index]) {
      bytes.append(text.extracting(start..<index))
      escape(text[unchecked: index])
      start = index + 1
    }
    bytes.append(text.extracting(start..<text.count))
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  mutating func append(int value: Int32) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func appendNull() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Microseconds from 1970 as `YYYY-MM-DDTHH:MM:SSZ`; nil as null.
  mutating func append(time microseconds: Int64?) {
    guard let microseconds else { return appendNull() }
    separate()
    let seconds = microseconds.floored(by: 1_000_000)
    let day = seconds.floored(by: 86_400)
    let second = seconds - day * 86_400
    let date = Day.date(daysSince1970: Int(day))
    bytes.append(UInt8(ascii: "\""))
    append(digits: Int64(date.year), width: 4)
    bytes.append(UInt8(ascii: "-"))
    append(digits: Int64(date.month), width: 2)
    bytes.append(UInt8(ascii: "-"))
    append(digits: Int64(date.day), width: 2)
    bytes.append(UInt8(ascii: "T"))
    append(digits: second / 3600, width: 2)
    bytes.append(UInt8(ascii: ":"))
    append(digits: second / 60 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    append(digits: second % 60, width: 2)
    bytes.append(contentsOf: "Z\"".utf8)
  }

  /// Ends the record.
  mutating func end() { bytes.append(UInt8(ascii: "]")) }

  /// 32 new random bytes, and SHA-256 of them and then of the record.
  mutating func commit(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
    if used + 32 > random.count { refill() }
    var hash = SHA256()
    random.withUnsafeBytes { buffer in
      let salt = UnsafeRawBufferPointer(rebasing: buffer[used..<used + 32])
      hash.update(bufferPointer: salt)
      bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
      hash.finalize().withUnsafeBytes { body(salt, $0) }
    }
    used += 32
  }

  private mutating func refill() {
    if random.isEmpty { random = [UInt8](repeating: 0, count: 8192) }
    random.withUnsafeMutableBytes { buffer in
      for start in stride(from: 0, to: buffer.count, by: 256) {
        // At most 256 bytes a call; it cannot fail for a buffer that is there.
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + 256])
        guard let address = part.baseAddress, getentropy(address, part.count) == 0 else {
          preconditionFailure("no randomness")
        }
      }
    }
    used = 0
  }

  private mutating func separate() {
    if isFirst { isFirst = false } else { bytes.append(contentsOf: ", ".utf8) }
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }

  private mutating func append(digits value: Int64, width: Int) {
    if value >= 10 || width > 1 { append(digits: value / 10, width: width - 1) }
    bytes.append(UInt8(ascii: "0") + UInt8(value.magnitude % 10))
  }
}

extension Int64 {
  /// The quotient, rounded down.
  func floored(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
