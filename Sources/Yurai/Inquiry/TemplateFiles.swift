internal import Foundation
internal import Rendering

/// The letter templates as files: to change a copy of them, and to check one's own before use.
public enum TemplateFiles {
  /// Writes the built-in ones into a directory; how many there are. Files that are there already are not touched.
  /// - Throws: `YuraiError` when one is there already, or the directory cannot be written.
  public static func write(to directory: String) throws -> Int {
    let manager = FileManager.default
    let folder = "Sources/Rendering/Templates/"
    do {
      try manager.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch { throw YuraiError("\(directory) cannot be made") }
    let templates = EmbeddedFiles.text.filter { $0.key.hasPrefix(folder) }
    let names = templates.keys.map { String($0.dropFirst(folder.count)) }
    if let present = names.sorted().first(where: {
      manager.fileExists(atPath: "\(directory)/\($0)")
    }) {
      throw YuraiError("\(directory)/\(present) is there already, and is not overwritten")
    }
    for (path, text) in templates {
      let file = "\(directory)/\(path.dropFirst(folder.count))"
      guard manager.createFile(atPath: file, contents: Data(text.utf8)) else {
        throw YuraiError("\(file) cannot be written")
      }
    }
    return templates.count
  }

  /// Renders every kind of letter with the operator's templates and lints it; what is wrong, a line each.
  /// - Throws: `YuraiError` for a template that cannot be read at all.
  public static func check(_ settings: OperatorSettings) throws -> [String] {
    let renderer: LetterRenderer
    do {
      renderer = try LetterRenderer(templates: LetterWriter.templates(settings))
    } catch let error as LetterTemplateError {
      return [error.description]
    }
    return SampleLetters.problems(renderer)
  }
}
