internal import ArgumentParser
internal import Yurai

/// `yurai erase`: removes a person, and keeps every proof valid.
struct Erase: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Erase a customer record with everything that says something of the person.",
    usage: """
      yurai erase CUSTOMER (--case CASE | --retention) [--order ID ...]
      yurai erase --order ID ... (--case CASE | --retention)
      """,
    discussion: """
      Somebody who only ordered as a guest has no record: name her orders, all of them, and no customer.

      The ledger keeps an empty place and a leaf that says when and why. Nothing can be taken back. A file that brings \
      the person back is a finding (erased-reappeared).
      """)

  @Argument(help: "The customer's id at the operator.")
  var customer: String?

  @Option(
    help: ArgumentHelp("The case that asks for it; it has to be answered.", valueName: "case"))
  var `case`: String?

  @Flag(help: "Its time is over; nobody asked for it.")
  var retention = false

  @Option(
    help: ArgumentHelp(
      "A guest's order, as MALL/MERCHANT/ORDER; several are allowed.", valueName: "id"))
  var order: [String] = []

  @Option(help: ArgumentHelp("For how many days backups are kept.", valueName: "days"))
  var backupDays = 35

  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  func validate() throws {
    guard (`case` != nil) != retention else {
      throw ValidationError(
        "say why: --case CASE when the person asked for it, or --retention when its time is over")
    }
    guard customer != nil || !order.isEmpty else {
      throw ValidationError("name the customer, or with --order the orders of a guest")
    }
    guard (0...36_500).contains(backupDays) else {
      throw ValidationError("--backup-days is a number of days, at most a hundred years of them")
    }
  }

  func run() throws {
    var session = try connection.session()
    var job = EraseJob()
    job.reason = retention ? "retention" : "person"
    job.caseNo = `case`
    job.orders = order
    job.backupDays = backupDays
    let outcome = try job.run(customer: customer, in: &session)
    let what =
      customer == nil
      ? "Erased: \(outcome.events) order(s). In the ledger place \(outcome.place) stands for them."
      : "Erased: the record at place \(outcome.place), with \(outcome.events) event(s)."
    print(
      """
      \(what)
      Backups made until today can hold it until \(outcome.backupsUntil), and so can replicas' and archived
      write-ahead logs. Whoever restores one has to erase again.
      """)
    if !outcome.fulfilled.isEmpty {
      print(
        "The promise to erase is noted as kept in \(outcome.fulfilled.joined(separator: ", ")) too: of the same person."
      )
    }
  }
}
