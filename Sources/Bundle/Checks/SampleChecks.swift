internal import Ledger
internal import Sampling

/// What `sample.json` says, against the ledger and the census.
struct SampleChecks {
  let sample: SampleFile
  let audit: AuditLeaf
  let leaves: [LedgerLeaf]

  /// That the nonce was committed to after the audit and never before, and that the seed comes of it
  /// and of the first head that was signed over the commitment, and that nobody could have had
  /// another such head: the ledger was not set back between the two.
  func commitment(_ heads: [SignedHead], _ keys: KeyHistory) throws(Refusal) {
    guard sample.run == audit.run, sample.records == audit.records else {
      throw Refusal(
        "抽出が別の監査のものである。", "It is a sample of another audit's records.")
    }
    let index = sample.committedLeaf
    guard index > audit.index, index < leaves.count, leaves[Int(index)].kind == "sample" else {
      throw Refusal(
        "約束の行が、監査の後の台帳にない。", "There is no commitment in the ledger after the audit.")
    }
    let leaf = leaves[Int(index)]
    guard leaf.count("run") == sample.run, leaf.text("nonce_sha256") == sample.nonceHash,
      leaf.value["confidence"]?.number == sample.terms.confidence,
      leaf.value["tolerable"]?.number == sample.terms.tolerable,
      leaf.value["stratified"]?.text == sample.stratified
    else {
      throw Refusal("条件が約束と異なる。", "Its terms are not those that were committed to.")
    }
    guard SampleSeed.commitment(nonce: sample.nonce) == sample.nonceHash else {
      throw Refusal(
        "乱数が約束した値と異なる。後から選ばれている。",
        "The nonce is not the one committed to: it was chosen after the fact.")
    }
    guard !SampleSeed.isGuessable(nonce: sample.nonce) else {
      let least = SampleSeed.leastNonce
      throw Refusal(
        "乱数が \(least.length) 文字に満たないか、異なる文字が \(least.different) 種類に満たない。約束のハッシュから推測できるので、"
          + "チェックポイントを都合よく選べた。新しい乱数で抽出し直すこと。",
        "The nonce has fewer than \(least.length) characters, or fewer than \(least.different) different ones: it can be found from "
          + "the hash that was committed to, and the checkpoint could have been chosen to suit it. Have a sample drawn by a new "
          + "nonce.")
    }
    if let before = leaves[..<Int(index)].firstIndex(where: {
      $0.kind == "sample" && $0.text("nonce_sha256") == sample.nonceHash
    }) {
      throw Refusal(
        "この乱数は以前にも約束されている（\(before) 番の葉）。知った後で約束し直せば、抽出を選べる。種は最初の約束に結び付いていない。",
        "The nonce was committed to before, by leaf \(before). Whoever knows it can commit again until a sample "
          + "suits him: the seed is not bound to what the auditor committed to before.")
    }
    let (checkpoint, _) = try keys.open(sample.note)
    guard let first = heads.first(where: { $0.head.size > index }), checkpoint.head == first.head
    else {
      throw Refusal(
        "種に使ったチェックポイントが、約束を含む最初のものではない。",
        "The checkpoint of the seed is not the first one that covers the commitment.")
    }
    if let recovery = leaves[Int(index)..<Int(first.head.size)].firstIndex(where: {
      $0.kind == "recovery"
    }) {
      throw Refusal(
        "約束（\(index) 番の葉）とそれを含む最初のチェックポイントの間で、台帳が戻されている（\(recovery) 番の葉）。失われた"
          + "チェックポイントからは別の種が得られたので、種は監査人が約束した時のものに結び付いていない。新しい乱数で抽出し直すこと。",
        "The ledger was set back (leaf \(recovery)) between the commitment (leaf \(index)) and the first checkpoint "
          + "that covers it. The lost one gave another seed: this one is not bound to what the auditor committed to "
          + "before. Have a sample drawn by a new nonce.")
    }
    guard
      SampleSeed.seed(checkpointText: sample.note.text, nonce: sample.nonce) == sample.seed
    else {
      throw Refusal("種がチェックポイントと乱数から得られない。", "The seed is not what the two give.")
    }
  }

  /// What a reader has to know of the commitment: how many there are for this audit, and whether
  /// leaves are lost in which the same nonce may have been committed to.
  var commitments: Sentence {
    let count = leaves.count { $0.kind == "sample" && $0.count("run") == audit.run }
    let before = leaves[..<Int(sample.committedLeaf)].lastIndex { $0.kind == "recovery" }
    return Sentence(
      "この監査の約束 \(count) 件"
        + (before.map { "。\($0) 番の葉で台帳が戻されている。乱数は、それより前に使っていないものでなければならない" } ?? ""),
      "commitments for this audit: \(count)"
        + (before.map {
          "; the ledger was set back at leaf \($0): the nonce must be one that was not used before that"
        } ?? ""))
  }

