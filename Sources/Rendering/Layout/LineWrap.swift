/// Breaks a paragraph into lines of a given number of columns: between words in Latin text,
/// between any two characters in Japanese, and there by kinsoku shori (JIS X 4051): no line
/// starts with 、。」 or small kana, none ends with 「.
struct LineWrap: Sendable {
  /// The limit in columns; nothing is longer, unless a single character is.
  var width: Int
  /// How columns are counted.
  var measure: DisplayWidth

  /// The lines, without line ends; an empty paragraph is one empty line. Lines after the first
  /// begin with `indent` spaces, which count.
  func lines(_ text: String, indent: Int = 0) -> [String] {
    let hanging = String(repeating: " ", count: indent)
    var lines: [String] = []
    var rest = pieces(text)[...]
    repeat {
      let room = max(2, width - (lines.isEmpty ? 0 : indent))
      let taken = takeLine(&rest, room)
      lines.append((lines.isEmpty ? "" : hanging) + taken)
    } while !rest.isEmpty
    return lines
  }

  /// The columns of the longest part of a text that would have to be broken within itself.
  func longestWord(in text: String) -> Int {
    pieces(text).reduce(0) { max($0, measure.columns($1)) }
  }

  /// Fills one line and removes it from `rest`; the spaces at a break are dropped.
  private func takeLine(_ rest: inout ArraySlice<String>, _ room: Int) -> String {
    var line = ""
    var used = 0
    while let piece = rest.first {
      let needed = measure.columns(piece)
      if piece == " ", line.isEmpty {
        rest.removeFirst()
        continue
      }
      if used + needed > room { break }
      line += piece
      used += needed
      rest.removeFirst()
    }
    if line.isEmpty, let piece = rest.first {
      return split(piece, &rest, room)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Breaks a piece that is longer than a whole line wherever the line ends; where it is a path or a number of parts, behind
  /// one of them, if that leaves no more than half of the line empty.
  private func split(_ piece: String, _ rest: inout ArraySlice<String>, _ room: Int) -> String {
    var head = ""
    var used = 0
    var part = ""
    for character in piece {
      let needed = measure.columns(String(character))
      if used + needed > room, !head.isEmpty { break }
      head.append(character)
      used += needed
      if "/-_.".contains(character), used * 2 >= room { part = head }
    }
    if head.count < piece.count, !part.isEmpty { head = part }
    rest.removeFirst()
    let tail = piece.dropFirst(head.count)
    if !tail.isEmpty {
      rest = [String(tail)] + rest
    }
    return head
  }

  /// What must stay on one line, in order; spaces are pieces of their own.
  private func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var current = ""
    var previous: Character?
    for character in text {
      if character == " " {
        if !current.isEmpty { pieces.append(current) }
        pieces.append(" ")
        current = ""
      } else {
        if let previous, previous != " ", mayBreak(previous, character), !current.isEmpty {
          pieces.append(current)
          current = ""
        }
        current.append(character)
      }
      previous = character
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces
  }

  private func mayBreak(_ left: Character, _ right: Character) -> Bool {
    if LineWrap.notAtStart.contains(right) || LineWrap.notAtEnd.contains(left) { return false }
    // A number keeps its counter: 2006年, 5月, 12回.
    if left.isNumber, LineWrap.counters.contains(right) { return false }
    return isWide(left) || isWide(right)
  }

  private func isWide(_ character: Character) -> Bool {
    measure.columns(String(character)) > 1
  }

  private static let notAtStart = Set<Character>(
    "、。，．・：；？！」』）〕］｝〉》】〟’”ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}'\"")
  private static let notAtEnd = Set<Character>("「『（〔［｛〈《【〝‘“([{")
  private static let counters = Set<Character>("年月日時分回件条項")
}
