internal import ArgumentParser
internal import Foundation
internal import Postgres
internal import Yurai

/// How an error reaches the person: one message on stderr, and the exit code of the documentation.
enum Failure {
  static func report(_ error: any Error) -> Never {
    // A verb that ends with a code of its own has printed all that it has to say.
    if error is ExitCode, !StandardOutput.isWhole { end(Output.lost, .failed) }
    switch error {
    case let error as YuraiError: end(error.message, error.exit)
    // Of a verb at work: that of the parser, which shows how the verb is used, comes wrapped in one of its own.
    case let error as ValidationError: end(error.message, .usage)
    case let error as PostgresError where error.code == .cancelled: end("interrupted", .interrupted)
    case let error as PostgresError
    where error.code == .connectionLost || error.code == .connectionFailed:
      end("\(error.description). Is the server up? Nothing was left half-done", .unreachable)
    case let error as PostgresError where error.sqlState == .insufficientPrivilege:
      end(
        "\(error.description). The role that you connect as has no right to it: who may do what stands in "
          + "Docs/operations.md, \"Roles\"", .failed)
    case let error as PostgresError where error.sqlState == .deadlockDetected:
      end(
        "another run was at work on the same rows, and the server ended this one: nothing was done. Run the same "
          + "command again", .locked)
    case let error as PostgresError: end(error.description, .failed)
    case let error as CocoaError: end(message(of: error), .failed)
    default: endParsing(error)
    }
  }

  /// Help goes to stdout as it is; what the parser refuses repeats what was typed.
  private static func endParsing(_ error: any Error) -> Never {
    let code = YuraiCommand.exitCode(for: error)
    let message = YuraiCommand.fullMessage(for: error)
    guard !code.isSuccess, !message.isEmpty else { YuraiCommand.exit(withError: error) }
    StandardError.write("\(CardMask.applied(to: message))\n")
    exit(code.rawValue)
  }

  /// Foundation's errors about files name their causes in a language of their own.
  private static func message(of error: CocoaError) -> String {
    let cause = error.underlying as? POSIXError
    let reason =
      cause.map { String(cString: strerror($0.code.rawValue)) } ?? "the system gives no reason"
    let file = error.filePath ?? "a file"
    return "\(file) cannot be read or written: \(reason)"
  }

  private static func end(_ message: String, _ code: YuraiError.Exit) -> Never {
    let wasInterrupted = Interruption.wasRequested && code == .failed
    StandardError.write("yurai: \(CardMask.applied(to: message))\n")
    exit(wasInterrupted ? YuraiError.Exit.interrupted.rawValue : code.rawValue)
  }
}
