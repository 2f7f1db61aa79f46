import Testing

@testable import Postgres

@Suite struct TextCopyBufferTests {
  private func text(_ build: (inout TextCopyBuffer) -> Void) -> String {
    var buffer = TextCopyBuffer()
    build(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func rowsAndFields() {
    let text = text {
      $0.append(int: 1)
      $0.append(text: "由来")
      $0.appendNull()
      $0.endRow()
      $0.append(text: "")
      $0.append(int: nil)
      $0.append(text: nil)
      $0.endRow()
    }
    #expect(text == "1\t由来\t\\N\n\t\\N\t\\N\n")
  }

  @Test(arguments: [
    ("a\tb", #"a\tb"#), ("a\nb", #"a\nb"#), ("a\rb", #"a\rb"#), ("\r\n", #"\r\n"#),
    (#"\"#, #"\\"#), (#"\N"#, #"\\N"#), (#"\."#, #"\\."#), ("\\\\\t", #"\\\\\t"#), ("x", "x"),
  ])
  func escapes(value: String, expected: String) {
    #expect(text { $0.append(text: value) } == expected)
    #expect(text { $0.append(text: Array(value.utf8).span) } == expected)
  }

  @Test(arguments: [0, 7, 10, -1, 1_000_000, Int.max, Int.min])
  func integers(value: Int) {
    #expect(text { $0.append(int: value) } == String(value))
  }

  @Test func isUsedAgain() {
    var buffer = TextCopyBuffer()
    buffer.append(int: 1)
    buffer.endRow()
    buffer.removeAll()
    #expect(buffer.count == 0)
    buffer.append(int: 2)
    #expect(buffer.bytes == [UInt8(ascii: "2")])
  }
}
