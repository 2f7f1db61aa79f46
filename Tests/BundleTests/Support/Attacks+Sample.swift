import Ledger
import Sampling
import Testing

@testable import Bundle

extension Attack {
  /// A sample over other draws than those that the seed gives.
  private static func drawing(
    _ name: String, _ claim: ClaimID, _ change: @escaping @Sendable (inout [Draw]) -> Void
  ) -> Attack {
    .telling(
      name, claim,
      files: { files, world in
        var draws = try world.draws()
        change(&draws)
        files["sample.json"] = Array(try world.sample(draws).utf8)
      })
  }

  private static func annex(
    _ name: String, _ change: @escaping @Sendable (inout [String: [UInt8]], World) throws -> Void
  ) -> Attack {
    Attack(name, .annex) {
      var world = try World()
      world.tell()
      var annex = ["annex": Array(try world.annex().utf8)]
      try change(&annex, world)
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, annex: annex["annex"]))
    }
  }

  /// Lies about the events of a record, told of one that was drawn or of one that was not.
  static let aboutTheTrail: [(name: String, tell: @Sendable (inout TestTrail) -> Void)] = [
    ("has no event", { $0.isThere = false }),
    ("is of a file that no leaf has", { $0.file = "bought.csv" }),
    ("is of a file that was imported after the audit", { $0.file = "late.csv" }),
    ("is of a line that the file does not have", { $0.line = 4712 }),
    ("is of a merchant that the leaf does not name", { $0.merchant = "umi" }),
    ("is of a mall that the leaf does not name", { $0.mall = "umi" }),
    ("is of another day", { $0.time = "2006-05-04T09:05:00+09:00" }),
    ("is of another day by the mall's clock", { $0.time = "2006-05-02T23:30:00-02:00" }),
    ("has an earlier order that the leaf does not name", { $0.hasEarlier = true }),
    ("is of no time at all", { $0.time = "some day" }),
    ("is another customer's", { $0.customer = "C59" }),
    ("is of an order that is not placed", { $0.isPlaced = false }),
    ("has evidence of which nothing is shown", { $0.hasNumbers = false }),
  ]

  /// Lies about the leaf since which other events are shown, after `late.csv` corrected a row; nil is that leaf.
  static let aboutTheCorrection:
    [(name: String, leaf: @Sendable (World) -> Int?, tell: @Sendable (inout TestTrail) -> Void)] = [
      ("is corrected before the audit", { _ in 4 }, { $0.file = "late.csv" }),
      ("is imported before the audit", { _ in 3 }, { $0.file = "late.csv" }),
      ("is corrected by the audit", { $0.auditIndex }, { $0.file = "late.csv" }),
      ("is corrected by the sample", { $0.sampleIndex }, { $0.file = "late.csv" }),
      ("is corrected and as it was", { _ in nil }, { _ in }),
      ("is corrected by a leaf to come and as it was", { $0.leaves.count }, { _ in }),
      (
        "is corrected and another customer's", { _ in nil },
        { ($0.file, $0.customer) = ("late.csv", "C59") }
      ),
      (
        "is corrected and has evidence of which nothing is shown", { _ in nil },
        { ($0.file, $0.hasNumbers) = ("late.csv", false) }
      ),
    ]

  private static let onTheCorrection = aboutTheCorrection.map { lie in
    Attack("the trail in the annex " + lie.name, .annex) {
      var world = try World()
      world.tell()
      let leaf = world.importLate(correcting: true)
      let annex = try world.annex { trail in
        lie.tell(&trail)
        trail.since = lie.leaf(world) ?? leaf
      }
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(key: world.key.verifierKey, annex: Array(annex.utf8)))
    }
  }

  private static let onTheAnnexTrail = aboutTheTrail.map { lie in
    Attack("the trail in the annex " + lie.name, .annex) {
      var world = try World()
      world.tell()
      world.importLate()
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(
          key: world.key.verifierKey, annex: Array(try world.annex(telling: lie.tell).utf8)))
    }
  }

  /// A lie about a sample of which one record could not be opened.
  private static func unopened(
    _ name: String, _ claim: ClaimID,
    _ change: @escaping @Sendable (inout [String: [UInt8]], World) throws -> [UInt8]
  ) -> Attack {
    Attack(name, claim) {
      var world = try World()
      world.tell()
      try world.closeOneDraw()
      var files = try world.files()
      let annex = try change(&files, world)
      return Evidence(
        files: try world.sealed(files),
        verifier: BundleVerifier(key: world.key.verifierKey, annex: annex))
    }
  }

  private static let onTheUnopened: [Attack] = [
    unopened("the annex opens a record that was drawn as unopened", .annex) { _, world in
      var opened = world
      opened.unopened = []
      return Array(try opened.annex().utf8)
    },
    unopened("an unopened draw is left out of the exceptions", .sampleResult) { files, world in
      let found = try world.sampledExceptions()
      try files.replace(
        "sample.json", #""exceptions": \#(found)"#, #""exceptions": \#(found - 1)"#)
      try files.replace("report.json", #""exceptions":\#(found),"#, #""exceptions":\#(found - 1),"#)
      return Array(try world.annex().utf8)
    },
    unopened("an unopened draw counts as opened, and is not in the annex", .annex) {
      files, world in
      var opened = world
      opened.unopened = []
      files = try opened.files()
      return Array(try world.annex().utf8)
    },
    unopened("an unopened draw counts as erased", .sampleResult) { files, world in
      try files.replace("sample.json", #""exception": "unopened""#, #""exception": "erased""#)
      return Array(try world.annex().utf8)
    },
  ]

  /// A record that was drawn is said to be closed by a leaf that does not say so.
  private static func closed(
    _ name: String, _ change: @escaping @Sendable (inout World, Int64) throws -> Void
  ) -> Attack {
    Attack("a drawn record is withheld " + name, .annex) {
      var world = try World()
      world.tell()
      let place = try world.closeSince("erased")
      try change(&world, place)
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(
          key: world.key.verifierKey, annex: Array(try world.annex().utf8)))
    }
  }

  private static let onTheClosed: [Attack] = [
    closed("as erased, and the leaf is no erasure") { world, place in
      let answer = try #require(world.leaves.lastIndex { $0.contains(#""kind" : "answer""#) })
      world.closed[place] = ("erased", answer)
    },
    closed("as erased, and another one was") { world, place in
      world.leaves.removeLast()
      world.append("erasure", World.erasure(Int(place) + 1))
    },
    closed("as corrected, by its erasure") { world, place in
      world.closed[place]?.why = "corrected"
    },
    closed("as corrected, and another batch was") { world, place in
      world.leaves.removeLast()
      world.append("supersession", #""batch" : 2, "of" : [{"batch" : 2, "rows" : 1}]"#)
      world.closed[place]?.why = "corrected"
    },
    closed("as corrected before the audit") { world, place in world.closed[place] = ("corrected", 4)
    },
    closed("for no reason that there is") { world, place in world.closed[place]?.why = "lost" },
    Attack("the annex says of a record that was not drawn that it was erased", .annex) {
      var world = try World()
      world.tell()
      let drawn = Set(try world.draws().map(\.index))
      let other = try #require((Int64(0)..<60).first { !drawn.contains($0) && $0 != 11 })
      world.append("erasure", World.erasure(Int(other)))
      let line = #"{"index": \#(other), "closed": "erased", "leaf": \#(world.leaves.count - 1)}"#
      return Evidence(
        files: try world.files(),
        verifier: BundleVerifier(
          key: world.key.verifierKey, annex: Array((try world.annex() + line + "\n").utf8)))
    },
    annex("the annex opens an erased record and says that it is closed too") { annex, world in
      var closed = world
      try closed.closeSince("corrected")
      annex["annex"]? += Array(try closed.annex().utf8)
    },
  ]

  static let onTheSample =
    onTheDraws + onTheAnnexTrail + onTheCorrection + onTheUnopened + onTheClosed

  private static let onTheDraws: [Attack] = [
    .telling(
      "the nonce is chosen after the fact", .sampleCommitment,
      world: {
        $0.nonce = "another one"
        $0.tell()
      }),
    .telling(
      "the nonce has a digit too few", .sampleCommitment,
      world: {
        $0.nonce = "47110815471108154711081"
        $0.committedNonce = $0.nonce
        $0.tell()
      }),
    .telling(
      "the nonce has three different digits", .sampleCommitment,
      world: {
        $0.nonce = String(repeating: "471", count: 20)
        $0.committedNonce = $0.nonce
        $0.tell()
      }),
    .telling(
      "the nonce was committed to before the audit", .sampleCommitment,
      world: {
        $0.tell()
        let sample = $0.leaves.remove(at: 8)
        $0.leaves.insert(sample, at: 7)
        ($0.auditIndex, $0.sampleIndex, $0.signed) = (18, 17, [17, 18, 19])
      }),
    .telling(
      "the seed comes of a later checkpoint", .sampleCommitment,
      world: {
        $0.tell()
        $0.seedSize = 11
      }),
    .telling(
      "the seed comes of a checkpoint before the commitment", .sampleCommitment,
      world: {
        $0.tell()
        $0.seedSize = 8
      }),
    .telling(
      "the seed is another one", .sampleCommitment,
      files: { files, world in
        try files.replace("sample.json", try world.seed(), World.hex("mine"))
      }),
    .telling(
      "the terms are softer than those committed to", .sampleCommitment,
      files: { files, world in
        var softer = world
        softer.terms = (0.8, 0.2)
        files["sample.json"] = Array(try softer.sample().utf8)
      }),
    .telling(
      "the sample is of another audit", .sampleCommitment,
      world: {
        $0.tell()
        $0.run = 4
        $0.records[11].isErased = true
        $0.records[30].verdict = "received"
        $0.signed.append($0.leaves.count)
        $0.tellAudit()
        $0.sampleIndex = 8
      },
      files: { files, world in
        var older = world
        older.run = 3
        older.records[30].verdict = "traced"
        files["sample.json"] = Array(try older.sample().utf8)
      }),
    .telling(
      "the ledger is set back between the commitment and its checkpoint", .sampleCommitment,
      world: {
        $0.tell()
        try $0.recover(to: 19)
        $0.signed.removeAll { $0 > 8 }
      }),
    .telling(
      "the nonce is committed to again", .sampleCommitment,
      world: {
        $0.tell()
        $0.signed.append($0.leaves.count)
        $0.tellSample()
      }),
    .telling(
      "the nonce of an earlier audit is committed to again", .sampleCommitment,
      world: {
        $0.tell()
        $0.run = 4
        $0.records[11].isErased = true
        $0.signed.append($0.leaves.count)
        $0.tellAudit()
        $0.tellSample()
      }),
    drawing("a draw is left out", .sampleDraws) { $0.remove(at: 4) },
    drawing("the last draws are left out", .sampleDraws) { $0.removeLast(3) },
    drawing("a draw is exchanged for another", .sampleDraws) { draws in
      let free = (Int64(0)..<60).first { place in !draws.contains { $0.index == place } } ?? 0
      draws[4] = Draw(number: draws[4].number, index: free)
    },
    drawing("two draws are swapped", .sampleDraws) { $0.swapAt(3, 4) },
    drawing("nothing is drawn", .sampleDraws) { $0 = [] },
    .telling(
      "fewer draws are said to be needed", .sampleDraws,
      files: { files, world in
        var draws = try world.draws()
        let size = draws.count
        draws.removeLast(5)
        files["sample.json"] = Array(try world.sample(draws).utf8)
        try files.replace("sample.json", #""size": \#(size)"#, #""size": \#(size - 5)"#)
      }),
    .telling(
      "a stratified sample ends too early", .sampleDraws,
      world: {
        $0.stratified = "mall"
        $0.tell()
      },
      files: { files, world in
        files["sample.json"] = Array(try world.sample(try world.draws().dropLast()).utf8)
      }),
    .telling(
      "the census of a stratified sample is bent after the fact", .sampleDraws,
      world: {
        $0.stratified = "mall"
        $0.tell()
      },
      files: { files, _ in
        try files.replace("census.csv", "rose,hana,2006,traced,", "tony,hana,2006,traced,")
      }),
    .telling(
      "a leaf is polished", .sampleLeaves,
      files: { files, world in
        let first = try #require(try world.draws().first { !world.records[Int($0.index)].isErased })
        var better = world
        better.records[Int(first.index)].merchant? += "x"
        let line = try world.line(first, MemoryTree(world.records.map(\.leaf)))
        let lie = World.quoted(better.records[Int(first.index)].leaf)
        let truth = World.quoted(world.records[Int(first.index)].leaf)
        try files.replace("sample.json", line, line.replacing(truth, with: lie))
      }),
    .telling(
      "an erased draw counts as fine", .sampleResult,
      files: { files, world in
        try files.replace("sample.json", #""exception": "erased""#, #""exception": null"#)
      }),
    .telling(
      "an unexplained draw counts as fine", .sampleResult,
      world: { world in
        world.tell()
        let drawn = Set(try world.draws().map { Int($0.index) })
        // Whatever is drawn then, all but a few are unexplained.
        for number in drawn where number != 7 { world.records[number].verdict = "untraced" }
        for number in 0..<60 where number != 7 { world.records[number].verdict = "untraced" }
        world.tell()
      },
      files: { files, _ in
        try files.replace("sample.json", #""exception": "unexplained""#, #""exception": null"#)
      }),
    .telling(
      "the exceptions are counted too low", .sampleResult,
      files: { files, world in
        let erased = try world.draws().count { world.records[Int($0.index)].isErased }
        try files.replace(
          "sample.json", #""exceptions": \#(erased)"#, #""exceptions": \#(erased - 1)"#)
      }),
    .telling(
      "the bound is too low", .sampleResult,
      files: { files, _ in try files.replace("sample.json", #""bound": 0."#, #""bound": 0.0"#) }),
    .telling(
      "the bound without the erased is too low", .sampleResult,
      files: { files, _ in
        try files.replace("sample.json", #""bound_live": 0."#, #""bound_live": 0.0"#)
      }),
    annex("the annex is of other records") { annex, world in
      let drawn = Set(try world.draws().map(\.index))
      let others = (0..<60).filter { !drawn.contains(Int64($0)) && !world.records[$0].isErased }
      annex["annex"] = Array(
        try world.annex(others.map { Draw(number: 1, index: Int64($0)) }).utf8)
    },
    annex("the annex leaves a record out") { annex, _ in
      try annex.editLine("annex", 2) { _ in nil }
    },
    annex("the annex has a record twice") { annex, _ in
      try annex.editLine("annex", 2) { "\($0)\n\($0)" }
    },
    annex("the annex shows another name") { annex, _ in try annex.replace("annex", "山田", "山本") },
    annex("the annex names another file") { annex, _ in
      try annex.replace("annex", World.hex("customers.csv"), World.hex("bought.csv"))
    },
  ]
}
