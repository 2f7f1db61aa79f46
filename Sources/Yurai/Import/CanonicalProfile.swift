/// The canonical files: CSV with a header, columns in any order.
///
/// Every other profile is a mapping into one of these.
enum CanonicalProfile: String, CaseIterable, Sendable {
  case malls = "canonical/malls"
  case merchants = "canonical/merchants"
  case tenancies = "canonical/tenancies"
  case affiliates = "canonical/affiliates"
  case customers = "canonical/customers"
  case orders = "canonical/orders"
  case signups = "canonical/signups"
  case provisions = "canonical/provisions"
  case provisionSubjects = "canonical/provision-subjects"

  /// What a column holds, beyond text.
  enum Content: Sendable {
    case text
    /// An identifier: never taken in Excel's scientific notation.
    case identifier
    case time
    case day
    /// One of these words.
    case word([String])
  }

  /// One column of a canonical file.
  struct Column: Sendable {
    let name: String
    let required: Bool
    let content: Content
  }

  /// The columns in the order of the documentation.
  var columns: [Column] {
    switch self {
    case .malls:
      Self.columns(
        "mall_id*# name* name_kana url operator valid_from@day valid_to@day")
    case .merchants:
      Self.columns(
        "merchant_id*# name* name_kana legal_name address valid_from@day valid_to@day")
    case .tenancies:
      Self.columns(
        """
        mall_id*# merchant_id*# storefront* storefront_url \
        legal_role*=direct|entrusted|joint_use|succession|third_party_consent|third_party_opt_out|unknown \
        opened_on*@day closed_on@day contract_ref
        """)
    case .affiliates: Self.columns("affiliate_id*# programme* partner site_url")
    case .customers:
      Self.columns(
        "customer_id*# registered_at@time mall_id# name name_kana email phone postal_code address")
    case .orders:
      Self.columns(
        """
        order_id*# mall_id*# merchant_id*# customer_id# ordered_at*@time status name name_kana email \
        phone postal_code address ship_name ship_name_kana ship_phone ship_postal_code ship_address \
        settlement_id# settled_at@time tracking_no# shipped_at@time affiliate_id# other_recipients
        """)
    case .signups:
      Self.columns(
        """
        signup_id*# kind*=signup|enquiry|campaign mall_id*# merchant_id# customer_id*# \
        occurred_at*@time evidence_ref name name_kana email phone postal_code address
        """)
    case .provisions:
      Self.columns(
        """
        provision_id*# basis*=consent|opt_out|purchase|succession|joint_use received_on@day \
        provider_name provider_address provider_representative acquisition_source acquisition_mode \
        confirmation_method consent_ref ppc_filing_no items evidence_ref
        """)
    case .provisionSubjects:
      Self.columns(
        "provision_id*# customer_id*# name name_kana email phone postal_code address")
    }
  }

  /// Reads the compact table above: `*` required, `#` identifier, `@time`, `@day`, `=word|word`.
  private static func columns(_ text: String) -> [Column] {
    text.split(separator: " ").map { spec in
      let name = String(spec.prefix { $0.isLetter || $0 == "_" })
      let rest = spec.dropFirst(name.count)
      var content = Content.text
      if rest.contains("#") { content = .identifier }
      if rest.hasSuffix("@time") { content = .time }
      if rest.hasSuffix("@day") { content = .day }
      if let equals = rest.firstIndex(of: "=") {
        content = .word(rest[rest.index(after: equals)...].split(separator: "|").map(String.init))
      }
      return Column(name: name, required: rest.hasPrefix("*"), content: content)
    }
  }
}
