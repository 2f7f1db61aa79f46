public import ArgumentParser
internal import Foundation
public import Rendering
internal import Yurai

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument {
  case text, json, csv

  /// None for the parser to list: not every verb has all, and the help of each says which it has.
  static var allValueStrings: [String] { [] }

  /// Refuses a format that a verb does not have, instead of printing another.
  func require(_ formats: OutputFormat...) throws {
    guard !formats.contains(self) else { return }
    let names = formats.map(\.rawValue).joined(separator: " or ")
    throw ValidationError("--format \(rawValue) is not for this verb: it prints \(names)")
  }
}

extension Language: ExpressibleByArgument {}

/// The configuration and the language of what people read.
struct ReaderOptions: ParsableArguments {
  @Option(help: "Language of what a person reads: ja or en.")
  var language: Language?

  @Option(help: ArgumentHelp("Configuration file.", valueName: "path"))
  var config: String?

  /// The settings of the operator.
  func settings() throws -> OperatorSettings { try OperatorSettings(path: config) }

  /// The language asked for, else the configured one.
  func language(_ settings: OperatorSettings) -> Language {
    language ?? Language(rawValue: settings.language) ?? .ja
  }
}

/// Standard output in big pieces.
struct Output: ~Copyable {
  private var buffer: [UInt8] = []

  /// Writes text as it is.
  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    try flushWhenLarge()
  }

  /// One row of a CSV file.
  mutating func row(_ fields: [String]) throws {
    CSVRow.append(fields, to: &buffer)
    try flushWhenLarge()
  }

  private mutating func flushWhenLarge() throws {
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Sends what is left.
  /// - Throws: `YuraiError` when it cannot be written.
  mutating func flush() throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: buffer)
    } catch {
      throw YuraiError(Self.lost)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// What a person is told whose output went nowhere.
  static let lost =
    "what was to be printed could not be written: is the disk full, or was the other end closed?"

  /// - Throws: `YuraiError` when something printed was lost.
  static func requirePrinted() throws {
    guard StandardOutput.isWhole else { throw YuraiError(lost) }
  }
}
