internal import ArgumentParser
internal import Foundation
internal import MallGenerator
internal import Yurai

/// `yurai generate`: a realistic mall in files.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a realistic mall with planted faults and truth.json.",
    discussion:
      "Example: yurai generate mall --customers 10000 --seed 7 && yurai import mall/manifest.yaml")

  @Argument(
    help:
      "Folder to write to; made when it is not there. One that is not empty is refused, unless it holds a mall that was generated."
  )
  var directory: String

  @Option(help: "How many customers.")
  var customers = 10_000

  @Option(help: "The same seed gives the same bytes.")
  var seed: UInt64 = 1

  @Flag(help: "No exports of other systems, canonical files only.")
  var canonicalOnly = false

  func run() throws {
    guard customers >= 0 else { throw ValidationError("--customers is a number from 0") }
    try Self.requireRoom(in: directory)
    let generator = MallGenerator(
      directory: directory, customers: customers, seed: seed,
      formats: canonicalOnly ? .canonicalOnly : .mixed)
    do {
      let summary = try generator.run { _ in }
      print(
        "\(directory): \(summary.customers) customers, \(summary.orders) orders, \(summary.files.count) files"
      )
    } catch {
      throw YuraiError(error.description)
    }
  }

  /// Nobody's own files are written over: a folder has to be empty, or to hold a mall that was made here and is whole.
  private static func requireRoom(in directory: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    guard !names.isEmpty else { return }
    let manifest = try? String(contentsOfFile: "\(directory)/manifest.yaml", encoding: .utf8)
    guard names.contains("truth.json"), manifest?.contains(MallGenerator.mark) == true else {
      throw YuraiError(
        "\(directory) is not empty, and holds no whole mall that yurai generated: nothing was written. Name a new folder, "
          + "or empty this one", exit: .usage)
    }
  }
}
