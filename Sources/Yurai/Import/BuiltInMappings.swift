/// The mappings that are part of the binary.
public enum BuiltInMappings {
  /// Their profiles.
  public static var profiles: [String] { Mapping.builtIn }

  /// The YAML of one.
  /// - Throws: `YuraiError` when there is none of that profile.
  public static func text(of profile: String) throws -> String {
    guard profiles.contains(profile), let text = EmbeddedFiles.text[Mapping.file(of: profile)]
    else {
      throw YuraiError(
        "there is no built-in mapping \(profile). There are \(profiles.joined(separator: ", "))",
        exit: .usage)
    }
    return text
  }
}
