/// Paths as texts. Foundation's own (`NSString.lastPathComponent` and its like) trap on Linux when a path is one
/// character long.
package enum PathText {
  /// What stands before the last name: empty when there is only a name, `/` for what lies in the root.
  package static func folder(of path: String) -> String {
    guard let slash = trimmed(path).lastIndex(of: "/") else { return "" }
    let folder = trimmed(String(path[..<slash]))
    return folder.isEmpty ? "/" : folder
  }

  /// The last name, without slashes behind it.
  package static func name(of path: String) -> String {
    let path = trimmed(path)
    return path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The end of the last name behind its last dot, in lower case; empty when it has none.
  package static func suffix(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// A name in a folder; an empty folder is where we are.
  package static func joined(_ folder: String, _ name: String) -> String {
    if folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func trimmed(_ path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }
}
