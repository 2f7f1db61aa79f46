/// How the bytes of a delimited file stand for characters.
///
/// The raw values are the names used in manifests and messages.
public enum TextEncoding: String, Sendable, Hashable {
  /// UTF-8 as RFC 3629 defines it: no surrogates, no overlong forms.
  case utf8 = "utf-8"
  /// Windows code page 932, which is what exporters mean by "Shift_JIS".
  ///
  /// It differs from JIS X 0208 Shift_JIS in 845 more characters (①, ㈱, 髙, 﨑 among them) and in
  /// eight different ones (0x5C is a backslash, 0x8160 is U+FF5E and not U+301C).
  case cp932
}
