/// What went wrong, in words for the person who reads them, and how the process ends.
///
/// `message` says what happened, to what, and what to do next. It never holds a value of a person.
public struct YuraiError: Error, CustomStringConvertible, Sendable {
  /// Exit codes of the tool, as the documentation lists them.
  public enum Exit: Int32, Sendable {
    /// The command failed.
    case failed = 1
    /// Done, and something is unexplained or did not verify.
    case unexplained = 2
    /// The database cannot be reached.
    case unreachable = 3
    /// Wrong usage.
    case usage = 64
    /// Another run holds the lock.
    case locked = 75
    /// Interrupted by the user.
    case interrupted = 130
  }

  /// How the process ends.
  public let exit: Exit
  /// One or more sentences.
  public let message: String

  /// An error with its message; `failed` unless said otherwise.
  public init(_ message: String, exit: Exit = .failed) {
    self.message = message
    self.exit = exit
  }

  /// The message.
  public var description: String { message }
}
