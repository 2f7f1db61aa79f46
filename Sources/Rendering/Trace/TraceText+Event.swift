extension TraceText {
  /// One event: the fields it collected, then the act, then who stood behind it.
  func tree(_ event: TrailEvent, _ detail: EventDetail) -> TextTree {
    let fields = event.carries.map { $0.label(language) }
    let time = event.occurredAt?.minute ?? language.pick(ja: "日時不明", en: "time not recorded")
    let carried =
      fields.isEmpty
      ? language.pick(ja: "(現在の項目なし)", en: "(no present field)")
      : fields.joined(separator: language.pick(ja: "、", en: ", "))
    var act = TextTree(text: "\(event.kind.label(language)) \(show(event.event))")
    act.children = [source(event, detail), evidence(event, detail)]
    if let affiliate = event.affiliate { act.children.append(node(affiliate)) }
    if let provision = detail.provision { act.children += provider(provision) }
    act.children.append(contentsOf: chain(event, detail))
    return TextTree(text: "\(time)  \(carried)", children: [act])
  }

  /// Storefront → merchant → mall → operator, each under the one before; what is not known is
  /// left out, and an event that no tenancy covers says so.
  private func chain(_ event: TrailEvent, _ detail: EventDetail) -> [TextTree] {
    var nodes: [String] = []
    if event.storefront != nil || event.tenancy != nil { nodes.append(storefront(event, detail)) }
    if let merchant = event.merchant {
      let label = language.pick(ja: "出店者", en: "merchant")
      nodes.append(party(label, merchant, now: detail.merchantNameNow))
    }
    if let mall = event.mall {
      nodes.append(party(language.pick(ja: "モール", en: "mall"), mall, now: detail.mallNameNow))
    }
    if let name = detail.operatorName {
      nodes.append(language.pick(ja: "運営会社 ", en: "operator ") + show(name))
    }
    let chain = nodes.reversed().reduce(nil as TextTree?) { below, text in
      TextTree(text: text, children: below.map { [$0] } ?? [])
    }
    return (event.placed ? [] : [notPlaced(event)]) + (chain.map { [$0] } ?? [])
  }

  private func notPlaced(_ event: TrailEvent) -> TextTree {
    guard event.kind.isOwnAct else {
      return TextTree(
        text: language.pick(
          ja: "提供の記録: 法定の項目がそろっていません",
          en: "record of the provision: not complete"))
    }
    return TextTree(
      text: language.pick(
        ja: "出店: 未確認 (この日を含む登録がありません)",
        en: "not placed: nothing registered covers this day"))
  }

  private func storefront(_ event: TrailEvent, _ detail: EventDetail) -> String {
    let unnamed = language.pick(ja: "(名称の記録なし)", en: "(no name recorded)")
    var text = language.pick(ja: "店舗 ", en: "storefront ") + (event.storefront.map(show) ?? unnamed)
    if let tenancy = event.tenancy {
      if tenancy.ended {
        if let now = detail.storefrontNow {
          if now != event.storefront {
            text += language.pick(ja: " (現在の店舗名は\(show(now)))", en: " (now named \(show(now)))")
          }
        } else {
          text += language.pick(ja: " (現在は退店)", en: " (has since left)")
        }
      }
      let until = tenancy.closedOn?.description ?? ""
      text += language.pick(
        ja: "、出店 \(tenancy.openedOn)～\(until)",
        en: ", open \(tenancy.openedOn) to \(until.isEmpty ? "now" : until)")
    }
    if let role = event.legalRole {
      text += language.pick(ja: "、", en: ", ") + role.label(language)
    }
    return text
  }

  private func party(_ label: String, _ party: TrailEvent.Party, now: String?) -> String {
    guard let name = party.name else {
      return language.pick(
        ja: "\(label) \(show(party.id)) (未登録)", en: "\(label) \(show(party.id)) (not registered)")
    }
    var text = "\(label) \(show(name)) [\(show(party.id))]"
    if let now, now != name {
      text += language.pick(ja: " (現在の名称は\(show(now)))", en: " (now named \(show(now)))")
    }
    return text
  }

  private func source(_ event: TrailEvent, _ detail: EventDetail) -> TextTree {
    let source = event.source
    var text = language.pick(ja: "出所 ", en: "source ") + "\(show(source.file)):\(source.line)"
    // Twelve digits tell files apart; the JSON has all of them.
    text += " (sha256 \(show(String(source.sha256.prefix(12)))))"
    if let supplier = detail.batchSupplier {
      text += language.pick(ja: "、供給元 ", en: ", supplied by ") + show(supplier)
    }
    return TextTree(text: text)
  }

  private func evidence(_ event: TrailEvent, _ detail: EventDetail) -> TextTree {
    let names = event.evidence.map { name in
      switch name {
      case "settlement":
        join(language.pick(ja: "決済", en: "settlement"), detail.settlementID, detail.settledAt)
      case "shipment":
        join(language.pick(ja: "発送", en: "shipment"), detail.trackingNumber, detail.shippedAt)
      default: join(show(name), detail.evidenceReference, nil)
      }
    }
    let label = language.pick(ja: "裏付け ", en: "evidence ")
    let missing = language.pick(ja: "なし", en: "none")
    var text =
      label + (names.isEmpty ? missing : names.joined(separator: language.pick(ja: "、", en: ", ")))
    if !names.isEmpty && !event.corroborated {
      text += language.pick(ja: " (裏付けになりません)", en: " (does not corroborate)")
    }
    return TextTree(text: text)
  }

  private func node(_ affiliate: TrailEvent.Affiliate) -> TextTree {
    let partner = affiliate.partner.map { " / " + show($0) } ?? ""
    let label = language.pick(ja: "アフィリエイト提携先 ", en: "affiliate ")
    return TextTree(text: label + show(affiliate.programme) + partner + " [\(show(affiliate.id))]")
  }

  private func provider(_ provision: ProvisionRecord) -> [TextTree] {
    let facts = [
      provision.receivedOn?.description, provision.acquisitionSource,
      provision.acquisitionMode, provision.confirmationMethod,
    ].compactMap { $0 }.map { show(ProvisionRecord.word($0, language)) }
    let unnamed = language.pick(ja: "(記録なし)", en: "(not recorded)")
    var text = language.pick(ja: "提供元 ", en: "provider ")
    text += (provision.providerName.map(show) ?? unnamed) + " [\(show(provision.id))]"
    text += language.pick(ja: "、", en: ", ") + provision.basis.label(language)
    let record = TextTree(text: facts.joined(separator: language.pick(ja: "、", en: ", ")))
    return [TextTree(text: text, children: facts.isEmpty ? [] : [record])]
  }

  private func join(_ label: String, _ id: String?, _ time: MallTime?) -> String {
    [label, id.map(show), time?.minute].compactMap { $0 }.joined(separator: " ")
  }

  private func show(_ value: String) -> String { Neutral.visible(value) }
}
