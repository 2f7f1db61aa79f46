/// Somebody who sends or gets mail (the `mailbox` of RFC 5322): an address, with a name or without.
public struct Mailbox: Sendable, Hashable {
  /// The display name, in any script; nil or empty for none. Any text is safe: what could break a
  /// header is dropped when the header is written.
  public var name: String?
  /// Where the mail goes.
  public var address: MailAddress

  /// See the properties.
  public init(name: String? = nil, address: MailAddress) {
    self.name = name
    self.address = address
  }
}
