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

  @Argument(help: "Folder to write to; made when it is not there.")
  var directory: String

  @Option(help: "How many customers.")
  var customers = 10_000

  @Option(help: "The same seed gives the same bytes.")
  var seed: UInt64 = 1

  @Flag(help: "No exports of other systems, canonical files only.")
  var canonicalOnly = false

  func run() throws {
    guard customers >= 0 else { throw ValidationError("--customers is a number from 0") }
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
}
