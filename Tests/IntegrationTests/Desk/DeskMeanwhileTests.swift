import Foundation
import Postgres
import Rendering
import Synchronization
import Testing
import Yurai

/// Two people at the desk take the same step at the same moment.
@Suite("Desk: at the same moment") struct DeskMeanwhileTests {
  private let one = Person(1)

  private func with(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database throws in
      var mall = Mall.market()
      mall.add("customers", [one.customer()])
      mall.add("orders", [one.order()])
      try database.load(mall)
      _ = try database.audit()
      try body(database)
    }
  }

  /// Runs something several times at once, while another session holds what each of them waits for; what was refused.
  private func atOnce(
    _ count: Int, behind lock: Query, in database: TestDatabase,
    _ body: @escaping @Sendable (Int) throws -> Void
  ) throws -> [YuraiError] {
    var other = try Connection(database.parameters)
    try other.execute("SET search_path = yurai, public")
    try other.execute("BEGIN")
    _ = try other.rows(lock)
    let refused = Mutex<[YuraiError]>([])
    let ended = DispatchSemaphore(value: 0)
    for index in 0..<count {
      Thread {
        do { try body(index) } catch {
          let error = error as? YuraiError ?? YuraiError("\(error)")
          refused.withLock { $0.append(error) }
        }
        ended.signal()
      }.start()
    }
    var waiting = "0"
    for _ in 0..<400 where waiting != "\(count)" {
      Thread.sleep(forTimeInterval: 0.05)
      waiting = try database.value(
        """
        SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
         WHERE NOT granted
        """)
    }
    #expect(waiting == "\(count)")
    try other.execute("COMMIT")
    for _ in 0..<count { ended.wait() }
    return refused.withLock { $0 }
  }

  @Test("what is done is noted once") func done() throws {
    try with { database throws in
      let clerk = database.clerk
      let caseNo = try clerk.answered(InquiryPerson(.customer, [one.id]), [.erase]).caseNo
      let refused = try atOnce(
        3,
        behind: """
          SELECT pg_advisory_xact_lock(hashtext('yurai inquiry'), hashtext(\(caseNo)))
          """, in: database
      ) { _ in
        try clerk.step { try $0.done(.erase, note: nil, of: caseNo, in: &$1) }
      }
      #expect(refused.map(\.message).allSatisfy { $0.contains("erase is done already") })
      #expect(refused.count == 2)
      #expect(try clerk.load(caseNo).events.count { $0.kind == "fulfilled" } == 1)
    }
  }

  @Test("of two batches on one file the second says so, and goes on when it is run again")
  func batch() throws {
    try with { database throws in
      let path = "\(database.folder)/messages.csv"
      let rows = [
        "message_id,channel,text,reply_to,name,email",
        "m1,email,なぜ私の住所を知っているのですか。,\(one.email),\(one.name),\(one.email)",
      ]
      try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      @Sendable func run(_ index: Int) throws -> InquiryBatchSummary {
        let settings = try Clerk.settings()
        var session = try database.session()
        try SearchIndex.prepare(&session, log: { _ in })
        let batch = try InquiryBatch(
          desk: try InquiryDesk(settings: settings, actor: "hanako"), settings: settings,
          language: .ja, acceptsContactOnFile: true)
        return try batch.run(
          InquiryBatchFile(path: path, messages: nil), into: "\(database.folder)/out\(index)",
          in: &session, progress: { _ in })
      }
      let refused = try atOnce(
        2, behind: "LOCK TABLE inquiry IN SHARE MODE", in: database
      ) { index in _ = try run(index) }
      #expect(refused.map(\.exit) == [.locked])
      let message = refused.first?.message ?? ""
      #expect(message.contains("another batch answers these messages at the moment"))
      #expect(message.contains("run the same command again"))
      for index in 0..<2 {
        let again = try run(index)
        #expect(again.opened == 0 && again.answers == ["traced": 1])
      }
      #expect(try database.value("SELECT count(*) FROM inquiry") == "1")
    }
  }
}
