extension ProvenanceReport {
  /// `report.json`: one line, ended by a line feed, as `Docs/report.schema.json` describes it. It
  /// has both languages, whatever language the page is in.
  public var json: String {
    OrderedJSON.object(heading + counts + evidence + proof).text + "\n"
  }

  private var heading: [(String, OrderedJSON)] {
    [
      ("version", .int(1)),
      ("origin", .string(origin)),
      ("operator", .string(operatorName)),
      (
        "run",
        .object([
          ("number", .int(run.number)), ("mode", .string(run.mode)),
          ("started_at", .string(run.startedAt.description)),
          ("finished_at", .string(run.finishedAt.description)),
          ("tool", .string(run.tool)), ("rules", .string(run.rules)),
          ("timely_hours", .int(run.timelyHours)),
        ])
      ),
      (
        "statement",
        .object([
          ("made", .bool(isStatementMade)),
          ("ja", .string(statement(.ja))), ("en", .string(statement(.en))),
          ("basis_ja", .string(basis(.ja))), ("basis_en", .string(basis(.en))),
          (
            "why_not",
            .array(
              zip(obstacles, zip(reasons(.ja), reasons(.en))).map { obstacle, reason in
                .object([
                  ("id", .string(obstacle.rawValue)), ("ja", .string(reason.0)),
                  ("en", .string(reason.1)),
                ])
              })
          ),
        ])
      ),
      (
        "claims",
        .array(
          claims.map { claim in
            .object([
              ("id", .string(claim.id)), ("status", .string(claim.status.rawValue)),
              ("ja", .string(claim.textJa)), ("en", .string(claim.textEn)),
            ])
          })
      ),
    ]
  }

  private var counts: [(String, OrderedJSON)] {
    [
      ("customers", .int(customers)),
      ("verdicts", verdicts.ordered),
      ("unexplained", .int(unexplained)),
      (
        "malls",
        .array(malls.map { .object([("id", .string($0.id)), ("name", .string($0.name))]) })
      ),
      (
        "by_mall_year",
        .array(
          byMallYear.map { group in
            .object([
              ("mall", .string(group.mall)), ("year", .number(group.year)),
              ("verdicts", group.verdicts.ordered),
            ])
          })
      ),
      (
        "by_merchant",
        .array(
          byMerchant.map { group in
            let place = merchants.first { $0.id == group.merchant }
            return .object([
              ("merchant", .string(group.merchant)),
              ("name", .string(place?.name ?? group.merchant)),
              ("departed", .bool(place?.closedOn != nil)),
              ("closed_on", .optional(place?.closedOn?.description)),
              ("verdicts", group.verdicts.ordered),
            ])
          })
      ),
      (
        "by_role",
        .array(
          byRole.map { group in
            .object([
              ("role", .optional(group.role?.rawValue)), ("verdicts", group.verdicts.ordered),
            ])
          })
      ),
      (
        "unexplained_arrivals",
        .object([
          (
            "largest",
            .array(
              arrivals.largest.map { group in
                .object([
                  ("batch", .int(group.batch)),
                  ("registered_on", .optional(group.day?.description)),
                  ("records", .int(group.records)),
                ])
              })
          ),
          ("other_groups", .int(arrivals.otherGroups)),
          ("other_records", .int(arrivals.otherRecords)),
        ])
      ),
    ]
  }

  private var evidence: [(String, OrderedJSON)] {
    [
      ("findings", .array(findings.map(\.ordered))),
      ("changes", changes?.ordered ?? .null),
      (
        "exceptions",
        .array(
          exceptions.map { exception in
            .object([
              ("record", .string(exception.record)),
              ("verdict", .string(exception.verdict.rawValue)),
              ("granted_at", .string(exception.grantedAt.description)),
            ])
          })
      ),
      ("batches", .array(batches.map(\.ordered))),
      ("provisions", .array(provisions.map(\.ordered))),
      ("retention", .array(retention.map(\.ordered))),
    ]
  }

