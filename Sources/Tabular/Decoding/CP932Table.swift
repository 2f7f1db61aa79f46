import Glibc

/// What every one- and two-byte code of CP932 decodes to, asked of the C library once.
///
/// glibc's CP932 accepts the 7,914 codes that PostgreSQL, Python and Windows agree on, and the 1,880
/// user-defined ones (F040...F9FC, as U+E000...U+E757). It rejects the single bytes 80, A0, FD, FE
/// and FF.
struct CP932Table: Sendable {
  /// For each code, `lead << 8 | trail` or a single byte: up to three bytes of UTF-8 in the low 24
  /// bits, first byte lowest, and their number in the top 8; 0 for a code that is not assigned.
  let entries: [UInt32]

  static let shared: Result<CP932Table, TabularError> = Result { () throws(TabularError) in
    try CP932Table()
  }

  static func isLead(_ byte: UInt8) -> Bool {
    (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
  }

  /// Whether a double-byte code with this lead is user-defined.
  @inline(__always)
  static func isGaijiLead(_ byte: UInt8) -> Bool { byte >= 0xF0 && byte <= 0xF9 }

  private init() throws(TabularError) {
    guard let descriptor = iconv_open("UTF-8", "CP932"), Int(bitPattern: descriptor) != -1 else {
      throw TabularError(.encodingUnavailable, detail: String(cString: strerror(errno)))
    }
    defer { iconv_close(descriptor) }
    var entries = [UInt32](repeating: 0, count: 1 << 16)
    for lead in UInt8.min...UInt8.max {
      if CP932Table.isLead(lead) {
        for trail in UInt8(0x40)...0xFC {
          entries[Int(lead) << 8 | Int(trail)] = CP932Table.convert([lead, trail], descriptor)
        }
      } else {
        entries[Int(lead)] = CP932Table.convert([lead], descriptor)
      }
    }
    self.entries = entries
  }

  private static func convert(_ code: [UInt8], _ descriptor: iconv_t) -> UInt32 {
    var code = code.map { CChar(bitPattern: $0) }
    var output: [CChar] = [0, 0, 0, 0]
    let written = code.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var to = output.baseAddress
        var inputLeft = input.count
        var outputLeft = output.count
        // Forget the state that a refused code left behind.
        iconv(descriptor, nil, nil, nil, nil)
        let status = iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
        return status == 0 && inputLeft == 0 ? output.count - outputLeft : 0
      }
    }
    // A code of more than three bytes of UTF-8 would lie outside the basic plane: there is none.
    guard (1...3).contains(written) else { return 0 }
    var packed = UInt32(written) << 24
    for index in 0..<written {
      packed |= UInt32(UInt8(bitPattern: output[index])) << (8 * UInt32(index))
    }
    return packed
  }
}
