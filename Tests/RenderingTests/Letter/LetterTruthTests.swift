import Testing

@testable import Rendering

/// Sentences that stand in a letter only where the data show what they say.
@Suite("A letter says no more than the data show")
struct LetterTruthTests {
  private func text(
    _ detail: TrailDetail?, _ language: Language = .ja, kind: LetterKind? = nil, asks: [Ask] = [],
    isConcluded: Bool = false, exposure: Exposure? = nil
  ) throws -> String {
    var context = Samples.context(language)
    if !asks.isEmpty {
      context.inquiry = LetterInquiry(
        asks: asks, receivedOn: Samples.day("2012-10-31"), exposures: exposure.map { [$0] } ?? [])
      context.inquiry?.isConcluded = isConcluded
    }
    let kind = try #require(kind ?? detail.map(LetterKind.init))
    let letter = try Files.renderer().render(kind, detail, context)
    let problems = LetterLint().problems(in: letter, kind, about: detail, context)
    #expect(problems.isEmpty, "\(problems.map { "\($0.rule) \($0.excerpt)" }) \(letter.text)")
    return letter.text.filter { !$0.isWhitespace }
  }

  private let both = "お届けとお支払いのために、運送会社と決済会社にも必要な項目が渡りました。"
  private let carrier = "お届けのために、運送会社にも必要な項目が渡りました。"
  private let payment = "お支払いのために、決済会社にも必要な項目が渡りました。"