  /// That each leaf is in the records' tree, and counted by the census.
  func leavesAreThere(
    _ census: [CensusCell: Int64], _ batches: Set<Int64>
  ) throws(Refusal) -> Examination.Step<Void> {
    guard !sample.lines.isEmpty else {
      throw Refusal("1 件も抽出していない。", "Nothing was drawn.")
    }
    var counted: [CensusCell: Int64] = [:]
    for line in sample.lines {
      do throws(ProofError) {
        try line.proof.verify(leaf: .leaf(Array(line.text.utf8)), in: audit.records)
      } catch {
        throw Refusal(
          "レコード \(line.draw.index) の証明が成り立たない（\(error)）。",
          "The proof of record \(line.draw.index) does not hold: \(error).")
      }
      guard let record = line.leaf.record else { continue }
      counted[record.cell, default: 0] += 1
      guard counted[record.cell, default: 0] <= census[record.cell, default: 0] else {
        throw Refusal(
          "レコード \(line.draw.index) が census.csv に数えられていない。",
          "Record \(line.draw.index) is not counted in census.csv.")
      }
      guard batches.contains(record.batch) else {
        throw Refusal(
          "レコード \(line.draw.index) の取込 \(record.batch) がない。",
          "There is no batch \(record.batch), of which record \(line.draw.index) is.")
      }
    }
    return .held((), Sentence("\(sample.lines.count) 件", "\(sample.lines.count) records"))
  }

  /// That the places are those that the seed gives, as many as the terms ask for.
  func draws(_ census: [CensusCell: Int64]) throws(Refusal) {
    let places = sample.lines.map(\.draw)
    guard sample.stratified != nil else {
      let needed = sample.terms.size(population: audit.records.size)
      guard sample.size == needed, Int64(places.count) == needed else {
        throw Refusal(
          "必要な抽出は \(needed) 件、ここには \(places.count) 件。",
          "\(needed) draws are needed, and there are \(places.count).")
      }
      var sampler = RivestSampler(seed: sample.seed, population: audit.records.size)
      guard sampler.next(needed) == places else { throw Self.otherPlaces }
      return
    }
    guard leaves[Int(sample.committedLeaf)].text("strata") == Stratum.commitment(strata(census))
    else {
      throw Refusal(
        "層の件数が、約束の行が示すものと異なる。census.csv が後から変えられている。",
        "The strata are not those that the commitment names: census.csv was bent after the fact.")
    }
    let needed = strata(census).mapValues { sample.terms.size(population: $0) }
    guard sample.size == needed.values.reduce(0, +) else {
      throw Refusal("層ごとの件数の合計が異なる。", "The numbers of the strata have another sum.")
    }
    var drawing = StratifiedDraw(
      seed: sample.seed, population: audit.records.size, needed: needed)
    for line in sample.lines {
      guard drawing.next() == line.draw else { throw Self.otherPlaces }
      drawing.add(stratum: sample.stratum(of: line.leaf))
    }
    guard drawing.next() == nil else {
      throw Refusal("抽出が途中で終わっている。", "The drawing ends too early.")
    }
  }

  private static var otherPlaces: Refusal {
    Refusal("種から計算した番号と異なる。", "They are not the places that the seed gives.")
  }

  /// How many living records each stratum has.
  private func strata(_ census: [CensusCell: Int64]) -> [Stratum: Int64] {
    var strata: [Stratum: Int64] = [:]
    for (cell, records) in census where cell.verdict != "erased" {
      strata[Stratum(sample.stratified == "mall" ? cell.mall : cell.merchant), default: 0] +=
        records
    }
    return strata
  }

  /// That exceptions are marked and counted as the leaves say, and that the bounds follow.
  func result(_ census: [CensusCell: Int64]) throws(Refusal) -> Examination.Step<Void> {
    var excepted: Set<Int64> = []
    for leaf in leaves[..<Int(audit.index)] where leaf.kind == "exception" {
      excepted.insert(leaf.count("record"))
    }
    for line in sample.lines where !line.isMarkedRight(excepted) {
      throw Refusal(
        "レコード \(line.draw.index) の例外の印が、その葉と合わない。",
        "Record \(line.draw.index) is not marked as its leaf says.")
    }
    let tally = Tally(sample.lines)
    guard sample.drawn == tally.drawn, sample.exceptions == tally.exceptions,
      sample.erased == tally.erased
    else {
      throw Refusal(
        "抽出 \(tally.drawn) 件、例外 \(tally.exceptions) 件、消去 \(tally.erased) 件のはずである。",
        "It has \(tally.drawn) draws, \(tally.exceptions) exceptions and \(tally.erased) erased.")
    }
    let (bound, living) = bounds(sample.lines, census)
    guard abs(sample.bound - bound) <= Self.rounding,
      abs(sample.boundOfLiving - living) <= Self.rounding
    else {
      throw Refusal(
        "上限は \(percent(bound))、消去を除いて \(percent(living)) のはずである。",
        "The bounds are \(percent(bound)), and \(percent(living)) without the erased.")
    }
    return .held((), sentence(closing: [], census) + erasedSince(census))
  }

