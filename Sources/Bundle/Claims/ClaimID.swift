/// What is checked of a bundle, in the order in which it is said. The raw values are stable.
public enum ClaimID: String, CaseIterable, Hashable, Sendable {
  case manifest
  case files
  case checkpoint
  case witnesses
  case ledger
  case leaves
  case keys
  case history
  case recoveries
  case key
  case censusProof = "census-proof"
  case run
  case report
  case page
  case census
  case findings
  case batches
  case unexplained
  case legacy
  case rules
  case statement
  case sampleCommitment = "sample-commitment"
  case sampleDraws = "sample-draws"
  case sampleLeaves = "sample-leaves"
  case sampleResult = "sample-result"
  case sampleAnswered = "sample-answered"
  case timestamp
  case timestampAuthority = "timestamp-authority"
  case previous
  case annex
  case record

  /// The claim in plain words.
  var sentence: Sentence {
    switch self {
    case .manifest:
      Sentence("目録 manifest は台帳の鍵で署名されている。", "The manifest is signed by a key of the ledger.")
    case .files:
      Sentence(
        "目録にあるファイルだけがあり、どれも変わっていない。",
        "The files are those of the manifest, no more and no fewer, and unchanged.")
    case .checkpoint:
      Sentence(
        "チェックポイントはこの台帳のもので、署名が正しい。",
        "The checkpoint is of this ledger and its signatures are right.")
    case .witnesses:
      Sentence("立会人がチェックポイントに署名した。", "Witnesses cosigned the checkpoint.")
    case .ledger:
      Sentence(
        "台帳の全行から、署名された件数と根のハッシュが得られる。",
        "The ledger's lines give the size and the root that were signed.")
    case .leaves:
      Sentence("台帳の各行は定めた書式のとおりである。", "Each line of the ledger is of the documented form.")
    case .keys:
      Sentence(
        "署名の鍵は台帳に記録され、その時点で有効である。",
        "The keys that sign are recorded in the ledger and not retired.")
    case .history:
      Sentence(
        "以前の各チェックポイントは、この台帳の先頭部分である。",
        "Every earlier checkpoint is of a beginning of this ledger.")
    case .recoveries:
      Sentence(
        "台帳をバックアップまで戻した記録は、失われた署名済みのチェックポイントをそれぞれ示している。",
        "Where the ledger was set back to a backup, it names the signed checkpoint that is lost.")
    case .key:
      Sentence(
        "署名の鍵は、監査人が別に受け取った鍵である。",
        "The signing key is the one that the auditor was given separately.")
    case .censusProof:
      Sentence("監査の行が台帳にあることの証明が正しい。", "The proof that the audit is in the ledger holds.")
    case .run:
      Sentence(
        "報告は最新の監査のもので、その件数に矛盾がない。",
        "The report is of the latest audit, whose numbers add up.")
    case .report:
      Sentence("report.json の数は台帳の監査の数に等しい。", "report.json has the numbers of that audit.")
    case .page:
      Sentence(
        "report.html は report.json と同じことを述べている。", "report.html says what report.json says.")
    case .census:
      Sentence(
        "census.csv の合計は台帳の判定別件数に等しい。",
        "census.csv sums to the verdicts of that audit.")
    case .findings:
      Sentence(
        "findings.csv の行数は規則ごとに台帳の数に等しい。",
        "findings.csv has as many rows of each rule as that audit says.")
    case .batches:
      Sentence(
        "batches.csv は台帳の取込と過不足なく一致する。",
        "batches.csv and the imports in the ledger are the same, both ways.")
    case .unexplained:
      Sentence(
        "unexplained.csv の合計は台帳の説明のつかない件数に等しい。",
        "unexplained.csv sums to what that audit could not explain.")
    case .legacy:
      Sentence(
        "台帳より前の取込は、封をした時のままである。",
        "What was imported before the ledger is as it was sealed.")
    case .rules:
      Sentence("規則のファイルは監査で使われたものである。", "The rule files are those that the audit ran.")
    case .statement:
      Sentence(
        "「購入した名簿は使っていない」は、条件を満たす時だけ述べている。",
        "That no purchased lists were used is stated only if its condition holds.")
    case .sampleCommitment:
      Sentence(
        "抽出の種は、監査の後に約束した値と、それを含む最初の署名から作られた。",
        "The sample's seed comes of a nonce committed to after the audit and the next signed head.")
    case .sampleDraws:
      Sentence("抽出した番号は種から計算した番号に等しい。", "The places drawn are those that the seed gives.")
    case .sampleLeaves:
      Sentence(
        "抽出した各レコードは、その監査のレコードの木にある。",
        "Each record drawn is in the records' tree of that audit.")
    case .sampleResult:
      Sentence(
        "例外の数と上限は、抽出したレコードから計算した値に等しい。",
        "The exceptions and the bound are what the records drawn give.")
    case .sampleAnswered:
      Sentence(
        "台帳にある抽出の約束には、それぞれ抽出がある。",
        "Each commitment to a sample in the ledger was answered by a sample.")
    case .timestamp:
      Sentence(
        "時刻の証明は、署名されたこのチェックポイントに対するものである。",
        "The time stamp is of this signed checkpoint.")
    case .timestampAuthority:
      Sentence("時刻認証局の署名が正しい。", "The time-stamping authority's own signature is right.")
    case .previous:
      Sentence("以前の一式から何も書き換えられていない。", "Nothing of the earlier bundle was rewritten.")
    case .annex:
      Sentence(
        "別紙は、抽出したレコードをちょうどすべて開示する。",
        "The annex opens exactly the records that were drawn.")
    case .record:
      Sentence(
        "渡された一件のレコードは、その監査が約束したままのものである。",
        "The one record given is as that audit committed to it.")
    }
  }
}
