/// A row that an import set aside.
public struct RejectRow: Codable, Sendable, Equatable {
  /// Number of the import that met it.
  public var batch: Int
  /// File name as in the manifest.
  public var file: String
  /// Line in the file, from 1, the header included.
  public var line: Int
  /// Column name; nil when the row as a whole is wrong.
  public var column: String?
  /// Stable reason code.
  public var reason: String
  /// What was wrong, in words; never a value.
  public var detail: String?

  /// The caller leaves values out; this type cannot tell.
  public init(
    batch: Int, file: String, line: Int, column: String?, reason: String, detail: String?
  ) {
    self.batch = batch
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
    self.detail = detail
  }
}

/// `rejects` for a person.
public struct RejectsText: Sendable {
  /// The language of the heads; reasons come as they are.
  public var language: Language

  /// A renderer without state.
  public init(language: Language) {
    self.language = language
  }

  /// Rows as they come; at most 80 columns wide, each line ended by a newline.
  public func render(_ rows: [RejectRow]) -> String {
    guard !rows.isEmpty else {
      return language.pick(ja: "保留した行はありません。\n", en: "No rows were set aside.\n")
    }
    let table = TextTable(
      columns: [
        .init(title: language.pick(ja: "取込", en: "Batch"), alignsRight: true),
        .init(title: language.pick(ja: "ファイル", en: "File"), isFlexible: true),
        .init(title: language.pick(ja: "行", en: "Line"), alignsRight: true),
        .init(title: language.pick(ja: "列", en: "Column"), isFlexible: true),
        .init(title: language.pick(ja: "理由", en: "Reason"), isFlexible: true),
        .init(title: language.pick(ja: "詳細", en: "Detail"), isFlexible: true),
      ],
      rows: rows.map { row in
        [
          String(row.batch), Neutral.visible(row.file), String(row.line),
          row.column.map(Neutral.visible) ?? "-",
          Neutral.visible(row.reason), row.detail.map(Neutral.visible) ?? "-",
        ]
      }, width: 80, measure: DisplayWidth(language))
    return table.lines.map { $0 + "\n" }.joined()
  }
}
