internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import Yurai

/// `yurai inquiry answer`: the letter, one or a file of thousands.
struct InquiryAnswer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Write the answer to a case, or to a file of messages, and archive it.",
    discussion: """
      A letter rests on the last audit, and breaks no rule of the letter contract or is not written. Nothing is \
      answered twice: a case that is answered gives the letter that was sent.

      With --batch, messages are opened, searched and, where that is safe, answered; DIR gets the letters, summary.json, \
      and worklist.csv with those that a human must decide. Interrupted, the same command goes on.
      """)

  @Argument(help: "Case number.") var caseNo: String?

  @Option(
    help: ArgumentHelp(
      "A CSV of messages: message_id, received_at, channel, language, law, asks, text, reply_to, name, name_kana, email, phone, postal_code, address, order_id, identity.",
      valueName: "file"))
  var batch: String?
  @Option(
    help: ArgumentHelp(
      "With --batch: texts as files, <message_id>.txt, where the CSV has none.", valueName: "dir"))
  var messages: String?
  @Flag(
    help:
      "With --batch: an answer that goes only to the e-mail or postal address of the record itself counts as settled."
  )
  var contactOnFile = false

  @Flag(
    help: ArgumentHelp(
      "The investigation is over and did not find the origin: the letter says that, and is the answer."
    )
  )
  var originUnknown = false

  @Option(
    help: ArgumentHelp(
      "Where a letter by post goes if the person gave another address than the record holds: on-file or given (that only after a check by document).",
      valueName: "which"))
  var postTo: InquiryDesk.PostAddress?

  @Option(help: "text, html, eml or json.") var format = AnswerFormat.text
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file for the letter (.txt, .html, .eml, .pdf); with --batch the directory.",
      valueName: "path"))
  var output: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup(title: "CONNECTION") var connection: ConnectionOptions

  enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text, html, eml, json
  }

  func validate() throws {
    guard (caseNo == nil) != (batch == nil) else {
      throw ValidationError("give a case number, or --batch FILE")
    }
    if batch != nil, output == nil {
      throw ValidationError("--batch writes into a directory: give --output DIR")
    }
    if batch != nil, originUnknown {
      throw ValidationError("--origin-unknown is said of one case, not of a batch")
    }
    if batch != nil, postTo != nil {
      throw ValidationError("--post-to is said of one case, not of a batch")
    }
    if batch == nil, messages != nil || contactOnFile {
      throw ValidationError("--messages and --contact-on-file go with --batch")
    }
    if batch == nil, let output, LetterFile.Form(path: output) == nil {
      throw ValidationError("--output ends in .txt, .html, .eml or .pdf")
    }
  }

  func run() throws {
    let settings = try reader.settings()
    guard settings.isComplete else {
      throw YuraiError(
        "config.yaml does not name the company's desk yet, so no letter can go out under its name (Docs/operations.md)"
      )
    }
    let desk = try InquiryDesk(settings: settings, actor: actor.name)
    if let batch, let output {
      try run(batch: batch, into: output, desk, settings)
    } else if let caseNo {
      if let output { try OutputPath.require(output) }
      try run(caseNo, desk, settings)
    }
  }

  private func run(_ caseNo: String, _ desk: InquiryDesk, _ settings: OperatorSettings) throws {
    var session = try connection.session()
    let before = try desk.load(caseNo, in: &session).letters.count
    let form =
      output.flatMap { LetterFile.Form(path: $0) } ?? (format == .eml ? .eml : .txt)
    var pdf: Data?
    // A letter that cannot leave the house in this form is not archived as sent.
    let known = try desk.answer(
      caseNo, language: reader.language, isConcluded: originUnknown, postTo: postTo, in: &session
    ) { letter, sendTo in
      if form == .pdf { pdf = try PDFRenderer.find().pdf(html: letter.html) }
      if form == .eml, (try? MailAddress(settings.email)) == nil {
        throw YuraiError("`email` in config.yaml is no e-mail address, so no mail can come from it")
      }
      if form == .eml, sendTo == nil {
        throw YuraiError(
          "the letter of case \(caseNo) goes by post: there is no e-mail address on file to send it to. Nothing was "
            + "written; take .txt, .html or .pdf")
      }
    }
    guard let sent = known.letters.last(where: { ["answer", "interim"].contains($0.stage) }) else {
      throw YuraiError("case \(caseNo) has no letter")
    }
    guard !sent.text.isEmpty else {
      throw YuraiError(
        "the letter of case \(caseNo), of \(sent.letterDate), was erased with the person; nothing was written"
      )
    }
    if let language = reader.language, language != sent.language {
      connection.log("the letter was sent in \(sent.language.rawValue)")
    }
    if known.letters.count == before {
      connection.log("written before, on \(sent.letterDate): this is the letter as it was sent")
    }
    if let output, let form = LetterFile.Form(path: output) {
      // What was written before is rendered as it was archived.
      let fresh = known.letters.count > before ? pdf : nil
      let bytes = try fresh ?? LetterOutput.bytes(of: sent, of: known, form.rawValue, settings)
      try LetterFile.save(bytes, to: output)
    }
    if format == .json {
      print(known.json)
    } else if output == nil {
      let form = format == .text ? "txt" : format.rawValue
      try FileHandle.standardOutput.write(
        contentsOf: LetterOutput.bytes(of: sent, of: known, form, settings))
    }
  }

  private func run(
    batch: String, into directory: String, _ desk: InquiryDesk, _ settings: OperatorSettings
  ) throws {
    let file = try InquiryBatchFile(path: batch, messages: messages)
    var session = try connection.session()
    try SearchIndex.prepare(&session, log: connection.log)
    let job = try InquiryBatch(
      desk: desk, settings: settings, language: Language(rawValue: settings.language) ?? .ja,
      acceptsContactOnFile: contactOnFile)
    let summary = try job.run(file, into: directory, in: &session) { done in
      connection.log("\(done) of \(file.count) messages")
    }
    print(format == .json ? summary.json : summary.text, terminator: "\n")
  }
}
