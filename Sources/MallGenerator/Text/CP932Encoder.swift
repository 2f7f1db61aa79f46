import Glibc

/// Turns UTF-8 into CP932 (what Japanese exports call Shift_JIS) with glibc's own table.
struct CP932Encoder: ~Copyable {
  private let handle: iconv_t

  init() throws(GeneratorError) {
    guard let handle = iconv_open("CP932", "UTF-8"), Int(bitPattern: handle) != -1 else {
      throw GeneratorError(.noEncoder, path: "CP932", errno: errno)
    }
    self.handle = handle
  }

  deinit {
    _ = iconv_close(handle)
  }

  /// Appends `source` to `target`; a character that CP932 does not have is an error and not a `?`.
  func encode(
    _ source: [UInt8], into target: inout RowBuffer, path: String
  ) throws(GeneratorError) {
    // CP932 is never longer than UTF-8. iconv wants a mutable input pointer and leaves it unchanged.
    var input = source.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: source.count)
    let written = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to -> Int? in
        var fromPointer = from.baseAddress
        var toPointer = to.baseAddress
        var fromLeft = from.count
        var toLeft = to.count
        let result = iconv(handle, &fromPointer, &fromLeft, &toPointer, &toLeft)
        return result == -1 ? nil : to.count - toLeft
      }
    }
    guard let written else { throw GeneratorError(.notInCP932, path: path, errno: errno) }
    for byte in output[..<written] { target.append(UInt8(bitPattern: byte)) }
  }
}
