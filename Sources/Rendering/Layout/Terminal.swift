/// Stored text where it is shown to the desk or written into a list.
public enum Terminal {
  /// What could move a cursor or turn a line is spelt out (`<U+202E>`); line ends become spaces.
  public static func visible(_ text: String) -> String { Neutral.visible(text) }
}
