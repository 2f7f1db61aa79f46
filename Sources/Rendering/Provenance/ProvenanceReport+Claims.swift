extension ProvenanceReport {
  /// One thing that a reader may want to be sure of, and whether she can be.
  public struct Claim: Sendable, Equatable {
    /// How far it goes.
    public enum Status: String, Sendable, CaseIterable {
      /// The bundle proves it.
      case proven
      /// The bundle proves that it is not so.
      case failed
      /// The bundle does not say, this time or ever.
      case open

      /// The word for a mark.
      public func label(_ language: Language) -> String {
        switch self {
        case .proven: language.pick(ja: "証明済み", en: "proven")
        case .failed: language.pick(ja: "条件を満たさない", en: "condition not met")
        case .open: language.pick(ja: "証明していない", en: "not proven")
        }
      }
    }

    /// Stable id.
    public var id: String
    /// How far it goes.
    public var status: Status
    /// One or two plain sentences.
    public var textJa: String
    /// One or two plain sentences.
    public var textEn: String

    /// In the reader's language.
    public func text(_ language: Language) -> String { language.pick(ja: textJa, en: textEn) }
  }

  /// What was proven and what was not, the most important first.
  public var claims: [Claim] { censusClaims + proofClaims + limits }

  private func claim(_ id: String, _ status: Claim.Status, ja: String, en: String) -> Claim {
    Claim(id: id, status: status, textJa: ja, textEn: en)
  }

  private func number(_ value: Int) -> String { DecimalDigits.grouped(value) }

  private var censusClaims: [Claim] {
    let isJudged = verdicts.total == customers
    let explained = Verdict.allCases.filter(\.isExplained).reduce(0) { $0 + verdicts[$1] }
    let bought = verdicts[.purchased]
    return [
      claim(
        "every-record-judged", customers == 0 ? .open : isJudged ? .proven : .failed,
        ja: customers == 0
          ? "顧客レコードが1件もありません。"
          : "顧客レコード\(number(customers))件に対して、判定は\(number(verdicts.total))件です。",
        en: customers == 0
          ? "There is no customer record."
          : "\(number(customers)) customer records have \(number(verdicts.total)) verdicts."),
      claim(
        "every-record-explained",
        customers == 0 ? .open : unexplained == 0 && exceptions.isEmpty ? .proven : .failed,
        ja: "由来を説明できるもの（消去済みを含む）は\(number(explained))件、例外として認めたものは\(number(exceptions.count))件、"
          + "説明できないものは\(number(unexplained))件です。",
        en: "Explained, erased ones among them: \(number(explained)). Let stand as exceptions: "
          + "\(number(exceptions.count)). Unexplained: \(number(unexplained))."),
      claim(
        "nothing-purchased",
        bought == 0 && purchasedBatches.isEmpty ? (customers == 0 ? .open : .proven) : .failed,
        ja:
          "購入またはオプトアウトによる取得と申告された顧客レコードは\(number(bought))件、購入した名簿と申告された取込は\(number(purchasedBatches.count))件です。",
        en:
          "Customer records declared as bought or as opt-out: \(number(bought)). Files declared as "
          + "bought: \(number(purchasedBatches.count))."),
      claim(
        "origins-declared",
        batches.isEmpty ? .open : undeclaredBatches == 0 ? .proven : .failed,
        ja: "取込\(number(batches.count))件のうち、出所の申告がないものは\(number(undeclaredBatches))件です。",
        en: "Of \(number(batches.count)) imported files \(number(undeclaredBatches)) have no "
          + "declared origin."),
    ] + rowsClaim
  }

  private var rowsClaim: [Claim] {
    guard let changed = findings.first(where: { $0.rule.rule == "row-changed" }) else { return [] }
    let found = changed.open
    guard found == 0, !adoptions.isEmpty else {
      return [
        claim(
          "rows-unchanged", found == 0 ? .proven : .failed,
          ja: "取込のあとに内容が書き換えられた行は\(number(found))件です。",
          en: "Rows that were altered after their import: \(number(found)).")
      ]
    }
    // Since then rows are told by the restore that wrote them, and no more by their import.
    let ja = adoptions.map { "\($0.at.minute)（\($0.leaf)番の葉）" }.joined(separator: "、")
    let en = adoptions.map { "on \($0.at.minute) (leaf \($0.leaf))" }.joined(separator: ", ")
    return [
      claim(
        "rows-unchanged", .open,
        ja:
          "全行を、復元した控えから引き継いだことがあります: \(ja)。顧客レコードは取込のときの約束と同じでしたが、注文・会員登録と登録簿の行がそれまでに書き換えられていないことは、示せません。それからあとに書き換えられた行は\(number(found))件です。",
        en:
          "Every row was taken over from a restored copy: \(en). The customer records were what their imports had "
          + "committed to; that orders, registrations and registers had not been altered until then cannot be shown. Rows "
          + "that were altered since: \(number(found)).")
    ]
  }

  private var proofClaims: [Claim] {
    let witnesses = checkpoints.last.map { $0.head == ledger ? $0.witnesses : [] } ?? []
    return [
      claim(
        "census-in-ledger", records != nil && ledger != nil ? .proven : .open,
        ja: records != nil && ledger != nil
          ? "この監査の結果は、署名された台帳に入っています。あとから書き換えれば、前の署名と合わなくなります。"
          : "この監査の結果は台帳に入っていません。あとから書き換えられても、分かりません。",
        en: records != nil && ledger != nil
          ? "The result of this audit is in the signed ledger. If it were rewritten later, it would no "
            + "longer fit the signatures before."
          : "The result of this audit is in no ledger. That it was rewritten later could not be seen."
      )
    ] + recoveryClaim + [
      claim(
        "witnessed", .open,
        ja: witnesses.isEmpty
          ? "社外の立会人は、このチェックポイントに署名していません。別の台帳を見せられても、この資料だけでは分かりません。"
          : "会社が立会人として挙げた\(witnesses.count)者の鍵で、このチェックポイントに署名があります（\(witnesses.joined(separator: "、"))）。だれの鍵かは、この資料では分かりません。持ち主に確かめてください。",
        en: witnesses.isEmpty
          ? "No witness outside the company has signed this checkpoint. From this bundle alone it cannot "
            + "be seen whether somebody else was shown another ledger."
          : "Keys that the company names as witnesses' and that signed this checkpoint: \(witnesses.count) "
            + "(\(witnesses.joined(separator: ", "))). Whose they are, this bundle does not show: ask their owners."
      ),
      claim(
        "time-stamped", .open,
        ja: isTimestamped
          ? "時刻認証局の名によるタイムスタンプが、このチェックポイントに付いています。認証局の署名は、認証局の証明書で確かめてください。"
          : "時刻認証局のタイムスタンプはありません。日時は、会社の時計によります。",
        en: isTimestamped
          ? "A time stamp comes with this checkpoint. Whether the authority that it names signed it, its own "
            + "certificate shows: check it with that."
          : "There is no stamp of a time-stamping authority. Times are by the company's own clock."),
      sampleClaim,
    ]
  }

  private var recoveryClaim: [Claim] {
    guard !recoveries.isEmpty else { return [] }
    let ja = recoveries.map {
      "\($0.at.minute)、台帳は\($0.kept)番の手前まで戻され、署名済みの\($0.kept)番から\($0.lost - 1)番までの記録が失われました（理由：\($0.reason)）。"
        + ($0.toldBy == $0.kept ? "" : "これを記した葉もあとの復元で失われ、\($0.toldBy)番の葉が示しています。")
    }
    let en = recoveries.map {
      "On \($0.at.minute) the ledger was set back to its first \($0.kept) leaves, and leaves \($0.kept) to "
        + "\($0.lost - 1), which were signed, were lost (reason: \($0.reason))."
        + ($0.toldBy == $0.kept
          ? "" : " The leaf that said so was lost by a later one; leaf \($0.toldBy) names it.")
    }
    return [
      claim(
        "nothing-lost", .failed,
        ja: "バックアップの復元により、署名済みの記録が失われています。" + ja.joined(),
        en: "Signed entries were lost when a backup was restored. " + en.joined(separator: " "))
    ]
  }

  private var sampleClaim: Claim {
    guard let sample else {
      return claim(
        "sampled", .open,
        ja: "この回の監査について、監査人による抜き取り検査は行われていません。原本との一致をだれかが確かめたかどうかは、この資料では分かりません。",
        en:
          "No auditor has drawn a sample of this run. Whether anybody has compared records with their "
          + "sources, this bundle does not show."
      )
    }
    let bound = ProvenanceReport.percent(millionths: sample.boundMillionths)
    let confidence = ProvenanceReport.percent(millionths: sample.confidencePerMille * 1000)
    return claim(
      "sampled", sample.exceptions == sample.erased ? .proven : .failed,
      ja:
        "監査人の乱数で\(number(sample.drawn))件を抜き取り、由来を示せないものは\(number(sample.exceptions))件（うち消去済み\(number(sample.erased))件）でした。"
        + "全体では\(bound)以下です（信頼度\(confidence)）。原本との照合は監査人の仕事で、ここには入っていません。",
      en:
        "\(number(sample.drawn)) records were drawn by an auditor's number; of \(number(sample.exceptions)) the origin "
        + "cannot be shown (\(number(sample.erased)) of them erased). Of all records it is at most \(bound) "
        + "(confidence \(confidence)). Comparing them with the books is the auditor's work, and not in this."
    )
  }

  private var limits: [Claim] {
    [
      claim(
        "sources-true", .open,
        ja: "注文・決済・発送の記録そのものが正しいかどうかは、証明できません。銀行や運送会社の記録とは照合していません。",
        en:
          "That the orders, settlements and shipments themselves are true is not proven here. They "
          + "were not compared with a bank's or a carrier's records."),
      claim(
        "nothing-outside", .open,
        ja: "このシステムに入れられなかった名簿がないことは、証明できません。確かめるには、実際の送付先の一覧を、この顧客レコードと照合してください。",
        en:
          "That there is no list outside this system cannot be proven by it. To find out, compare a "
          + "list of actual recipients with these records."),
    ]
  }

  /// Millionths as a percentage, without floating point: 999 is 0.0999 %.
  static func percent(millionths: Int) -> String {
    let whole = millionths / 10_000
    var fraction = DecimalDigits.padded(millionths % 10_000, to: 4)
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)%" : "\(whole).\(fraction)%"
  }
}
