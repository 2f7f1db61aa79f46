public import ArgumentParser
internal import Foundation
public import Rendering
internal import Yurai

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv

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
    if buffer.count > 1 << 16 { try flush() }
  }

  /// One CSV row (RFC 4180).
  mutating func row(_ fields: [String]) throws {
    for (index, field) in fields.enumerated() {
      if index > 0 { try write(",") }
      if field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
        // By bytes: a quote with a mark behind it is another character.
        buffer.append(0x22)
        for byte in field.utf8 {
          if byte == 0x22 { buffer.append(byte) }
          buffer.append(byte)
        }
        try write("\"")
      } else {
        try write(field)
      }
    }
    try write("\n")
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
