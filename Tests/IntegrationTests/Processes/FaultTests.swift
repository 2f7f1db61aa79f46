import Foundation
import Postgres
import Testing

/// kill -9 in the middle: afterwards the same commands give what an undisturbed run gives.
///
/// `YURAI_TEST_MOMENTS` is the number of random moments for each kind of victim (3), `YURAI_TEST_SEED` the
/// seed that they come from; both are printed.
@Suite(.serialized) struct FaultTests {
  /// Who is killed.
  enum Victim: String, CaseIterable, Sendable {
    /// The tool.
    case tool
    /// The tool's own server process.
    case backend
    /// The postmaster and all its children.
    case server
  }

  private static let moments =
    ProcessInfo.processInfo.environment["YURAI_TEST_MOMENTS"].flatMap(Int.init) ?? 3
  private static let seed =
    ProcessInfo.processInfo.environment["YURAI_TEST_SEED"].flatMap(UInt64.init) ?? 20_060_503

  @Test("of an import", arguments: Victim.allCases)
  func importing(_ victim: Victim) throws {
    let bed = try FaultBed.shared()
    for part in moments(victim, "import") {
      try bed.reset(isLoaded: false)
      let outcome = try disturb(
        victim, ["import", bed.manifest], after: bed.importing * part, in: bed)
      try expectNothingHalfDone(bed, "\(victim) at \(part)")
      let again = try bed.again("import", bed.manifest)
      #expect(again.code == 0, "\(victim) at \(part), which ended with \(outcome): \(again.errors)")
      #expect(try bed.tool.run("audit", "--full").code == 2)
      #expect(try bed.answers() == bed.undisturbed, "\(victim) at \(part)")
    }
  }

  @Test("of an audit", arguments: Victim.allCases)
  func auditing(_ victim: Victim) throws {
    let bed = try FaultBed.shared()
    for part in moments(victim, "audit") {
      try bed.reset(isLoaded: true)
      let outcome = try disturb(victim, ["audit", "--full"], after: bed.auditing * part, in: bed)
      let runs = try bed.rows("SELECT count(*) FROM yurai.audit_run")
      let verdicts = try bed.rows("SELECT count(*) FROM yurai.customer_verdict")
      #expect(runs == [["0"]] ? verdicts == [["0"]] : runs == [["1"]], "whole, or not at all")
      let again = try bed.again("audit", "--full")
      #expect(again.code == 2, "\(victim) at \(part), which ended with \(outcome): \(again.errors)")
      #expect(try bed.answers() == bed.undisturbed, "\(victim) at \(part)")
    }
  }

  @Test("what trace says after a crash of the server is what it said before") func traces() throws {
    let bed = try FaultBed.shared()
    try bed.reset(isLoaded: true)
    #expect(try bed.tool.run("audit", "--full").code == 2)
    for pid in try bed.serverProcesses() { kill(pid, SIGKILL) }
    for (id, text) in bed.traces.sorted(by: { $0.key < $1.key }) {
      #expect(try bed.tool.run("trace", id, "--format", "json").output == text, "\(id)")
    }
  }

  /// Parts of an undisturbed run's time, the same ones for the same seed.
  private func moments(_ victim: Victim, _ job: String) -> [Double] {
    var state = Self.seed
    for byte in "\(victim) \(job)".utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let parts = (0..<Self.moments).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31)
    }
    print("seed \(Self.seed), \(job), kill -9 of the \(victim) at \(parts)")
    return parts
  }

  /// Starts the tool, and kills the victim after so many seconds.
  private func disturb(
    _ victim: Victim, _ arguments: [String], after seconds: Double, in bed: FaultBed
  ) throws -> Int32 {
    let running = try bed.tool.start(arguments)
    usleep(useconds_t(seconds * 1_000_000))
    switch victim {
    case .tool: running.signal(SIGKILL)
    case .backend: for pid in try bed.backends() { kill(pid, SIGKILL) }
    case .server: for pid in try bed.serverProcesses() { kill(pid, SIGKILL) }
    }
    let outcome = try running.wait()
    switch victim {
    case .tool: #expect([0, 2, 137].contains(outcome.code), "\(outcome.errors)")
    // 3: the connection was lost; the others: it had ended before.
    default: #expect([0, 2, 3].contains(outcome.code), "\(outcome.code): \(outcome.errors)")
    }
    return outcome.code
  }

  /// Every file that is in the ledger is in whole, and nothing else is there.
  private func expectNothingHalfDone(_ bed: FaultBed, _ comment: Comment) throws {
    // Migrations are a transaction each: files go in when the last one (it makes this view) is there.
    let schema = try bed.rows("SELECT to_regclass('yurai.evidence_use') IS NOT NULL")
    guard schema == [["t"]] else { return }
    let odd = try bed.rows(
      """
      SELECT b.batch_id FROM yurai.batch b
       WHERE b.accepted + b.unchanged + b.replaced + b.set_aside <> b.lines OR b.lines = 0
          OR (b.profile = 'canonical/customers'
              AND b.accepted <> (SELECT count(*) FROM yurai.customer_record r WHERE r.batch_id = b.batch_id))
          OR (b.profile IN ('canonical/orders', 'canonical/signups')
              AND b.accepted <> (SELECT count(*) FROM yurai.collection_record r WHERE r.batch_id = b.batch_id))
      """)
    #expect(odd.isEmpty, comment)
    let loose = try bed.rows(
      """
      SELECT (SELECT count(*) FROM yurai.customer) - (SELECT count(*) FROM yurai.customer_record),
             (SELECT count(*) FROM yurai.collection_event) - (SELECT count(*) FROM yurai.collection_record),
             (SELECT count(*) FROM pg_index WHERE NOT indisvalid),
             (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
               WHERE c.relname IN ('customer', 'customer_record', 'collection_event', 'collection_record'))
      """)
    #expect(loose == [["0", "0", "0", "10"]], comment)
  }
}
