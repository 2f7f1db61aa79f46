import Glibc

/// Writes a realistic mall as the files that an import reads, with planted faults, and the answers.
///
/// ```swift
/// let generator = MallGenerator(directory: "demo", customers: 10_000, seed: 1)
/// let summary = try generator.run { rows in print(rows) }
/// ```
///
/// The directory then holds `manifest.yaml`, the canonical files of malls, merchants, tenancies,
/// affiliates, customers, orders, sign-ups and provisions, for some merchants' orders CP932 exports of
/// Rakuten, EC-CUBE and Next Engine, and `truth.json` with the verdict of every customer and the number
/// of findings of every planted rule. The same arguments give the same bytes. People, merchants and
/// contact data are invented; towns and postal codes are real.
///
/// Customer `C0000001` is the same under every seed: one order on 3 May 2006 at a merchant that left in
/// 2009, in a mall that has since been renamed.
public struct MallGenerator: Sendable {
  /// The most customers that one run can write: what 29 bits hold, less the guests.
  public static let customerLimit = 400_000_000

  /// Text that stands in the `manifest.yaml` of every generated mall.
  public static let mark = "supplied_by: \"\(ManifestFile.registerName)\""

  private let directory: String
  private let customers: Int
  private let seed: UInt64
  private let formats: FormatMix

  /// Prepares a run; nothing is written yet.
  ///
  /// - Parameters:
  ///   - directory: where the files go; made if it is not there. Files of the same names are replaced.
  ///   - customers: how many customer records; there are about three orders for each.
  ///   - seed: any number; another one gives other people with the same kinds of faults.
  ///   - formats: whether some orders come in the exports of other systems.
  public init(
    directory: String, customers: Int, seed: UInt64, formats: FormatMix = .mixed
  ) {
    self.directory = directory
    self.customers = customers
    self.seed = seed
    self.formats = formats
  }

  /// Writes the mall.
  ///
  /// - Parameter progress: called now and then, and at the end, with the number of customers and orders
  ///   written so far.
  /// - Returns: what was written and what must be found in it.
  /// - Throws: ``GeneratorError``. The files written until then stay; they have no `truth.json`.
  public func run(progress: (Int) -> Void) throws(GeneratorError) -> Summary {
    guard (0...Self.customerLimit).contains(customers) else {
      throw GeneratorError(.customersOutOfRange, path: String(customers))
    }
    try createDirectory()
    let simulation = Simulation(seed: seed, customers: customers, formats: formats)
    var tally = Tally()
    let reference = try ReferenceFiles(simulation: simulation, directory: directory).write()
    let people = try writeCustomers(simulation, &tally, progress)
    let orders = try writeOrders(simulation, &tally, progress)
    progress(customers + tally.orders)

    // In the order in which an import can read them: nothing names what comes later.
    var files = reference
    files.insert(contentsOf: [people[0], orders[0], people[1]], at: reference.count - 1)
    files.append(people[2])
    var entries = files.map(ManifestFile.canonical)
    if formats == .mixed {
      entries += Exports.systems.compactMap { Exports.entry($0, simulation) }
    }
    let manifest = try ManifestFile.write(entries, directory: directory)
    let truth = try TruthFile(simulation: simulation, tally: tally).write(directory: directory)
    return Summary(
      customers: customers, orders: tally.orders, exportedOrders: tally.exportedOrders,
      files: files + orders.dropFirst() + [manifest, truth],
      verdicts: Dictionary(uniqueKeysWithValues: tally.verdictCounts.map { ($0.key, $0.count) }),
      findings: Dictionary(uniqueKeysWithValues: tally.findingCounts.map { ($0.key, $0.count) }))
  }

  private static let progressStep = 1 << 16

  private func writeCustomers(
    _ simulation: Simulation, _ tally: inout Tally, _ progress: (Int) -> Void
  ) throws(GeneratorError) -> [Summary.File] {
    var file = try CustomersFile(simulation, directory: directory)
    for index in 0..<customers {
      let plan = simulation.planner.plan(index)
      tally.add(plan)
      try file.write(plan)
      if index % Self.progressStep == 0 { progress(index) }
    }
    return try file.finish()
  }

  private func writeOrders(
    _ simulation: Simulation, _ tally: inout Tally, _ progress: (Int) -> Void
  ) throws(GeneratorError) -> [Summary.File] {
    var canonical = try OrdersFile(simulation, directory: directory)
    var exports = formats == .mixed ? try Exports(simulation, directory: directory) : nil
    try OrderQueue(simulation).forEach { buyer, number throws(GeneratorError) in
      let order = simulation.order(buyer: buyer, number: number)
      tally.add(order)
      if order.system == .canonical {
        try canonical.write(order)
      } else {
        try exports?.write(order)
      }
      if tally.orders % Self.progressStep == 0 { progress(customers + tally.orders) }
    }
    let first = try canonical.finish()
    guard let exports = consume exports else { return [first] }
    return [first] + (try exports.finish())
  }

  /// As `mkdir -p`: what matters is that the last part is there in the end.
  private func createDirectory() throws(GeneratorError) {
    var path = ""
    var failure: Int32 = 0
    for part in directory.split(separator: "/", omittingEmptySubsequences: false) {
      path += part + "/"
      failure = mkdir(path, 0o755) == 0 ? 0 : errno
    }
    guard failure == 0 || failure == EEXIST else {
      throw GeneratorError(.cannotCreateDirectory, path: directory, errno: failure)
    }
  }
}
