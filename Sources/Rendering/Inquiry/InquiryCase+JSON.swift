extension InquiryCase {
  /// What `inquiry open` and `inquiry answer` print with `--format json`: no personal data.
  public var json: String {
    OrderedJSON.object([
      ("version", .int(1)), ("case", .string(caseNo)), ("state", .string(state)),
      ("waiting_for", .string(waitingFor)),
      ("asks", .array(asks.map { .string($0.rawValue) })),
      (
        "due",
        .array(
          due.map { due in
            .object([
              ("rule", .string(due.ruleId)), ("what", .string(due.what)),
              ("due_on", .optional(due.dueOn?.description)),
              ("act_by", .optional(due.actBy?.description)),
              ("authority", .string(due.authorityEn)),
            ])
          })
      ),
      (
        "letters",
        .array(
          letters.map { letter in
            .object([
              ("stage", .string(letter.stage)), ("kind", .string(letter.kind)),
              ("language", .string(letter.language.rawValue)),
              ("sha256", .string(letter.sha256)), ("send_by", .string(letter.sendBy)),
              ("run", letter.run.map { .int($0) } ?? .null),
            ])
          })
      ),
    ]).text
  }
}
