import Glibc

/// Why a mall could not be written.
public struct GeneratorError: Error, Sendable, CustomStringConvertible {
  /// A stable name for each kind of failure.
  public enum Code: String, Sendable {
    /// The number of customers is negative or beyond ``MallGenerator/MallGenerator/customerLimit``.
    case customersOutOfRange = "customers-out-of-range"
    /// The directory is not there and could not be made.
    case cannotCreateDirectory = "cannot-create-directory"
    /// A file could not be opened or written, for instance because the disk is full.
    case cannotWrite = "cannot-write"
    /// This system's C library knows no CP932.
    case noEncoder = "no-encoder"
    /// A text of an export has a character that CP932 lacks; that is a fault of the generator's tables.
    case notInCP932 = "not-in-cp932"
  }

  /// What kind of failure it is.
  public let code: Code
  /// The file or directory, relative to the target directory where there is one.
  public let path: String
  /// The C library's `errno`, or 0.
  public let errno: Int32

  init(_ code: Code, path: String, errno: Int32 = 0) {
    self.code = code
    self.path = path
    self.errno = errno
  }

  /// One line with the reason and what to do next.
  public var description: String {
    let reason = errno == 0 ? "" : ": " + String(cString: strerror(errno))
    return switch code {
    case .customersOutOfRange:
      "\(path) customers cannot be generated; ask for 0 to \(MallGenerator.customerLimit)"
    case .cannotCreateDirectory: "cannot create the directory \(path)\(reason)"
    case .cannotWrite: "cannot write \(path)\(reason)"
    case .noEncoder: "this system cannot convert to CP932\(reason); install the glibc gconv modules"
    case .notInCP932: "\(path): a character has no place in CP932"
    }
  }
}
