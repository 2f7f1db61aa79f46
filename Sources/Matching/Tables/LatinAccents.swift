/// Latin letters with marks, which CP932 cannot hold: an export writes José as Jose.
enum LatinAccents {
  /// The plain letter, then the marked ones that fold to it, all in lower case.
  static let groups: [String] = [
    "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", "bḃḅḇ", "cçćĉċčḉ", "dďđḋḍḏḑḓ",
    "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fḟ", "gĝğġģǧǵḡ", "hĥħȟḣḥḧḩḫ", "iìíîïĩīĭįıǐȉȋḭḯỉị",
    "jĵǰ", "kķǩḱḳḵ", "lĺļľłḷḹḻḽ", "mḿṁṃ", "nñńņňǹṅṇṉṋ",
    "oòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", "pṕṗ", "rŕŗřȑȓṙṛṝṟ", "sśŝşšșṡṣṥṧṩ",
    "tţťŧțṫṭṯṱ", "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉ", "xẋẍ", "yýÿŷȳẏỳỵỷỹ",
    "zźżžẑẓẕ",
  ]
}
