/// Writes the small files that say what malls, merchants, periods, partners and providers there are.
struct ReferenceFiles {
  let simulation: Simulation
  let directory: String

  /// In the order of the manifest.
  func write() throws(GeneratorError) -> [Summary.File] {
    [
      try table("malls.csv", "mall_id,name,name_kana,url,operator,valid_from,valid_to", malls),
      try table(
        "merchants.csv", "merchant_id,name,name_kana,legal_name,address,valid_from,valid_to",
        merchants),
      try table(
        "tenancies.csv",
        "mall_id,merchant_id,storefront,storefront_url,legal_role,opened_on,closed_on,contract_ref",
        tenancies),
      try table("affiliates.csv", "affiliate_id,programme,partner,site_url", affiliates),
      try table(
        "provisions.csv",
        "provision_id,basis,received_on,provider_name,provider_address,provider_representative,"
          + "acquisition_source,acquisition_mode,confirmation_method,consent_ref,ppc_filing_no,items,"
          + "evidence_ref", provisions),
    ]
  }

  private func table(
    _ path: String, _ header: String, _ rows: [[String]]
  ) throws(GeneratorError) -> Summary.File {
    var file = try FileWriter(directory: directory, path: path)
    try file.text {
      $0.append(text: header)
      $0.endRecord()
    }
    for row in rows {
      try file.record { buffer in
        for (index, value) in row.enumerated() {
          if index > 0 { buffer.comma() }
          buffer.field(value)
        }
        buffer.endRecord()
      }
    }
    try file.flush()
    return file.summary
  }

  private func date(_ day: Int?) -> String {
    day.map { String(decoding: simulation.calendar.text(day: $0), as: UTF8.self) } ?? ""
  }

  private var malls: [[String]] {
    Mall.all.flatMap { mall in
      mall.names.enumerated().map { index, name in
        let next = mall.names.indices.contains(index + 1) ? mall.names[index + 1].from - 1 : nil
        return [
          mall.id, name.name, name.kana, name.url, Mall.operatorName, date(name.from),
          date(next ?? mall.closedOn),
        ]
      }
    }
  }

  private var merchants: [[String]] {
    simulation.market.merchants.map {
      [$0.id, $0.name, "", $0.legalName, $0.address, date($0.knownFrom), ""]
    }
  }

  private var tenancies: [[String]] {
    simulation.market.tenancies.enumerated().map { index, tenancy in
      let mall = Mall.all[tenancy.mall].id
      let merchant = simulation.market.merchants[tenancy.merchant].id
      return [
        mall, merchant, tenancy.storefront, "http://www.example.com/\(mall)/\(merchant)/",
        tenancy.role.description, date(tenancy.openedOn), date(tenancy.closedOn), "K-\(index + 1)",
      ]
    }
  }

  private var affiliates: [[String]] {
    Affiliate.all.map { [$0.id, $0.programme, $0.partner, $0.url] }
  }

  /// Both complete in the sense of Article 30 and Rule 24: an opt-out names the filing, a consent the
  /// fact of consent.
  private var provisions: [[String]] {
    let received = date(Planner.receivedOn)
    let items = "name,address,email,phone"
    return [
      [
        "P-consent", "consent", received, "株式会社くらし提供センター", "東京都港区芝公園1-1-1", "提供 太郎",
        "the person as customer", "direct from person", "contract shown", "同意書2010", "", items,
        "契約書A",
      ],
      [
        "P-optout", "opt_out", received, "名簿図書館株式会社", "東京都豊島区東池袋2-2-2", "名簿 次郎",
        "other business", "for money", "written declaration", "", "12345", items, "契約書B",
      ],
    ]
  }
}
