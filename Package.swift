// swift-tools-version: 6.3
import PackageDescription

/// What every target of ours is compiled with: strict concurrency by language mode 6, the upcoming
/// features that the language is moving to, and no warning left standing.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "yurai",
  products: [
    .executable(name: "yurai", targets: ["yurai"]),
    // For Tests/Benchmarks, a package of its own.
    .library(name: "Matching", targets: ["Matching"]),
    .library(name: "Tabular", targets: ["Tabular"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The command: one small file a verb.
    .executableTarget(
      name: "yurai",
      dependencies: [
        "Yurai", "MallGenerator", "Postgres", "Rendering", "Bundle", "Ledger", "Sealing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/YuraiCommand", swiftSettings: settings),

    // The domain, a folder a job.
    .target(
      name: "Yurai",
      dependencies: [
        "Postgres", "PrivateServer", "Tabular", "Matching", "Rendering", "Ledger",
        "Sampling",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ], exclude: ["Report/Data"], swiftSettings: settings, plugins: ["EmbedFiles"]),

    // What a person reads. Pure.
    .target(
      name: "Rendering",
      dependencies: [.product(name: "Mustache", package: "swift-mustache")],
      exclude: ["Templates"], swiftSettings: settings),

    // Folding written variants, and match keys. Pure.
    .target(name: "Matching", swiftSettings: settings),

    // A transparency log: Merkle tree, proofs, signed notes and checkpoints. Pure.
    .target(
      name: "Ledger", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),

    // Samples that anybody can draw again, and what they show. Pure.
    .target(
      name: "Sampling", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),

    // Seals a stream for somebody's age key, in constant memory. Writing only. Pure.
    .target(
      name: "Sealing", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),

    // Checks what an auditor is given, with nothing but its files. No database.
    .target(
      name: "Bundle",
      dependencies: ["Ledger", "Sampling", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),

    // Delimited files as a stream of records.
    .target(name: "Tabular", swiftSettings: settings),

    // A realistic mall in files.
    .target(name: "MallGenerator", swiftSettings: settings),

    // The tool's own PostgreSQL server.
    .target(name: "PrivateServer", swiftSettings: settings),

    // A libpq client that knows no domain.
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: settings),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // Sql/, the built-in mappings, the inquiry rules and the templates, embedded in the binary.
    .plugin(
      name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"],
      path: "Sources/Plugins/EmbedFiles"),
    .executableTarget(
      name: "embed-files", path: "Sources/Plugins/EmbedFilesTool", swiftSettings: settings),

    // Unit tests: no server.
    .testTarget(
      name: "TabularTests", dependencies: ["Tabular"], resources: [.copy("Fixtures")],
      swiftSettings: settings),
    .testTarget(
      name: "MatchingTests", dependencies: ["Matching"], resources: [.copy("Fixtures")],
      swiftSettings: settings),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger"], resources: [.copy("Fixtures")],
      swiftSettings: settings),
    .testTarget(
      name: "BundleTests",
      // The command, so that it is built before it is run as a process of its own.
      dependencies: ["Bundle", "Ledger", "Sampling", "yurai"], swiftSettings: settings),
    .testTarget(
      name: "SealingTests",
      dependencies: ["Sealing", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),
    .testTarget(name: "SamplingTests", dependencies: ["Sampling"], swiftSettings: settings),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres"], swiftSettings: settings),
    .testTarget(
      name: "MallGeneratorTests", dependencies: ["MallGenerator"], resources: [.copy("Fixtures")],
      swiftSettings: settings),
    .testTarget(
      name: "RenderingTests", dependencies: ["Rendering"], exclude: ["Snapshots"],
      swiftSettings: settings),

    .testTarget(
      name: "YuraiTests",
      dependencies: ["Yurai", "Postgres", "Tabular", "Matching", "Rendering", "Ledger"],
      swiftSettings: settings),

    // Integration tests: they start a PostgreSQL of their own.
    .testTarget(
      name: "IntegrationTests",
      // The command, so that it is built before it is run as a process of its own.
      dependencies: [
        "Yurai", "yurai", "Postgres", "PrivateServer", "MallGenerator", "Rendering", "Ledger",
        "Sampling",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .testTarget(name: "PostgresServerTests", dependencies: ["Postgres"], swiftSettings: settings),
    .testTarget(
      name: "PrivateServerTests", dependencies: ["PrivateServer", "PrivateServerProbe"],
      swiftSettings: settings),
    // The tests run it to have several processes, another user, and a process group of its own.
    .executableTarget(
      name: "PrivateServerProbe", dependencies: ["PrivateServer"],
      path: "Tests/PrivateServerProbe", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
