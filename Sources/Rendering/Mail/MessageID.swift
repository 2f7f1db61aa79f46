/// The name of one mail in all the world, `<left@right>` (the `msg-id` of RFC 5322).
public struct MessageID: Sendable, Hashable {
  /// What is unique on the right side, for instance a case number and a time.
  public let left: String
  /// Usually the sender's domain.
  public let right: String

  /// Nil unless both are RFC 5322's dot-atoms (ASCII letters, digits and some marks, with single
  /// dots between) of 1 to 120 bytes: an id cannot be folded, so it has to fit a line.
  public init?(left: String, right: String) {
    guard MessageID.isDotAtom(left), MessageID.isDotAtom(right) else { return nil }
    self.left = left
    self.right = right
  }

  private static func isDotAtom(_ text: String) -> Bool {
    let atoms = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.utf8.count <= 120
      && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(MailAddress.isAtomText) }
  }
}
