import Foundation
import MallGenerator
import Testing

@Suite struct DeterminismTests {
  @Test func sameArgumentsGiveTheSameBytes() throws {
    let one = try WrittenMall(customers: 600, seed: 42)
    let two = try WrittenMall(customers: 600, seed: 42)
    #expect(one.summary.files == two.summary.files)
    for file in one.summary.files {
      #expect(try one.data(file.path) == two.data(file.path), "\(file.path)")
    }
  }

  @Test func anotherSeedGivesOtherPeople() throws {
    let one = try WrittenMall(customers: 600, seed: 42)
    let two = try WrittenMall(customers: 600, seed: 43)
    for path in ["customers.csv", "orders.csv", "tenancies.csv", "truth.json"] {
      #expect(try one.data(path) != two.data(path), "\(path)")
    }
  }

  /// A second run into the same directory replaces what the first wrote.
  @Test func filesAreReplaced() throws {
    let mall = try WrittenMall(customers: 300, seed: 1)
    let again = try MallGenerator(directory: mall.directory, customers: 5, seed: 1).run { _ in }
    for file in again.files { #expect(try mall.data(file.path).count == file.bytes) }
  }

  @Test func progressOnlyGrowsAndEndsWithAllRows() throws {
    let directory = NSTemporaryDirectory() + "mall-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var calls: [Int] = []
    let summary = try MallGenerator(directory: directory, customers: 50, seed: 1).run {
      calls.append($0)
    }
    #expect(calls == calls.sorted())
    #expect(calls.last == summary.customers + summary.orders)
  }

  @Test func impossibleRequestsAreRefused() {
    #expect { try MallGenerator(directory: "/tmp", customers: -1, seed: 1).run { _ in } } throws: {
      ($0 as? GeneratorError)?.code == .customersOutOfRange
    }
    #expect {
      try MallGenerator(directory: "/dev/null/mall", customers: 1, seed: 1).run { _ in }
    } throws: {
      ($0 as? GeneratorError)?.code == .cannotCreateDirectory
    }
  }
}
