// swift-tools-version: 6.3
import PackageDescription

// Small timings of what an import does row by row. A package of its own, so that the project does not depend on it:
// `make bench-parts`. What a user waits for is measured by bench.py.
let package = Package(
  name: "yurai-benchmarks",
  dependencies: [
    .package(name: "yurai", path: "../.."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Folding",
      dependencies: [
        .product(name: "Matching", package: "yurai"),
        .product(name: "Benchmark", package: "benchmark"),
      ], path: "Benchmarks/Folding",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Reading",
      dependencies: [
        .product(name: "Tabular", package: "yurai"),
        .product(name: "Benchmark", package: "benchmark"),
      ], path: "Benchmarks/Reading",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
