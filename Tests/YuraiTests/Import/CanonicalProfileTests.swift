import Testing

@testable import Yurai

/// The canonical files are a promise to the outside: exactly these columns, exactly these required.
@Suite struct CanonicalProfileTests {
  /// As the documentation writes them: `*` marks what is required.
  static let documented: [(CanonicalProfile, String)] = [
    (.malls, "mall_id* name* name_kana url operator valid_from valid_to"),
    (.merchants, "merchant_id* name* name_kana legal_name address valid_from valid_to"),
    (
      .tenancies,
      "mall_id* merchant_id* storefront* storefront_url legal_role* opened_on* closed_on contract_ref"
    ),
    (.affiliates, "affiliate_id* programme* partner site_url"),
    (
      .customers,
      "customer_id* registered_at mall_id name name_kana email phone postal_code address"
    ),
    (
      .orders,
      """
      order_id* mall_id* merchant_id* customer_id ordered_at* status name name_kana email phone \
      postal_code address ship_name ship_name_kana ship_phone ship_postal_code ship_address \
      settlement_id settled_at tracking_no shipped_at affiliate_id
      """
    ),
    (
      .signups,
      """
      signup_id* kind* mall_id* merchant_id customer_id* occurred_at* evidence_ref name name_kana \
      email phone postal_code address
      """
    ),
    (
      .provisions,
      """
      provision_id* basis* received_on provider_name provider_address provider_representative \
      acquisition_source acquisition_mode confirmation_method consent_ref ppc_filing_no items \
      evidence_ref
      """
    ),
    (
      .provisionSubjects,
      "provision_id* customer_id* name name_kana email phone postal_code address"
    ),
  ]

  @Test("columns and what is required", arguments: documented)
  func columns(_ profile: CanonicalProfile, _ text: String) {
    let expected = text.split(separator: " ").map(String.init)
    var actual = profile.columns.map { $0.name + ($0.required ? "*" : "") }
    // Beyond the documented ones: where a mapping puts the further destinations of one order.
    if profile == .orders { actual.removeAll { $0 == "other_recipients" } }
    #expect(actual == expected)
  }

  @Test("every profile is documented, under its documented name") func complete() {
    #expect(Set(Self.documented.map(\.0)) == Set(CanonicalProfile.allCases))
    #expect(
      CanonicalProfile.allCases.map(\.rawValue) == [
        "canonical/malls", "canonical/merchants", "canonical/tenancies", "canonical/affiliates",
        "canonical/customers", "canonical/orders", "canonical/signups", "canonical/provisions",
        "canonical/provision-subjects",
      ])
  }

  @Test(
    "words that a column takes",
    arguments: [
      (
        CanonicalProfile.tenancies, "legal_role",
        [
          "direct", "entrusted", "joint_use", "succession", "third_party_consent",
          "third_party_opt_out", "unknown",
        ]
      ),
      (.signups, "kind", ["signup", "enquiry", "campaign"]),
      (.provisions, "basis", ["consent", "opt_out", "purchase", "succession", "joint_use"]),
    ])
  func words(_ profile: CanonicalProfile, _ column: String, _ expected: [String]) throws {
    let found = try #require(profile.columns.first { $0.name == column })
    guard case .word(let words) = found.content else {
      Issue.record("\(column) takes any text")
      return
    }
    #expect(words == expected)
  }

  @Test("identifiers, times and days are read as such")
  func contents() {
    for profile in CanonicalProfile.allCases {
      for column in profile.columns {
        let name = column.name
        switch column.content {
        case .identifier:
          #expect(name.hasSuffix("_id") || name == "tracking_no", "\(name)")
        case .time: #expect(name.hasSuffix("_at"), "\(name)")
        case .day:
          #expect(name.hasSuffix("_on") || ["valid_from", "valid_to"].contains(name), "\(name)")
        case .word: #expect(["legal_role", "kind", "basis"].contains(name), "\(name)")
        case .text:
          #expect(!["_id", "_at", "_on"].contains { name.hasSuffix($0) }, "\(profile) \(name)")
        }
      }
    }
  }

  @Test("the small files fit into the columns of their staging table")
  func widths() {
    for profile in CanonicalProfile.allCases {
      guard case .small = LoadPlan(profile) else { continue }
      #expect(profile.columns.count <= TextEncoder.width, "\(profile)")
    }
  }
}
