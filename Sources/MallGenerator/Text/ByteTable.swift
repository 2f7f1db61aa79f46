/// Many short constant texts in one array, so that writing one of them is one copy.
struct ByteTable: Sendable {
  let bytes: [UInt8]
  private let ends: [Int32]

  init(_ texts: some Sequence<String>) {
    var bytes: [UInt8] = []
    var ends: [Int32] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(Int32(bytes.count))
    }
    self.bytes = bytes
    self.ends = ends
  }

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }
}

extension String {
  /// The fields of the table literals of this module: one record a line, fields between commas.
  var tableRows: [[String]] {
    split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
  }
}
