import Foundation
import Postgres
import Testing

/// kill -9 in the middle: afterwards the same commands give what an undisturbed run gives.
///
/// `YURAI_TEST_MOMENTS` is the number of random moments for each kind of victim (3), `YURAI_TEST_SEED` the
/// seed that they come from; both are printed. `YURAI_TEST_LINE_MB` is the length of the long line (16). `make faults`
/// runs all of it with 10 moments and a line of 1 GB.
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

  /// The server says goodbye to it in a notice, and closes: so a statement cannot be sent, and what comes back is no error of
  /// the server's.
  @Test("a session that waited while the server lost another's backend is lost too") func asleep()
    throws
  {
    let bed = try FaultBed.shared()
    try bed.reset(isLoaded: false)
    var asleep = try bed.session()
    var copying = try bed.session()
    var victim = try bed.session()
    kill(try victim.value("SELECT pg_backend_pid()", as: Int32.self), SIGKILL)
    // Answered once the server has recovered, and so has ended all others.
    #expect(try bed.rows("SELECT 1") == [["1"]])
    for attempt in 1...2 {
      let error = #expect(throws: PostgresError.self) {
        _ = try asleep.value("SELECT 1", as: Int32.self)
      }
      #expect(error?.code == .connectionLost, "\(attempt)")
    }
    let error = #expect(throws: PostgresError.self) {
      try copying.copyIn("COPY nothing FROM STDIN") { _ in }
    }
    #expect(error?.code == .connectionLost)
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

  @Test("a line that does not end: its place is named, and memory stays flat") func longLine()
    throws
  {
    let megabytes = Int(ProcessInfo.processInfo.environment["YURAI_TEST_LINE_MB"] ?? "") ?? 16
    try withDatabase { database in
      // Not among the server's files, which may lie in memory.
      let folder = NSTemporaryDirectory() + "yurai-line-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      var mall = Mall()
      mall.add(
        raw: "customer_id,name\nC1,a\nC2,", as: "canonical/customers", path: "long.csv")
      let manifest = try mall.write(to: folder)
      let file = try #require(FileHandle(forWritingAtPath: "\(folder)/long.csv"))
      try file.seekToEnd()
      let piece = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
      for _ in 0..<megabytes { try file.write(contentsOf: piece) }
      try file.close()
      let running = try database.startTool(["import", manifest])
      var peak = 0
      while running.isRunning {
        peak = max(peak, Self.peakMemory(of: running.pid))
        usleep(2000)
      }
      let outcome = try running.wait()
      #expect(outcome.code == 1 && outcome.errors.contains("long.csv"), "\(outcome)")
      #expect(outcome.errors.contains("line 3"), "\(outcome.errors)")
      print("a line of \(megabytes) MB: \(peak / 1024) MB of memory at most")
      #expect(peak > 0 && peak < 100 * 1024, "\(peak) kB")
      #expect(try database.value("SELECT count(*) FROM customer") == "0")
    }
  }

  /// In kilobytes; 0 when it has ended.
  private static func peakMemory(of pid: pid_t) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  /// Parts of an undisturbed run's time, one in each of as many equal parts of it; the same ones for the same seed.
  private func moments(_ victim: Victim, _ job: String) -> [Double] {
    var state = Self.seed
    for byte in "\(victim) \(job)".utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let parts = (0..<Self.moments).map { part in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(part) + Double(state >> 33) / Double(1 << 31)) / Double(Self.moments)
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
