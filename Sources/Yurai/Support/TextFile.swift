internal import Foundation

/// The text of a small file that a person wrote; whatever keeps it from being read is told apart.
enum TextFile {
  /// Reads a file whole; also a pipe.
  ///
  /// - Parameters:
  ///   - path: where it lies.
  ///   - what: what it should be, such as `a manifest (YAML)`.
  /// - Returns: its text, without a byte order mark.
  /// - Throws: `YuraiError` when it is not there, is a folder, may not be read, or is not UTF-8.
  static func text(at path: String, asGiven what: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(of: path, errno, what) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw refusal(of: path, EISDIR, what)
    }
    guard var bytes = try? file.readToEnd() ?? Data() else { throw refusal(of: path, EIO, what) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    // No text has a NUL, and UTF-16 has one for every ASCII character.
    guard !bytes.contains(0) else {
      throw YuraiError("\(path) is UTF-16, or no text: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw YuraiError(
        "\(path) is not UTF-8: save it as UTF-8 (iconv -f CP932 -t UTF-8, if it is Shift_JIS)")
    }
    return text
  }

  /// What is said of a file that the system does not give, by the system's number for why.
  static func refusal(of path: String, _ code: Int32, _ what: String) -> YuraiError {
    switch code {
    case ENOENT, ENOTDIR: YuraiError("\(path) is not there: give the path of \(what)")
    case EISDIR: YuraiError("\(path) is a folder: give the path of \(what)")
    case EACCES, EPERM:
      YuraiError(
        "\(path) may not be read by this user (\(String(cString: strerror(code)))): let it be read, or run as who may"
      )
    default:
      YuraiError(
        "\(path) cannot be read (\(String(cString: strerror(code)))): give the path of \(what)")
    }
  }
}
