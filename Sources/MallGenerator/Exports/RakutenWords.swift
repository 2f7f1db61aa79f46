/// How the two generations of Rakuten's export name the same columns.
struct RakutenWords {
  /// The columns of one person's name, address and phone. The old generation writes digits in full width.
  struct Contact {
    let person: String
    let isNew: Bool

    func postal(_ part: Int) -> String { "\(person)郵便番号\(digit(part))" }
    func phone(_ part: Int) -> String { "\(person)電話番号\(digit(part))" }
    var prefecture: String { person + (isNew ? "住所都道府県" : "住所：都道府県") }
    var city: String { person + (isNew ? "住所郡市区" : "住所：都市区") }
    var rest: String { person + (isNew ? "住所それ以降の住所" : "住所：町以降") }
    var surname: String { person + (isNew ? "姓" : "名字") }
    var given: String { person + (isNew ? "名" : "名前") }
    var surnameKana: String { person + (isNew ? "姓カナ" : "名字フリガナ") }
    var givenKana: String { person + (isNew ? "名カナ" : "名前フリガナ") }

    private func digit(_ part: Int) -> String {
      isNew ? String(part + 1) : ["１", "２", "３"][part]
    }
  }

  let isNew: Bool
  let orderer: Contact
  let recipient: Contact

  static let old = RakutenWords(isNew: false)
  static let new = RakutenWords(isNew: true)

  private init(isNew: Bool) {
    self.isNew = isNew
    orderer = Contact(person: "注文者", isNew: isNew)
    recipient = Contact(person: "送付先", isNew: isNew)
  }

  var number: String { isNew ? "注文番号" : "受注番号" }
  var mail: String { isNew ? "注文者メールアドレス" : "メールアドレス" }

  /// Amounts; -99999 is how the old generation says that there is none.
  func money(_ basket: Basket) -> [(String, String)] {
    guard isNew else {
      return [
        ("合計", "\(basket.goods)"), ("消費税(-99999=無効値)", "-99999"),
        ("送料(-99999=無効値)", "\(basket.postage)"), ("代引料(-99999=無効値)", "\(basket.charge)"),
        ("請求金額(-99999=無効値)", "\(basket.total)"), ("合計金額(-99999=無効値)", "\(basket.total)"),
      ]
    }
    return [
      ("商品合計金額", "\(basket.goods)"), ("消費税合計", "\(basket.tax)"), ("送料合計", "\(basket.postage)"),
      ("代引料合計", "\(basket.charge)"), ("請求金額", "\(basket.total)"), ("合計金額", "\(basket.total)"),
      ("ポイント利用額", "0"),
    ]
  }
}

extension RowBuffer {
  /// `2003-20170615-0000000264`: shop, day, serial.
  ///
  /// No run of groups looks like a card number: shop and day have 12 digits, all three have 22, and for
  /// the 18 of day and serial the last digit is chosen so that the Luhn sum does not come out.
  mutating func rakutenNumber(shop: Int, _ moment: Int, serial: Int, _ calendar: Calendar) {
    number(shop, digits: 4)
    append("-")
    let start = bytes.count
    compactDate(moment, calendar)
    append("-")
    number(serial, digits: 9)
    digit(0)
    if Luhn.isValid(bytes[start...]) { bytes[bytes.count - 1] += 5 }
  }
}

/// The check digit of payment card numbers (ISO/IEC 7812-1).
enum Luhn {
  /// Whether the digits among `bytes` pass.
  static func isValid(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    var sum = 0
    var doubles = false
    for byte in bytes.reversed() where (0x30...0x39).contains(byte) {
      let digit = Int(byte) - 0x30
      sum += doubles ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
      doubles.toggle()
    }
    return sum % 10 == 0
  }
}
