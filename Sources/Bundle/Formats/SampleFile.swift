internal import Ledger
internal import Sampling

/// The file `sample.json`, of a form that was checked.
struct SampleFile {
  struct Line {
    let draw: Draw
    /// The leaf of the records' tree as it was hashed.
    let text: String
    let leaf: RecordLeaf
    let proof: InclusionProof
    var exception: String?
  }

  let run: Int64
  let records: TreeHead
  let committedLeaf: Int64
  let nonceHash: String
  let note: SignedNote
  let nonce: String
  let seed: String
  let terms: SampleTerms
  let stratified: String?
  let size: Int64
  let lines: [Line]
  let drawn: Int64
  let exceptions: Int64
  let erased: Int64
  let bound: Double
  let boundOfLiving: Double

  static let fileName = "sample.json"
  /// More records than anybody has, and few enough that no bound takes long to compute.
  private static let maximumPopulation: Int64 = 1 << 40

  private static let shape = LeafShape.members([
    ("version", .count), ("run", .count),
    ("records", .members([("size", .count), ("root", .hash)])),
    ("committed", .members([("leaf", .count), ("nonce_sha256", .hex)])), ("checkpoint", .text),
    ("nonce", .text), ("seed", .hex), ("method", .word(["rivest-sampler"])), ("confidence", .share),
    ("tolerable", .share), ("stratified", .optional(.word(["mall", "merchant"]))), ("size", .count),
    (
      "draws",
      .list(
        .members([
          ("draw", .count), ("index", .count), ("leaf", .text), ("proof", .list(.hash)),
          ("exception", .optional(.word(["erased", "unexplained", "unopened"]))),
        ]))
    ),
    (
      "result",
      .members([
        ("drawn", .count), ("exceptions", .count), ("erased", .count), ("bound", .ratio),
        ("bound_live", .ratio),
      ])
    ),
  ])

  init(_ bytes: [UInt8]) throws(Refusal) {
    let malformed = Refusal("sample.json は書式どおりではない。", "sample.json is not of its form.")
    guard let value = try? JSONReader.read(bytes), Self.shape.fits(value),
      value["version"]?.count == 1, let records = TreeHead(value["records"]),
      records.size <= Self.maximumPopulation,
      let note = value["checkpoint"]?.text.flatMap({ try? SignedNote(parsing: Array($0.utf8)) }),
      let confidence = value["confidence"]?.number, let tolerable = value["tolerable"]?.number,
      let terms = try? SampleTerms(confidence: confidence, tolerable: tolerable),
      let result = value["result"], let drawn = result["drawn"]?.count,
      let exceptions = result["exceptions"]?.count, let erased = result["erased"]?.count,
      let bound = result["bound"]?.number, let boundOfLiving = result["bound_live"]?.number
    else { throw malformed }
    run = value["run"]?.count ?? -1
    self.records = records
    committedLeaf = value["committed"]?["leaf"]?.count ?? -1
    nonceHash = value["committed"]?["nonce_sha256"]?.text ?? ""
    self.note = note
    nonce = value["nonce"]?.text ?? ""
    seed = value["seed"]?.text ?? ""
    self.terms = terms
    stratified = value["stratified"]?.text
    size = value["size"]?.count ?? -1
    var lines: [Line] = []
    for item in value["draws"]?.items ?? [] {
      guard let line = Line(item) else { throw malformed }
      lines.append(line)
    }
    self.lines = lines
    self.drawn = drawn
    self.exceptions = exceptions
    self.erased = erased
    self.bound = bound
    self.boundOfLiving = boundOfLiving
  }

  /// The stratum of a leaf; nothing for a place that is empty.
  func stratum(of leaf: RecordLeaf) -> Stratum? {
    leaf.record.map { Stratum((stratified == "mall" ? $0.mall : $0.merchant) ?? "") }
  }
}

extension SampleFile.Line {
  fileprivate init?(_ value: JSONValue) {
    guard let number = value["draw"]?.count, let index = value["index"]?.count,
      let text = value["leaf"]?.text, let leaf = RecordLeaf(text),
      let hashes = value["proof"]?.items, hashes.count <= 63
    else { return nil }
    draw = Draw(number: number, index: index)
    self.text = text
    self.leaf = leaf
    proof = InclusionProof(
      leafIndex: index, hashes: hashes.compactMap { $0.text.flatMap { TreeHash(base64: $0) } })
    exception = value["exception"]?.text
  }
}
