import Ledger
import Testing

@testable import Bundle

extension Attack {
  /// The record that is opened, one that nobody drew.
  private static let place: Int64 = 22

  /// A lie about one record; the bundle itself is sound unless `edit` changes it.
  private static func record(
    _ name: String,
    world prepare: @escaping @Sendable (inout World) throws -> Void = { _ in },
    files edit: @escaping @Sendable (inout [String: [UInt8]], World) throws -> Void = { _, _ in },
    lie: @escaping @Sendable (inout [String: [UInt8]], World) throws -> Void = { _, _ in }
  ) -> Attack {
    Attack(name, .record) {
      var world = try World()
      try prepare(&world)
      world.tell()
      var files = try world.files()
      try edit(&files, world)
      var record = ["record": Array(try world.opening(place).utf8)]
      try lie(&record, world)
      return Evidence(
        files: try world.sealed(files),
        verifier: BundleVerifier(key: world.key.verifierKey, record: record["record"]))
    }
  }

  /// A lie that is told with one word in the place of another.
  private static func record(_ name: String, _ old: String, _ new: String) -> Attack {
    record(name, lie: { record, _ in try record.replace("record", old, new) })
  }

  /// Another file than the one that was written.
  private static func record(
    _ name: String, written: @escaping @Sendable (World) throws -> String
  ) -> Attack {
    record(name, lie: { record, world in record["record"] = Array(try written(world).utf8) })
  }

  /// Takes another proof, of whatever `proof` gives.
  private static func record(
    _ name: String, proof: @escaping @Sendable ([TreeHash], World) throws -> [TreeHash]
  ) -> Attack {
    record(
      name,
      lie: { record, world in
        func text(_ hashes: [TreeHash]) -> String {
          hashes.map { "\"\($0.base64)\"" }.joined(separator: ", ")
        }
        let own = try MemoryTree(world.records.map(\.leaf)).proof(place).hashes
        try record.replace(
          "record", #""proof": [\#(text(own))]"#, #""proof": [\#(text(try proof(own, world)))]"#)
      })
  }

  private static let onTheRecordsTrail = aboutTheTrail.map { lie in
    Attack("the trail of the one record " + lie.name, .record) {
      var world = try World()
      world.tell()
      world.importLate()
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(
          key: world.key.verifierKey,
          record: Array(try world.opening(place, telling: lie.tell).utf8)))
    }
  }