  /// What the sample supports where the records at some more places cannot be opened: exceptions and bounds.
  func sentence(closing places: Set<Int64>, _ census: [CensusCell: Int64]) -> Sentence {
    let lines = sample.lines.map { $0.closed(if: places.contains($0.draw.index)) }
    let tally = Tally(lines)
    let (bound, living) = bounds(lines, census)
    let sure = percent(sample.terms.confidence)
    return Sentence(
      "例外 \(tally.exceptions) 件（うち消去 \(tally.erased) 件）、"
        + "信頼度 \(sure) で多くとも \(percent(bound))、消去を除いて \(percent(living))",
      "\(tally.exceptions) exceptions, \(tally.erased) of them erased; at most \(percent(bound)) "
        + "at \(sure), \(percent(living)) without the erased")
  }

  /// What is to be said of draws that count as fine, and that the ledger erased after the audit.
  private func erasedSince(_ census: [CensusCell: Int64]) -> Sentence {
    var erased: Set<Int64> = []
    for leaf in leaves[Int(audit.index)...] where leaf.kind == "erasure" {
      erased.insert(leaf.count("record"))
    }
    let places = sample.lines.filter { $0.isToBeOpened && erased.contains($0.draw.index) }
      .map(\.draw.index)
    guard !places.isEmpty else { return Sentence("", "") }
    let result = sentence(closing: Set(places), census)
    return Sentence(
      "。監査の後に、うち \(places.count) 件が消去された。別紙がそれを開示していなければ: \(result.ja)",
      ". Since the audit \(places.count) of those drawn were erased; where the annex does not open them: \(result.en)"
    )
  }

  /// Bounds are written with eight decimals.
  private static let rounding = 0.6e-8

  private func bounds(
    _ lines: [SampleFile.Line], _ census: [CensusCell: Int64]
  ) -> (all: Double, living: Double) {
    let tally = Tally(lines)
    guard sample.stratified != nil else {
      return (
        sample.terms.share(
          population: audit.records.size, drawn: tally.drawn, found: tally.exceptions),
        sample.terms.share(
          population: audit.living, drawn: tally.drawn - tally.erased,
          found: tally.exceptions - tally.erased)
      )
    }
    var (all, living) = (0.0, 0.0)
    for (stratum, population) in strata(census) {
      let own = Tally(lines.filter { sample.stratum(of: $0.leaf) == stratum })
      all = max(
        all,
        sample.terms.share(
          population: population, drawn: own.drawn,
          found: min(own.drawn, own.exceptions + tally.erased)))
      living = max(
        living,
        sample.terms.share(population: population, drawn: own.drawn, found: own.exceptions))
    }
    return (all, living)
  }

  private func percent(_ share: Double) -> String {
    let scaled = Int64((share * 1e6 - 1e-6).rounded(.up))
    var decimals = String(scaled % 10_000 + 10_000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(scaled / 10_000)" + (decimals.isEmpty ? "" : ".\(decimals)") + "%"
  }

  private struct Tally {
    let drawn: Int64
    let exceptions: Int64
    let erased: Int64

    init(_ lines: [SampleFile.Line]) {
      drawn = Int64(lines.count)
      exceptions = Int64(lines.count { $0.exception != nil })
      erased = Int64(lines.count { $0.exception == "erased" })
    }
  }
}

extension SampleFile.Line {
  /// Whether the mark is what the leaf asks for. More may be marked than has to be, never less.
  fileprivate func isMarkedRight(_ excepted: Set<Int64>) -> Bool {
    guard let record = leaf.record else { return exception == "erased" }
    if record.verdict == "erased" { return exception == "erased" }
    if LedgerLeaf.explained.contains(record.verdict) {
      return exception == nil || exception == "unopened"
    }
    return exception == "unexplained" || exception == "unopened"
      || (exception == nil && excepted.contains(draw.index))
  }

  /// The same, as an exception where it cannot be opened any more.
  fileprivate func closed(if isClosed: Bool) -> Self {
    var line = self
    if isClosed, exception == nil { line.exception = "unopened" }
    return line
  }

  /// Whether the annex has to open it.
  var isToBeOpened: Bool {
    leaf.record.map { $0.verdict != "erased" && exception != "unopened" } ?? false
  }
}
