/// A value as one word of a command that somebody copies into a shell.
public enum ShellWord {
  /// As it is where it is made of harmless characters; else in single quotes.
  public static func quoted(_ text: String) -> String {
    let shown = Neutral.visible(text)
    let isPlain = shown.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_./:@+,".unicodeScalars.contains($0)
    }
    return isPlain
      ? shown
      : "'"
        + shown.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
