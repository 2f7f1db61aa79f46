/// Whether two addresses are the same lot, one of them written without the building or the room: 松原2-28-27, 松原2-28-27-1203
/// and 松原2-28-27 栄荘1203. Many people leave them out, so this proposes; two households share a lot, so it never decides.
enum AddressLot {
  /// - Parameters:
  ///   - one: the normal form of an address, see `Fold.address`.
  ///   - other: that of another.
  /// - Returns: whether they part behind a lot, and what follows it does not say another room.
  static func isSame(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
    var shared = 0
    while shared < min(one.count, other.count), one[shared] == other[shared] { shared += 1 }
    // Back to a number with which neither goes on.
    while shared > 0, !isDigit(one[shared - 1]) || isDigit(one, shared) || isDigit(other, shared) {
      shared -= 1
    }
    let numbers = numbers(behind: one[..<shared])
    guard numbers > 0 else { return false }
    let (first, second) = (one[shared...], other[shared...])
    // 2-28 and 2-28-27 are two lots; 2-28-27-1203 is a room. Fewer than two numbers can be part of a town's name.
    if first.isEmpty || second.isEmpty {
      return (first.isEmpty ? second : first).first != "-" || numbers >= 3
    }
    guard numbers >= 2, first.first != "-" && second.first != "-" || numbers >= 3 else {
      return false
    }
    let (one, other) = (rooms(first), rooms(second))
    return one == other || one.isEmpty || other.isEmpty
  }

  private static func isDigit(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    index < text.count && isDigit(text[index])
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x30 && scalar.value <= 0x39
  }

  /// How many numbers stand at the end, parted by nothing but dashes.
  private static func numbers(behind text: ArraySlice<Unicode.Scalar>) -> Int {
    let end = text.reversed().prefix { isDigit($0) || $0 == "-" }
    guard let first = end.first, isDigit(first) else { return 0 }
    return end.split(separator: "-").count
  }

  /// The numbers in what follows a lot.
  private static func rooms(_ text: ArraySlice<Unicode.Scalar>) -> [String] {
    text.split { !isDigit($0) }.map { $0.reduce(into: "") { $0.unicodeScalars.append($1) } }
  }
}
