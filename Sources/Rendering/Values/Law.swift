/// The law whose periods and rights an inquiry stands under.
public enum Law: String, CaseIterable, Sendable, Codable {
  /// Act on the Protection of Personal Information (個人情報の保護に関する法律).
  case appi
  /// Regulation (EU) 2016/679.
  case gdpr
  /// UK GDPR and Data Protection Act 2018.
  case uk
}
