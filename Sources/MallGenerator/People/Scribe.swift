/// Writes contact fields into a row, in a given hand.
struct Scribe: Sendable {
  let names: Names
  let towns: Towns

  func surname(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    row.append(
      names.surnames, names.way(surname: person.surname, person.way + hand.wayShift))
  }

  func given(_ person: Person, _ row: inout RowBuffer) {
    row.append(names.givenNames, person.given)
  }

  func name(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    surname(person, hand, &row)
    switch hand.space {
    case .none: break
    case .half: row.append(" ")
    case .full: row.append("　")
    }
    given(person, &row)
  }

  func surnameKana(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    row.append(names.surnameKana(hand.kana), person.surname)
  }

  func givenKana(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    row.append(names.givenKana(hand.kana), person.given)
  }

  func kana(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    surnameKana(person, hand, &row)
    row.append(" ")
    givenKana(person, hand, &row)
  }

  func mail(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    let start = row.bytes.count
    if hand.mail == .padded { row.append(" ") }
    let mail = person.mail
    switch (mail.isBought, mail.shape) {
    case (true, _):
      row.append("bought")
    case (_, 0):
      row.append(names.givenRomaji, person.given)
      row.append(".")
      row.append(names.surnameRomaji, person.surname)
    case (_, 1):
      row.append(names.surnameRomaji, person.surname)
      row.append("-")
      row.append(names.givenRomaji, person.given)
    default:
      row.append(names.givenRomaji, person.given)
    }
    if mail.number > 0 { row.number(mail.number) }
    row.append("@")
    row.append(Mail.domains, mail.domain)
    if hand.mail == .padded { row.append(" ") }
    if hand.mail == .upper { row.upperCase(from: start) }
  }

  func phone(_ person: Person, _ hand: Hand, _ row: inout RowBuffer) {
    let number = person.phone.number
    switch hand.phone {
    case .hyphens:
      row.append(person.phone.prefix.digits)
      row.append("-0")
      row.number(number / 10_000, digits: 3)
      row.append("-")
      row.number(number % 10_000, digits: 4)
    case .fullWidth:
      row.append(person.phone.prefix.fullWidthDigits)
      row.append("－０")
      row.number(number / 10_000, digits: 3, .full)
      row.append("－")
      row.number(number % 10_000, digits: 4, .full)
    case .digits:
      phoneDigits(person, &row)
    case .international:
      row.append("+81 ")
      row.append(person.phone.prefix.withoutZero)
      row.append("-0")
      row.number(number / 10_000, digits: 3)
      row.append("-")
      row.number(number % 10_000, digits: 4)
    }
  }

  /// `09001234567`.
  func phoneDigits(_ person: Person, _ row: inout RowBuffer) {
    row.append(person.phone.prefix.digits)
    row.append("0")
    row.number(person.phone.number, digits: 7)
  }

  /// The three columns of exports that split a number: `090`, `0123`, `4567`.
  func phonePart(_ part: Int, _ person: Person, _ row: inout RowBuffer) {
    switch part {
    case 0:
      row.append(person.phone.prefix.digits)
    case 1:
      row.append("0")
      row.number(person.phone.number / 10_000, digits: 3)
    default:
      row.number(person.phone.number % 10_000, digits: 4)
    }
  }
}

extension Phone.Prefix {
  var digits: StaticString {
    switch self {
    case .mobile070: "070"
    case .mobile090: "090"
    case .tokyo: "03"
    case .osaka: "06"
    case .internet: "050"
    }
  }

  var fullWidthDigits: StaticString {
    switch self {
    case .mobile070: "０７０"
    case .mobile090: "０９０"
    case .tokyo: "０３"
    case .osaka: "０６"
    case .internet: "０５０"
    }
  }

  var withoutZero: StaticString {
    switch self {
    case .mobile070: "70"
    case .mobile090: "90"
    case .tokyo: "3"
    case .osaka: "6"
    case .internet: "50"
    }
  }
}

extension RowBuffer {
  /// Makes the ASCII letters from `start` on capital.
  mutating func upperCase(from start: Int) {
    for index in start..<bytes.count where (0x61...0x7A).contains(bytes[index]) {
      bytes[index] -= 0x20
    }
  }
}
