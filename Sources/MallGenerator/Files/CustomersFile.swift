/// Writes what there is about customers apart from their orders, in the order of their numbers:
/// `customers.csv`, `signups.csv`, `provision-subjects.csv`.
struct CustomersFile: ~Copyable {
  private let simulation: Simulation
  private var customers: FileWriter
  private var signups: FileWriter
  private var subjects: FileWriter

  init(_ simulation: Simulation, directory: String) throws(GeneratorError) {
    var customers = try FileWriter(directory: directory, path: "customers.csv")
    var signups = try FileWriter(directory: directory, path: "signups.csv")
    var subjects = try FileWriter(directory: directory, path: "provision-subjects.csv")
    try customers.text {
      $0.append("customer_id,registered_at,mall_id,name,name_kana,email,phone,postal_code,address")
      $0.endRecord()
    }
    try signups.text {
      $0.append("signup_id,kind,mall_id,merchant_id,customer_id,occurred_at,evidence_ref,")
      $0.append("name,name_kana,email,phone,postal_code,address")
      $0.endRecord()
    }
    try subjects.text {
      $0.append("provision_id,customer_id,name,name_kana,email,phone,postal_code,address")
      $0.endRecord()
    }
    self.simulation = simulation
    self.customers = customers
    self.signups = signups
    self.subjects = subjects
  }

  mutating func write(_ plan: CustomerPlan) throws(GeneratorError) {
    let record = simulation.record(plan)
    try writeRecord(plan, record)
    if let time = plan.signedUpAt { try writeSignup(plan, record, at: time) }
    if plan.fault == .received { try writeSubject(plan, record, provision: "P-consent") }
    if plan.fault == .purchased { try writeSubject(plan, record, provision: "P-optout") }
  }

  /// The files in the order of writing: customers, sign-ups, subjects of provisions.
  consuming func finish() throws(GeneratorError) -> [Summary.File] {
    try customers.flush()
    try signups.flush()
    try subjects.flush()
    return [customers.summary, signups.summary, subjects.summary]
  }

  private mutating func writeRecord(
    _ plan: CustomerPlan, _ record: RecordPlan
  ) throws(GeneratorError) {
    let scribe = simulation.scribe
    let calendar = simulation.calendar
    try customers.record { row in
      row.customer(plan.index)
      row.comma()
      if plan.fault != .undated { row.instant(plan.registeredAt, calendar) }
      row.comma()
      if let mall = record.mall { row.append(text: Mall.all[mall].id) }
      row.comma()
      scribe.name(record.person, record.hand, &row)
      row.comma()
      scribe.kana(record.person, record.hand, &row)
      row.comma()
      if !record.omitsMail { scribe.mail(record.person, record.hand, &row) }
      row.comma()
      if !record.omitsPhone { scribe.phone(record.person, record.hand, &row) }
      row.comma()
      scribe.home(record.person.home, record.hand, &row)
      row.endRecord()
    }
  }

  private mutating func writeSignup(
    _ plan: CustomerPlan, _ record: RecordPlan, at time: Int
  ) throws(GeneratorError) {
    let scribe = simulation.scribe
    let calendar = simulation.calendar
    try signups.record { row in
      row.append("SU")
      row.number(plan.index + 1)
      row.append(",signup,")
      if let mall = record.mall { row.append(text: Mall.all[mall].id) }
      row.append(",,")
      row.customer(plan.index)
      row.comma()
      row.instant(time, calendar)
      row.comma()
      if plan.fault != .bareSignup {
        row.append("form-")
        row.number(plan.index + 1)
      }
      row.comma()
      scribe.contact(record.person, record.formHand, &row)
      row.endRecord()
    }
  }

  private mutating func writeSubject(
    _ plan: CustomerPlan, _ record: RecordPlan, provision: StaticString
  ) throws(GeneratorError) {
    let scribe = simulation.scribe
    try subjects.record { row in
      row.append(provision)
      row.comma()
      row.customer(plan.index)
      row.comma()
      scribe.contact(record.person, record.formHand, &row)
      row.endRecord()
    }
  }
}

extension RowBuffer {
  /// `C0000001` for the first.
  mutating func customer(_ index: Int) {
    append("C")
    number(index + 1, digits: 7)
  }
}

extension Scribe {
  /// The columns from `name` to `address`.
  func contact(_ person: Person, _ hand: Hand, omitsMail: Bool = false, _ row: inout RowBuffer) {
    name(person, hand, &row)
    row.comma()
    kana(person, hand, &row)
    row.comma()
    if !omitsMail { mail(person, hand, &row) }
    row.comma()
    phone(person, hand, &row)
    row.comma()
    self.home(person.home, hand, &row)
  }

  /// The columns `postal_code` and `address`.
  func home(_ home: Home, _ hand: Hand, _ row: inout RowBuffer) {
    postalCode(home, hyphen: hand.postalHyphen, &row)
    row.comma()
    address(home, hand, &row)
  }
}
