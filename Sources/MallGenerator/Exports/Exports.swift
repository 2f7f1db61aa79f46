/// The exports of the four merchants that use systems of their own.
struct Exports: ~Copyable {
  private var rakutenOld: RakutenOrders
  private var rakutenNew: RakutenOrders
  private var eccube: EccubeOrders
  private var nextEngine: NextEngineOrders

  init(_ simulation: Simulation, directory: String) throws(GeneratorError) {
    let old = try RakutenOrders(simulation, system: .rakutenOld, directory: directory)
    let new = try RakutenOrders(simulation, system: .rakutenNew, directory: directory)
    let eccube = try EccubeOrders(simulation, directory: directory)
    let nextEngine = try NextEngineOrders(simulation, directory: directory)
    rakutenOld = old
    rakutenNew = new
    self.eccube = eccube
    self.nextEngine = nextEngine
  }

  mutating func write(_ order: OrderPlan) throws(GeneratorError) {
    switch order.system {
    case .canonical: break
    case .rakutenOld: try rakutenOld.write(order)
    case .rakutenNew: try rakutenNew.write(order)
    case .eccube: try eccube.write(order)
    case .nextEngine: try nextEngine.write(order)
    }
  }

  /// In the order of ``systems``.
  consuming func finish() throws(GeneratorError) -> [Summary.File] {
    [
      try rakutenOld.finish(), try rakutenNew.finish(), try eccube.finish(),
      try nextEngine.finish(),
    ]
  }

  static let systems: [OrderSystem] = [.rakutenOld, .rakutenNew, .eccube, .nextEngine]

  /// What the manifest says of the file of `system`; the file itself names neither mall nor merchant.
  static func entry(_ system: OrderSystem, _ simulation: Simulation) -> ManifestFile.Entry? {
    guard let index = simulation.market.exports[system] else { return nil }
    let place = simulation.market.tenancies[index]
    let merchant = simulation.market.merchants[place.merchant]
    let (profile, supplier) =
      switch system {
      case .canonical: ("canonical/orders", "")
      case .rakutenOld, .rakutenNew: ("rakuten/orders", "RMS download")
      case .eccube: ("eccube4/orders", "EC-CUBE export")
      case .nextEngine: ("nextengine/orders", "Next Engine export")
      }
    return ManifestFile.Entry(
      path: system.path, profile: profile, encoding: "cp932",
      suppliedBy: "Merchant \(merchant.id), \(supplier)", mall: Mall.all[place.mall].id,
      merchant: merchant.id)
  }
}
