/// Which formats the orders of a generated mall come in.
public enum FormatMix: Sendable {
  /// Most orders in the canonical file, and those of four merchants in CP932 exports of the systems
  /// they use: both generations of Rakuten's, EC-CUBE 4, Next Engine.
  case mixed
  /// Everything in canonical files.
  case canonicalOnly
}
