/// What stands around the body: date, case, addressee, sender, contact. All values neutral.
struct LetterHeading {
  var date: String
  var caseLine: String?
  var postalAddress: [String]
  var addressee: String
  var sender: [String]
  var subjectLabel: String
  var contactTitle: String
  var contact: [String]
  var closing: String
  var signature: [String]
  var columns: [String]
  var language: Language

  init(_ context: LetterContext) {
    let language = context.language
    self.language = language
    func show(_ value: String) -> String { Neutral.plain(value) }
    date = context.letterDate.text(language)
    caseLine = context.caseNumber.map {
      language.pick(ja: "照会番号 ", en: "Our reference: ") + show($0)
    }
    // A name that no letterhead has room for is none.
    let name = show(context.addressee)
    let isName = !name.isEmpty && !LetterHeading.isTooWide(name, language)
    addressee =
      isName
      ? language.pick(ja: LetterHeading.courteous(name), en: name)
      : language.pick(ja: "お客様", en: "To the person who wrote to us")
    postalAddress = context.postalAddress.map(show).filter { !$0.isEmpty }
    sender = [context.company, context.department].map(show)
    subjectLabel = language.pick(ja: "件名：", en: "Subject: ")
    contactTitle = language.pick(ja: "お問い合わせ先", en: "Contact")
    contact = [
      "\(show(context.company)) \(show(context.department))", show(context.address),
      context.phone.isEmpty
        ? language.pick(ja: "メール \(show(context.email))", en: "E-mail \(show(context.email))")
        : language.pick(
          ja: "電話 \(show(context.phone))　メール \(show(context.email))",
          en: "Telephone \(show(context.phone)), e-mail \(show(context.email))"),
    ]
    closing = language.pick(ja: "以上", en: "Yours sincerely,")
    let signer = context.signer.map(show)
    if language == .ja {
      // In Japanese the sender signs at the head.
      signature = []
      if let signer { sender.append(signer) }
    } else {
      signature = [signer, show(context.department), show(context.company)].compactMap { $0 }
    }
    columns = [
      language.pick(ja: "項目", en: "Item"), language.pick(ja: "取得日", en: "Date"),
      language.pick(ja: "取得元", en: "Where it came from"),
    ]
  }

  /// Whether a name is wider than three lines hold: that of a company with its department and whom one asks for has room.
  static func isTooWide(_ name: String, _ language: Language) -> Bool {
    DisplayWidth(language).columns(Neutral.plain(name)) > widest
  }

  /// In columns: a hundred Japanese characters.
  private static let widest = 200

  /// A name with 様, unless it was typed with one, or with what stands in its place.
  private static func courteous(_ name: String) -> String {
    ["様", "さま", "サマ", "殿", "御中"].contains(where: name.hasSuffix) ? name : name + " 様"
  }
}