  private static let onTheRecordsCorrection = aboutTheCorrection.map { lie in
    Attack("the trail of the one record " + lie.name, .record) {
      var world = try World()
      world.tell()
      let leaf = world.importLate(correcting: true)
      let record = try world.opening(place) { trail in
        lie.tell(&trail)
        trail.since = lie.leaf(world) ?? leaf
      }
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, record: Array(record.utf8)))
    }
  }

  static let onTheRecord = onTheOpening + onTheRecordsTrail + onTheRecordsCorrection

  private static let onTheOpening: [Attack] = [
    record("the record shows another name", "山田 22", "山本 22"),
    record("the record shows another customer", #"\"C22\""#, #"\"C23\""#),
    record(
      "the record has another salt",
      lie: { record, world in
        let salts = try [22, 23].map { number in
          try #require(TreeHash(world.records[number].salt.bytes)).base64
        }
        try record.replace("record", salts[0], salts[1])
      }),
    record("the record is at its neighbour's place", #"{"index": 22,"#, #"{"index": 23,"#),
    record("the record is beyond the tree", #"{"index": 22,"#, #"{"index": 60,"#),
    record("the record names no place of a tree", #"{"index": 22,"#, #"{"index": -22,"#),
    record(
      "the record has another one's proof",
      proof: { _, world in
        try MemoryTree(world.records.map(\.leaf)).proof(23).hashes
      }),
    record(
      "the record stands for another one in its leaf and proof",
      lie: { record, world in
        let other = try world.opening(23)
        let tail = try #require(other.firstRange(of: #", "run": "#))
        let own = try world.opening(place)
        let head = try #require(own.firstRange(of: #", "run": "#))
        record["record"] = Array(
          (own[..<head.lowerBound].replacing(#""index": 22"#, with: #""index": 23"#)
            + other[tail.lowerBound...]).utf8)
      }),
    record("the record is opened at an empty place", written: { try $0.opening(24) }),
    record("the record's proof lacks the last hash", proof: { own, _ in own.dropLast() }),
    record("the record's proof lacks the first hash", proof: { own, _ in Array(own.dropFirst()) }),
    record("the record has no proof", proof: { _, _ in [] }),
    record("the record's proof goes on", proof: { own, _ in own + own.suffix(1) }),
    record(
      "the record's proof is higher than any tree",
      proof: { own, _ in
        Array(repeating: own[0], count: 64)
      }),
    record("the record's proof is turned over", proof: { own, _ in own.reversed() }),
    record(
      "the record is of another run",
      written: { world in
        var other = world
        other.run = 2
        other.records[30].verdict = "received"
        return try other.opening(place)
      }),
    record(
      "the record is proven against another run's root",
      written: { world in
        var other = world
        other.records[30].verdict = "received"
        return try other.opening(place)
      }),
    record(
      "the record names another run's root",
      lie: { record, world in
        var other = world
        other.records[30].verdict = "received"
        try record.replace(
          "record", world.recordHead.root.base64, other.recordHead.root.base64)
      }),
    record("the record names a larger tree", #"{"size": 60,"#, #"{"size": 61,"#),
    record("the record says that it is of another run", #""run": 3,"#, #""run": 4,"#),
    record(
      "the record is of another ledger",
      written: { _ in
        try World(records: 40).opening(place)
      }),
    record(
      "the record is made up, with a leaf that it opens",
      written: { world in
        try world.opening(place, as: TestRecord(77))
      }),
    record(
      "the record's verdict is polished",
      written: { world in
        var record = world.records[Int(place)]
        record.verdict = "received"
        return try world.opening(place, as: record)
      }),
    record("the record names another file", #""file": "customers.csv""#, #""file": "bought.csv""#),
    record(
      "the record names another hash of its file", World.hex("customers.csv"),
      World.hex("bought.csv")),
    record("the record names another line", #""line": 24,"#, #""line": 25,"#),
    record(
      "the record is said to be of another batch", world: { $0.records[22].batch = 2 }),
    record(
      "the record's leaf names another batch than the record",
      world: { $0.records[22].leafBatch = 2 },
      lie: { record, _ in
        try record.replace("record", "customers.csv", "orders-2006.csv")
        try record.replace("record", World.hex("customers.csv"), World.hex("orders-2006.csv"))
      }),
    record(
      "the record's batch was never imported", world: { $0.records[22].batch = 9 }),
    record(
      "the record is not counted in the census",
      files: { files, _ in
        // The sums of the verdicts stay, so that the census itself is not found out, nor by a sample.
        try files.dropSample()
        let text = String(decoding: files["census.csv"] ?? [], as: UTF8.self)
        files["census.csv"] = Array(
          text.replacing("tony,cocomin,2006,", with: "tony,cocomin,2007,").utf8)
        try files.replace(
          "report.json", #""mall":"tony","year":2006"#, #""mall":"tony","year":2007"#)
      }),
    record(
      "the record's trail is left out",
      written: { world in
        let trail = TestTrail(world.records[Int(place)]).json
        return try world.opening(place).replacing(#""trail": \#(trail)"#, with: #""trail": {}"#)
      }),
    record(
      "the record's numbers are left out",
      written: { world in
        let numbers = TestTrail(world.records[Int(place)]).numbers
        return try world.opening(place).replacing(#", "evidence": \#(numbers)"#, with: "")
      }),
    record(
      "the record has numbers of no event", #""evidence": {"#,
      #""evidence": {"x":{"tracking_no":"T"},"#),
    record("the record has a member more", "]}\n", "], \"note\": 1}\n"),
    record("the record says a thing twice", #""run": 3,"#, #""run": 3, "run": 3,"#),
    record("the record's place is a text", #"{"index": 22,"#, #"{"index": "22","#),
    record("two records are in the file", written: { try $0.opening(place) + $0.opening(23) }),
    record("the record's line is cut", "]}\n", "]}"),
    record(
      "the record ends in the middle",
      written: { String(try $0.opening(place).dropLast(40)) + "\n" }),
    record("the record is no JSON", written: { _ in "This is a record.\n" }),
    record("the record is another JSON", written: { _ in "[]\n" }),
    record("the record is an empty line", written: { _ in "\n" }),
    record("the record is an empty file", written: { _ in "" }),
  ]
}
