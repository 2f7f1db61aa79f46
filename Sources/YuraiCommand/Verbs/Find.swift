internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import Yurai

/// `yurai find`: who this could be.
struct Find: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find whom somebody means: customers, guest orders and recipients.",
    discussion: """
      Spelling does not matter: widths, dashes, old kanji, +81. A name, a reading or a postal code alone never settles \
      who it is. What was asked, by whom, and what was shown is recorded.
      """)

  @Option(help: "Name as the person wrote it.") var name: String?
  @Option(help: "Reading of the name.") var kana: String?
  @Option(help: "E-mail address.") var email: String?
  @Option(help: "Telephone number.") var phone: String?
  @Option(help: "Postal code.") var postalCode: String?
  @Option(help: "Postal address.") var address: String?
  @Option(help: "Order number.") var order: String?

  @Option(
    help: ArgumentHelp(
      "A CSV of queries (query_id, name, name_kana, email, phone, postal_code, address, order_id); prints a line of JSON for each.",
      valueName: "file"))
  var batch: String?

  @Option(
    help: "The inquiry that the search is for; alone, it is searched by what the person gave there."
  )
  var inquiry: String?
  @Option(help: "Who asks; the account on this machine when not given.") var actor: String?

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  private var query: FindQuery {
    var values: [SearchField: String] = [:]
    values[.name] = name
    values[.nameKana] = kana
    values[.email] = email
    values[.phone] = phone
    values[.postalCode] = postalCode
    values[.address] = address
    values[.orderID] = order
    return FindQuery(values)
  }

  func validate() throws {
    try format.require(.text, .json)
    let isGiven = !query.values.isEmpty || batch != nil || inquiry != nil
    guard isGiven, query.values.isEmpty || batch == nil else {
      throw ValidationError(
        !isGiven
          ? "say what the person gave: --name, --email, --phone, --address, …, --inquiry CASE, or --batch FILE"
          : "--batch has the queries in its file; give no other")
    }
    for (field, value) in query.values where value.utf8.count > 4096 {
      throw ValidationError("\(field.rawValue) is longer than 4096 bytes")
    }
    if let actor, actor.isEmpty { throw ValidationError("--actor is not empty") }
  }

  func run() throws {
    let settings = try reader.settings()
    let file = try batch.map { try FindBatch(path: $0) }
    var session = try connection.session()
    try SearchIndex.prepare(&session, log: connection.log)
    if let inquiry {
      _ = try InquiryDesk(settings: settings, actor: "find").load(inquiry, in: &session)
    }
    let job = FindJob(actor: actor ?? NSUserName(), inquiry: inquiry)
    var output = Output()
    if let file {
      try file.forEach(FindJob.chunk) { queries in
        for result in try job.run(queries, in: &session) { try output.write(result.json + "\n") }
      }
    } else {
      var query = query
      if query.values.isEmpty, let inquiry {
        query = try InquiryDesk(settings: settings, actor: job.actor)
          .load(inquiry, in: &session).query
      }
      for result in try job.run([query], in: &session) {
        if format == .json {
          try output.write(result.json + "\n")
        } else {
          let text = SearchText(language: reader.language(settings))
          try output.write(text.render(result, inquiry: inquiry))
        }
      }
    }
    try output.flush()
  }
}
