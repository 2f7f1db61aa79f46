/// The rules of a ``FoldTable`` while it is put together: scalar to folded scalars.
struct ScalarForms {
  /// Scalars that do not fold to themselves. An empty form drops the scalar.
  private(set) var forms: [UInt32: [UInt32]] = [:]
  /// Marks that act on the scalar before them; see the codes of ``FoldTable``.
  private(set) var codes: [UInt32: UInt16] = [
    0x3099: FoldTable.voiced, 0x309B: FoldTable.voiced, 0xFF9E: FoldTable.voiced,
    0x309A: FoldTable.semiVoiced, 0x309C: FoldTable.semiVoiced, 0xFF9F: FoldTable.semiVoiced,
  ]

  /// Widths, compatibility forms, case, spaces, invisible characters, look-alike punctuation.
  static var plain: ScalarForms {
    var result = ScalarForms()
    result.addCompatibilityForms()
    result.map(Glyphs.invisible, to: [])
    result.map(Glyphs.spaces, to: [0x20])
    var steps: [UInt32: UInt32] = [:]
    for (form, lookAlikes) in Glyphs.punctuation {
      for lookAlike in lookAlikes { steps[lookAlike] = form }
    }
    result.compose(steps)
    return result
  }

  /// ``plain``, variant kanji, accents, repetition marks, small ヶ and ヵ.
  static var person: ScalarForms {
    var result = written
    result.compose(steps(["ケヶ", "カヵ"]))
    return result
  }

  /// As for persons, with what only place names and buildings have; ヶ and ヵ stay, because the walk
  /// over an address tells them from ケ and カ.
  static var place: ScalarForms {
    var result = written
    var steps = steps(KanjiVariants.placeGroups)
    for scalar in Glyphs.placeSeparators { steps[scalar] = 0x30FB }
    steps[0x3001] = 0x2C
    result.compose(steps)
    return result
  }

  /// What persons and places share.
  private static var written: ScalarForms {
    var result = plain
    result.compose(steps(KanjiVariants.groups + LatinAccents.groups))
    result.codes[0x3005] = FoldTable.repeated  // 々
    result.codes[0x309D] = FoldTable.repeated  // ゝ
    result.codes[0x30FD] = FoldTable.repeated  // ヽ
    result.codes[0x309E] = FoldTable.repeatedVoiced  // ゞ
    result.codes[0x30FE] = FoldTable.repeatedVoiced  // ヾ
    return result
  }

  /// Variant to representative, from groups "representative, variant, variant ..." written together.
  private static func steps(_ groups: [String]) -> [UInt32: UInt32] {
    var result: [UInt32: UInt32] = [:]
    for group in groups {
      let scalars = group.unicodeScalars.map(\.value)
      for variant in scalars.dropFirst() { result[variant] = scalars[0] }
    }
    return result
  }

  private mutating func map(_ ranges: [ClosedRange<UInt32>], to form: [UInt32]) {
    for range in ranges { for scalar in range { forms[scalar] = form } }
  }

  /// Applies one more step to every scalar, also to those that come out of an earlier rule.
  private mutating func compose(_ steps: [UInt32: UInt32]) {
    forms = forms.mapValues { form in form.map { steps[$0] ?? $0 } }
    for (variant, form) in steps where forms[variant] == nil { forms[variant] = [form] }
  }

  private mutating func addCompatibilityForms() {
    for line in CompatibilityForms.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let head = words.first, let start = UInt32(head.dropLast(), radix: 16) else { continue }
      for (offset, word) in words.dropFirst().enumerated() where word != "~~" {
        forms[start + UInt32(offset)] = word.unicodeScalars.map(\.value)
      }
    }
  }
}
