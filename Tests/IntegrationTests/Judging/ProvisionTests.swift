import Foundation
import Rendering
import Testing

/// Data from elsewhere explains a record only when its own record is complete.
@Suite struct ProvisionTests {
  /// Items that each basis needs (APPI Art. 30(3), Rule 24; for the last two Art. 27(5)).
  static let required: [String: Set<String>] = [
    "consent": [
      "provider_name", "provider_address", "provider_representative", "acquisition_source",
      "acquisition_mode", "confirmation_method", "items", "consent_ref",
    ],
    "opt_out": [
      "provider_name", "provider_address", "provider_representative", "acquisition_source",
      "acquisition_mode", "confirmation_method", "items", "ppc_filing_no", "received_on",
    ],
    "purchase": [
      "provider_name", "provider_address", "provider_representative", "acquisition_source",
      "acquisition_mode", "confirmation_method", "items", "received_on",
    ],
    "succession": ["provider_name", "received_on", "evidence_ref"],
    "joint_use": ["provider_name", "received_on", "evidence_ref"],
  ]

  static let items = [
    "received_on", "provider_name", "provider_address", "provider_representative",
    "acquisition_source", "acquisition_mode", "confirmation_method", "consent_ref", "ppc_filing_no",
    "items", "evidence_ref",
  ]

  @Test("each item of each basis, present and absent", arguments: required.keys.sorted())
  func itemByItem(_ basis: String) throws {
    let isBought = ["opt_out", "purchase"].contains(basis)
    let required = try #require(Self.required[basis])
    var book = CaseBook()
    book.add("complete", isBought ? "purchased" : "received") {
      [
        .customer($0.customer()), .provision(.provision("P0", basis: basis)),
        .subject($0.subject(of: "P0")),
      ]
    }
    for item in Self.items {
      let isMissing = required.contains(item)
      book.add(
        "\(basis) without \(item)",
        isBought ? "purchased" : isMissing ? "contradicted" : "received",
        isMissing ? ["provision-incomplete \(item)"] : []
      ) {
        [
          .customer($0.customer()), .provision(.provision(item, basis: basis, [item: ""])),
          .subject($0.subject(of: item)),
        ]
      }
    }
    try book.check()
  }

  @Test("the finding names what is missing") func named() throws {
    var mall = Mall.market()
    mall.add(
      "provisions",
      [
        .provision(
          "P1", basis: "consent", ["items": "", "acquisition_mode": "不明", "received_on": ""])
      ])
    try withDatabase { database in
      try database.load(mall)
      let judged = try database.audit()
      let detail = judged.details["provision-incomplete P1"]
      #expect(detail == "missing: acquisition_mode, items")
    }
  }

  @Test("an unknown source is no source, whatever its writing") func unknownSource() throws {
    var book = CaseBook()
    for (place, word) in ["unknown", "Unknown", "UNKNOWN", "不明"].enumerated() {
      book.add("source \(word)", "contradicted", ["provision-incomplete P\(place)"]) {
        [
          .customer($0.customer()),
          .provision(.provision("P\(place)", basis: "consent", ["acquisition_source": word])),
          .subject($0.subject(of: "P\(place)")),
        ]
      }
    }
    book.add("succession does not ask for one", "received") {
      [
        .customer($0.customer()),
        .provision(.provision("P9", basis: "succession", ["acquisition_source": "不明"])),
        .subject($0.subject(of: "P9")),
      ]
    }
    try book.check()
  }

  @Test(
    "a private person has no representative",
    arguments: [
      ("山田 太郎", true), ("株式会社名簿屋", false), ("名簿屋㈱", false), ("Meibo Inc.", false),
      ("一般社団法人 名簿協会", false),
    ])
  func representative(_ provider: String, isComplete: Bool) throws {
    var book = CaseBook()
    book.add(
      provider, isComplete ? "received" : "contradicted",
      isComplete ? [] : ["provision-incomplete P1"]
    ) {
      [
        .customer($0.customer()),
        .provision(
          .provision(
            "P1", basis: "consent", ["provider_name": provider, "provider_representative": ""])),
        .subject($0.subject(of: "P1")),
      ]
    }
    try book.check()
  }

  @Test("a field that only came from elsewhere makes the record received") func mixed() throws {
    var book = CaseBook()
    book.add("phone by provision, the rest by order", "received") {
      [
        .customer($0.customer()), .order($0.order("1", ["phone": ""])),
        .provision(.provision("P1", basis: "joint_use")), .subject($0.subject(of: "P1")),
      ]
    }
    book.add("everything by both", "traced") {
      [
        .customer($0.customer()), .order($0.order()),
        .provision(.provision("P2", basis: "joint_use")), .subject($0.subject(of: "P2")),
      ]
    }
    book.add(
      "uncorroborated goes before received", "uncorroborated",
      ["uncorroborated-order tony/hana/{n}-1"]
    ) {
      [
        .customer($0.customer()),
        .order($0.order("1", ["email": "", "settlement_id": "", "tracking_no": ""])),
        .provision(.provision("P3", basis: "succession")),
        .subject($0.subject(of: "P3", ["phone": ""])),
      ]
    }
    book.add(
      "a provision that nobody recorded proves nothing", "contradicted",
      ["provision-incomplete NONE"]
    ) {
      [.customer($0.customer()), .subject($0.subject(of: "NONE"))]
    }
    try book.check()
  }

  @Test("two provisions that nobody recorded keep their names") func unrecorded() throws {
    let person = Person(1)
    var mall = Mall.market()
    mall.add("customers", [person.customer()])
    mall.add("provision-subjects", [person.subject(of: "PX"), person.subject(of: "PY")])
    try withDatabase { database in
      try database.load(mall)
      let trail = try database.trail(of: person.id).trail
      #expect(trail.trail.map(\.event).sorted() == ["provision:PX", "provision:PY"])
      #expect(trail.fields.allSatisfy { $0.collectedBy?.hasPrefix("provision:P") == true })
    }
  }

  @Test("a bought list shows, whatever else is known") func bought() throws {
    var book = CaseBook()
    for basis in ["purchase", "opt_out"] {
      book.add("\(basis), beside a proven order", "purchased") {
        [
          .customer($0.customer()), .order($0.order()),
          .provision(.provision("P-\(basis)", basis: basis)),
          .subject($0.subject(of: "P-\(basis)")),
        ]
      }
    }
    book.add("its neighbour without it", "traced") {
      [.customer($0.customer()), .order($0.order())]
    }
    try book.check()
  }

  @Test(
    "the record of a provision may come before or after those it brought", arguments: [true, false])
  func order(isFirst: Bool) throws {
    let person = Person(1)
    var provisions = Mall()
    provisions.add(
      "provisions", [.provision("P1", basis: "succession", ["received_on": "2001-05-05"])])
    var subjects = Mall.market()
    subjects.add("customers", [person.customer()])
    subjects.add("provision-subjects", [person.subject(of: "P1")])
    try withDatabase { database in
      for mall in isFirst ? [provisions, subjects] : [subjects, provisions] {
        try database.load(mall)
      }
      #expect(try database.audit()[person.id] == "received")
      let event = try #require(try database.trail(of: person.id).trail.trail.first)
      #expect(event.kind.rawValue == "succession")
      #expect(event.event == "succession:P1")
    }
  }
}
