/// How a message came.
public enum InquiryChannel: String, CaseIterable, Sendable, Codable {
  /// By e-mail.
  case email
  /// By post.
  case letter
  /// By telephone.
  case phone
  /// Through a form on the web.
  case web
  /// In person.
  case counter

  /// Whether an answer goes by e-mail.
  public var isElectronic: Bool { self == .email || self == .web }
}
