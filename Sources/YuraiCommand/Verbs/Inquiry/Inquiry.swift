internal import ArgumentParser

/// `yurai inquiry`: the complaint desk.
struct Inquiry: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The complaint desk: from receipt to the archived answer.",
    discussion: """
      open records what came in and writes the acknowledgement; ask adds a question that was not recognised; find (with --inquiry) says who it could be; person and \
      identity record who it is and how that was checked; answer writes the letter; close archives. Nothing that was \
      recorded is ever changed.
      """,
    subcommands: [
      InquiryOpen.self, InquiryAsk.self, InquiryList.self, InquiryShow.self, InquiryPersonVerb.self,
      InquiryIdentity.self, InquiryAnswer.self, InquiryExtend.self, InquiryEscalate.self,
      InquiryDone.self, InquiryNote.self, InquiryClose.self,
    ])
}