  @Test func aCarrierAndAPaymentCompanyAreTheirNumbers() throws {
    let id = Samples.order.event
    for asks in [[], [Ask.recipients]] {
      #expect(try text(Samples.traced, asks: asks).contains(both))
      var detail = Samples.traced
      detail.events[id]?.settlementID = nil
      #expect(try text(detail, asks: asks).contains(carrier))
      detail.events[id]?.trackingNumber = nil
      #expect(try !text(detail, asks: asks).contains("必要な項目が渡りました"))
      detail.events[id]?.settlementID = "S1"
      #expect(try text(detail, asks: asks).contains(payment))
      // An id that stands behind another customer's order too is no evidence.
      detail.trail.trail[0].evidence = ["shipment"]
      #expect(try !text(detail, asks: asks).contains("必要な項目が渡りました"))
      #expect(
        try text(Samples.traced, .en, asks: asks).contains(
          "carrierandapaymentcompanyreceivedwhattheyneeded."))
    }
  }

  /// A name that is wrapped within is no more words for it.
  @Test(arguments: Language.allCases) func sentencesHoldTheirMerchants(_ language: Language) throws
  {
    var detail = Samples.traced
    let traders = [
      ("合資会社山吹商会", "おうちでしろくま酒店本店"), ("合資会社山吹商会", "まるに石けん工房本店"), ("株式会社三協物産", "あおぞら青汁本舗"),
      ("合同会社サンライズ企画", "たんぽぽペット用品店"), ("合同会社東栄通商", "かもめ産直市場本店"), ("株式会社十勝開発", "さくら坂洋菓子店"),
      ("有限会社中央流通", "みなも生活館"), ("株式会社表参堂", "帰ってきたうさぎ小鳥店オンライン"),
    ]
    for (number, (company, shop)) in traders.enumerated() {
      var event = Samples.order
      event.event = "order:tony/m\(number)/\(number)"
      event.merchant = .init(id: company, name: company)
      event.storefront = shop
      detail.trail.trail.append(event)
      detail.events[event.event] = detail.events[Samples.order.event]
      detail.events[event.event]?.merchantLegalName = company
    }
    var context = Samples.context(language)
    for asks in [[.source], [.recipients], Ask.allCases] as [[Ask]] {
      context.inquiry = LetterInquiry(
        asks: asks, receivedOn: Samples.day("2012-10-31"), exposures: [Exposure()])
      let letter = try Files.renderer().render(.traced, detail, context)
      let problems = LetterLint().problems(in: letter, .traced, about: detail, context)
      #expect(problems.isEmpty, "\(problems.map { "\($0.rule) \($0.excerpt)" })")
    }
  }

  @Test func ofARecipientNothingIsPaid() throws {
    let recipient = try #require(Samples.inquiries.first { $0.name == "inquiry-recipient" }?.detail)
    let text = try text(recipient, kind: .recipient, asks: [.recipients])
    #expect(text.contains(carrier) && !text.contains("決済会社"))
    #expect(text.contains("ほかに、お届けについての記録も持っています。"))
    #expect(text.contains("表のお届けに覚えがないときは、"))
  }

  @Test func noRecipientIsDeniedWhereThereWasOne() throws {
    let denial = "ほかの会社に渡したことは見つかっていません"
    #expect(try text(Samples.signup, asks: [.recipients]).contains(denial))
    var detail = Samples.traced
    detail.trail.trail[0].merchant = .init(id: "m1", name: nil)
    detail.events[Samples.order.event]?.merchantLegalName = nil
    let text = try text(detail, asks: [.recipients])
    #expect(!text.contains(denial))
    #expect(text.contains("ご注文の内容は、出店者も受け取りました。その名称は、記録にありません。"))
  }

  @Test func whatDoesNotHoldTogetherIsSaidWithReserve() throws {
    let reserve = "記録のとおりなら、ご注文の内容は、出店者「有限会社ココミン」も受け取りました。"
    var detail = Samples.contradicted
    detail.events[Samples.order.event]?.merchantLegalName = "有限会社ココミン"
    let text = try text(detail, asks: [.recipients])
    #expect(text.contains(reserve) && !text.contains("必要な項目が渡りました"))
    let placed = try self.text(Samples.traced, asks: [.recipients])
    #expect(!placed.contains("記録のとおりなら"))
  }

  @Test func aMerchantIsNamedWithItsShop() throws {
    let legal = "「有限会社ちゃっかりダイエットココミン」"
    #expect(try text(Samples.traced).contains("この店舗の出店者\(legal)も受け取りました。"))
    let several = try #require(Samples.inquiries.first { $0.name == "inquiry-several" }?.detail)
    #expect(
      try text(several, kind: .several).contains("「雑貨商店15本店」の「有限会社雑貨商店15」"))
    var other = Samples.received
    other.trail.trail[0].storefront = "しろくまお茶の店"
    #expect(
      try text(other, asks: [.recipients])
        .contains("「しろくまお茶の店」の出店者\(legal)も受け取りました。"))
    #expect(
      try text(other, .en, asks: [.recipients]).contains("(shop“しろくまお茶の店”)alsoreceived"))
    // The company bears the shop's name.
    #expect(try !text(Samples.received, asks: [.recipients]).contains("」の出店者"))
  }

  @Test func theRecordOfAnOrderIsOneMoreThing() throws {
    #expect(try text(Samples.traced).contains("ほかに、ご注文についての記録も持っています。"))
    #expect(try text(Samples.entrusted).contains("ご注文についての記録もおあずかりしています。"))
    for detail in [Samples.signup, Samples.untraced, Samples.purchased] {
      #expect(try !text(detail).contains("についての記録も"))
    }
  }

  @Test func whoDoesNotKnowAnOrderIsToldWhatToDo() throws {
    #expect(try text(Samples.traced).contains("表のご利用に覚えがないときは、お知らせください。もう一度お調べします。"))
    for detail in [Samples.partial, Samples.uncorroborated] {
      #expect(try text(detail).contains("表のご利用に覚えがないときは、"))
    }
    for detail in [Samples.untraced, Samples.partlyProvided] {
      #expect(try !text(detail).contains("表のご利用に"))
    }
  }

  @Test func wholeAndPartOfABoughtRecord() throws {
    let all = try text(Samples.purchased, asks: [.purchased])
    #expect(all.contains("名簿：はい。名簿の提供元から得た情報です。"))
    #expect(all.contains("お客様からいただいた情報ではありません。"))
    let part = try text(Samples.purchasedPartly, asks: [.purchased])
    #expect(part.contains("名簿：はい。購入した名簿の情報が含まれます。"))
    #expect(!part.contains("お客様からいただいた情報ではありません。"))
    // She ordered too, and the list was there before.
    var too = Samples.purchasedPartly
    for index in too.trail.fields.indices {
      too.trail.fields[index].collectedBy = "provision:P-list"
    }
    let gave = try text(too, asks: [.purchased])
    #expect(gave.contains("購入したものが含まれます。") && !gave.contains("いただいた情報ではありません"))
    // A field that is in no list.
    var open = Samples.purchased
    open.trail.fields[1] = FieldTrace(field: .email, status: .none)
    #expect(try text(open).contains("から得たものが含まれます。"))
  }

  @Test func aConsentIsWhatTheRecordSays() throws {
    let words = "当社の記録では、この提供はお客様の同意にもとづいています。覚えのないときは、下の窓口にお知らせください。"
    #expect(try text(Samples.received).contains(words))
    #expect(try !text(Samples.succession).contains("同意にもとづ"))
    let answer = "名簿：表に記した提供元から、同意にもとづくものとして受け取りました。"
    #expect(try text(Samples.received, asks: [.purchased]).contains(answer))
    #expect(try !text(Samples.succession, asks: [.purchased]).contains("同意にもとづ"))
  }

  @Test(arguments: [("2017-05-29", false), ("2017-05-30", true)])
  func theLawIsThatOfTheDay(_ day: String, _ isDuty: Bool) throws {
    let id = "provision:P-optout"
    var detail = Samples.purchased
    detail.events[id]?.provision?.receivedOn = Samples.day(day)
    let bought = try text(detail)
    #expect(bought.contains("この提供の方法は、オプトアウトと呼ばれています。"))
    #expect(bought.contains("個人情報保護委員会への届出と公表を条件に") == isDuty)
    #expect(bought.contains("同意をいただく前に提供し、お求めがあればやめる方法です。") == !isDuty)
    #expect(bought.contains("第33条第5項") == isDuty)
    var incomplete = Samples.incomplete
    incomplete.events[Samples.provision.event]?.provision?.receivedOn = Samples.day(day)
    let law = "法律で残すことになっている内容が、この記録にはそろっていません。"
    #expect(try text(incomplete).contains(law) == isDuty)
    #expect(try text(incomplete).contains("提供についてのこの記録には、欠けている項目があります。") == !isDuty)
  }

  @Test func aMallIsExplainedWhereItsShopIsNotKnown() throws {
    let known = try text(Samples.inMall)
    #expect(known.contains("「ドクタートニー健康館」というモールでのご注文の記録があります。"))
    #expect(known.contains("当社は、このモールの運営会社です。"))
    let shop = try text(Samples.contradicted)
    #expect(shop.contains("モールの名称は、「ドクタートニー健康館」です。"))
    #expect(shop.contains("当社は、このモールの運営会社です。"))
  }

  @Test func aRecipientLearnsThatNothingConfirmsTheOrder() throws {
    let sample = try #require(Samples.all.first { $0.name == "inquiry-recipient" }?.detail)
    var bare = sample
    for index in bare.trail.trail.indices {
      bare.trail.trail[index].corroborated = false
      bare.trail.trail[index].evidence = []
    }
    func words(_ detail: TrailDetail) throws -> [Bool] {
      let letter = try text(detail, kind: .recipient, asks: [.source, .proof])
      return ["このご注文を裏付ける記録は、見つかっていません。", "これを裏付ける記録は、見つかっていません。"].map(letter.contains)
    }
    #expect(try words(bare) == [true, true] && words(sample) == [false, false])
  }

  @Test(arguments: [
    ("佐々木　希", "佐々木　希 様"), ("佐々木 希 様", "佐々木 希 様"), ("株式会社 営業部御中", "株式会社 営業部御中"),
    ("山田殿", "山田殿"),
  ])
  func aNameIsCourteousOnce(_ name: String, _ shown: String) {
    var context = Samples.context(.ja)
    context.addressee = name
    #expect(LetterHeading(context).addressee == shown)
  }

  /// Shop, mall and company, and what is said of their names.
  @Test(arguments: [
    ("ちゃっかり本舗", "旅の駅", "株式会社モール運営", "店舗とモールと当社の名前がそれぞれ違うため、", "Theshop,themallandourcompany"),
    ("ちゃっかり本舗", "モール運営", "株式会社モール運営", "店舗と当社の名前が違うため、", "Theshopandourcompany"),
    ("旅の駅", "旅の駅", "株式会社モール運営", "モールと当社の名前が違うため、", "Themallandourcompany"),
    ("モール 運営", "モール運営", "株式会社モール運営", nil, nil),
  ])
  func onlyNamesThatDifferAreSaidTo(
    _ shop: String, _ mall: String, _ company: String, _ ja: String?, _ en: String?
  ) throws {
    for (language, said) in [(Language.ja, ja), (.en, en)] {
      var detail = Samples.traced
      detail.trail.trail[0].storefront = shop
      detail.trail.trail[0].mall?.name = mall
      var context = Samples.context(language)
      context.company = company
      let letter = try Files.renderer().render(.traced, detail, context)
      let text = letter.text.filter { !$0.isWhitespace }
      #expect(text.contains(said ?? "Thankyouforasking") || language == .ja)
      #expect(text.contains("違うため、") == (language == .ja && said != nil), "\(text)")
      #expect(text.contains("havedifferentnames") == (language == .en && said != nil), "\(text)")
      if let said { #expect(text.contains(said), "\(text)") }
    }
  }

  @Test func occasionsAreWhatTheyAre() throws {
    let several = try text(Samples.several, .en)
    #expect(several.contains("Thatisoneof2ordersofyoursinourrecords."), "\(several)")
    var mixed = Samples.several
    mixed.trail.trail[0].kind = .signup
    let letter = try Files.renderer().render(.traced, mixed, Samples.context(.en)).text
    let flat = letter.filter { !$0.isWhitespace }
    #expect(flat.contains("oneof2ordersandregistrationsofyours"), "\(flat)")
    #expect(flat.contains("therecordoftheorderitself"), "\(flat)")
  }

  /// A company with its department and whom one asks for has a name of several lines.
  @Test(arguments: [
    (30, true), (31, true), (36, true), (37, true), (97, true), (100, true), (101, false),
  ])
  func aLongNameIsWrapped(_ count: Int, _ isNamed: Bool) throws {
    var context = Samples.context(.ja)
    context.addressee = String(repeating: "課", count: count)
    #expect(context.isAddresseeTooWide == !isNamed)
    let letter = try Files.renderer().render(.traced, Samples.traced, context)
    #expect(LetterLint().problems(in: letter, .traced, about: Samples.traced, context).isEmpty)
    let shown = isNamed ? context.addressee + "様" : "お客様"
    #expect(letter.text.filter { !$0.isWhitespace }.contains(shown))
    #expect(letter.html.filter { !$0.isWhitespace }.contains(shown))
    let lines = letter.text.split(separator: "\n")
    #expect(!lines.contains("様") && lines.allSatisfy { DisplayWidth(.ja).columns($0) <= 74 })
  }

  @Test func whatIsLaterThanTheRecordIsNamed() throws {
    let earlier = "お客様の情報は、この記録より前に当社に登録されています。"
    let known = try text(Samples.predates)
    #expect(known.contains("2006年5月3日の「ちゃっかりダイエットココミン」（現在は退店）でのご注文の記録があります。" + earlier))
    #expect(known.contains("当社は、このモールの運営会社です。") && !known.contains("一致していません"))

    // What was taken over has no place in a mall, but a day and a provider.
    var received = Samples.succession
    received.trail.verdict = .contradicted
    received.trail.findings = Samples.predates.trail.findings
    let provided = try text(received)
    #expect(provided.contains("から受け取ったという記録があります。" + earlier))
    #expect(!provided.contains("欠けている項目"))

    // Where the act is in no order either, or has no date, nothing is said of it, nor of a mall.
    let plain = "お客様の情報が当社に登録された日は、取得の記録の日付より前です。"
    var unplaced = Samples.predates
    unplaced.trail.trail[0].placed = false
    var undated = Samples.predates
    undated.trail.trail[0].occurredAt = nil
    for letter in try [text(unplaced), text(undated)] {
      #expect(letter.contains(plain) && !letter.contains(earlier))
      #expect(!letter.contains("モールの運営会社です") && !letter.contains("ご注文の記録があります"))
    }
  }

  @Test func aMallWhoseNameIsUnchangedHasNoNameOfThen() throws {
    #expect(try text(Samples.signup).contains("「ストアミックス」は、モールの名称です。"))
    var renamed = Samples.signup
    renamed.events["signup:SU1173"]?.mallNameNow = "ミックス"
    #expect(try text(renamed).contains("「ストアミックス」は、当時のモールの名称です。"))
  }

  @Test func whatIsErasedIsToldOnce() throws {
    let answer = "取得元の記録も消去したため、"
    let asked = try text(Samples.erased, asks: Ask.allCases, exposure: Exposure())
    #expect(asked.components(of: answer) == 2 && !asked.contains("取得元をお答えすることができません。"))
    #expect(try text(Samples.erased).contains("取得元をお答えすることができません。"))
    #expect(asked.contains("提供先：提供先の記録も消去したため、お答えできません。"))
    #expect(asked.contains("利用の停止：消去したため、もう使っていません。"))
    #expect(asked.contains("お名前やご住所は、お問い合わせの記録のほかには、もうありません。"))
    #expect(try !text(Samples.erasedLately).contains("お問い合わせの記録のほかには"))
  }

  @Test func theCardIsStoppedFirst() throws {
    let exposure = Exposure(
      exposureClass: .confirmed, titleJa: "事故", titleEn: "incident", items: ["name", "card"])
    let asked = try text(Samples.traced, asks: [.leaked], exposure: exposure)
    #expect(asked.contains("お客様の情報が流出しました。カード会社に、いますぐカードの停止をご相談ください。"))
    var other = exposure
    other.items = ["name"]
    #expect(try !text(Samples.traced, asks: [.leaked], exposure: other).contains("カード会社"))
  }

  /// The last letter promises nothing, and does not offer the erasure that was asked for already.
  @Test func nothingIsPromisedAtTheEnd() throws {
    let offer = "分からないままの情報を消すこともできますので、ご希望をお聞かせください。"
    let last = try text(Samples.untraced, asks: [.source], isConcluded: true)
    #expect(last.contains(offer) && !last.contains("あらためてお知らせします"))
    let erased = try text(Samples.untraced, asks: [.source, .erase], isConcluded: true)
    #expect(!erased.contains(offer) && erased.contains("（最終のご報告）"))
    #expect(try text(Samples.untraced, asks: [.source]).contains("（調査のご報告）"))
  }
}

extension String {
  /// How often a part stands in it.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
