/// How one person wrote, or one system stored, the contact fields on one occasion.
///
/// Two hands of the same person give texts that differ and mean the same: those of the acceptance
/// data (width, 丁目 against dashes, +81, upper-case mail, spaces, kana scripts, older kanji).
struct Hand {
  enum Space: Int { case none, half, full }
  enum MailCase: Int { case lower, upper, padded }
  enum PhoneForm: Int { case hyphens, fullWidth, digits, international }
  enum LotForm: Int { case chome, fullWidth, dashes, spacedMinus }

  var space: Space
  /// 0 for the person's usual way of writing the surname, otherwise so many ways further.
  var wayShift: Int
  var kana: KanaScript
  var mail: MailCase
  var phone: PhoneForm
  var lot: LotForm
  var postalHyphen: Bool

  init(_ draw: inout Draw) {
    space = Space(rawValue: draw.below(3)) ?? .none
    wayShift = draw.percent(75) ? 0 : draw.within(1...2)
    let script = draw.below(10)
    kana = script < 6 ? .katakana : script < 9 ? .hiragana : .halfWidth
    let mailCase = draw.below(10)
    mail = mailCase < 7 ? .lower : mailCase < 9 ? .upper : .padded
    phone = PhoneForm(rawValue: draw.below(4)) ?? .hyphens
    lot = LotForm(rawValue: draw.below(4)) ?? .chome
    postalHyphen = draw.percent(50)
  }
}