  private var proof: [(String, OrderedJSON)] {
    [
      (
        "checkpoints",
        .array(
          checkpoints.map { checkpoint in
            .object([
              ("size", .int(checkpoint.head.size)), ("root", .string(checkpoint.head.root)),
              ("signed_at", .string(checkpoint.signedAt.description)),
              ("witnesses", .array(checkpoint.witnesses.map { .string($0) })),
            ])
          })
      ),
      (
        "recoveries",
        .array(
          recoveries.map { recovery in
            .object([
              ("leaf", .int(recovery.kept)), ("lost", .int(recovery.lost)),
              ("at", .string(recovery.at.description)), ("reason", .string(recovery.reason)),
              ("told_by", .int(recovery.toldBy)),
            ])
          })
      ),
      ("time_stamped", .bool(isTimestamped)),
      ("sample", sample?.ordered ?? .null),
      ("records", records?.ordered ?? .null),
      ("ledger", ledger?.ordered ?? .null),
    ]
  }
}

extension OrderedJSON {
  /// `value`, or an explicit null.
  static func number(_ value: Int?) -> OrderedJSON { value.map { .int($0) } ?? .null }
}

extension ProvenanceReport.Head {
  var ordered: OrderedJSON { .object([("size", .int(size)), ("root", .string(root))]) }
}

extension ProvenanceReport.Finding {
  var ordered: OrderedJSON {
    .object([
      ("rule", .string(rule.rule)), ("severity", .string(severity)),
      ("title_ja", .string(rule.titleJa)), ("title_en", .string(rule.titleEn)),
      ("why_ja", .optional(whyJa)), ("why_en", .string(whyEn)),
      ("open", .int(open)), ("new", .int(new)), ("gone", .int(gone)),
    ])
  }
}

extension ProvenanceReport.Changes {
  var ordered: OrderedJSON {
    .object([
      ("since_run", .int(since)), ("verdicts_before", verdicts.ordered),
      ("customers_new", .int(customersNew)), ("customers_gone", .int(customersGone)),
      ("verdicts_changed", .int(verdictsChanged)),
      ("became_unexplained", .int(becameUnexplained)),
      ("became_explained", .int(becameExplained)),
    ])
  }
}

extension ProvenanceReport.Batch {
  var ordered: OrderedJSON {
    .object([
      ("batch", .int(id)), ("file", .string(file)), ("sha256", .string(sha256)),
      ("origin", .string(origin)), ("supplied_by", .optional(suppliedBy)),
      ("profile", .string(profile)), ("lines", .int(lines)), ("taken", .int(taken)),
      ("set_aside", .int(setAside)), ("card_numbers", .int(cardNumbers)),
      ("imported_at", .string(importedAt.description)),
    ])
  }
}

extension ProvenanceReport.Provision {
  var ordered: OrderedJSON {
    .object([
      ("place", .string(place)), ("basis", .string(basis.rawValue)),
      ("received_on", .optional(receivedOn?.description)),
      ("missing", .array(missing.map { .string($0) })), ("records", .int(records)),
      ("keep_until", .optional(keepUntil?.description)), ("retention", .optional(rule)),
    ])
  }
}

extension ProvenanceReport.Retention {
  var ordered: OrderedJSON {
    .object([
      ("id", .string(id)), ("valid_from", .optional(from?.description)),
      ("valid_to", .optional(to?.description)), ("months", .int(months)),
      ("authority_ja", .string(authorityJa)), ("authority_en", .string(authorityEn)),
      ("ja", .string(textJa)), ("en", .string(textEn)),
    ])
  }
}

extension ProvenanceReport.Sample {
  var ordered: OrderedJSON {
    .object([
      ("drawn", .int(drawn)), ("exceptions", .int(exceptions)), ("erased", .int(erased)),
      ("confidence_per_mille", .int(confidencePerMille)),
      ("bound_millionths", .int(boundMillionths)),
    ])
  }
}
