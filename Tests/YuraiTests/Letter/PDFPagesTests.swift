import Testing

@testable import Yurai

/// Pages are counted only where they can be.
@Suite struct PDFPagesTests {
  @Test(
    "page objects, and nothing that looks like one",
    arguments: [
      ("<</Type /Page>> <</Type /Pages /Count 1>>", 1), ("<</Type/Page/Parent 1 0 R>>", 1),
      ("<</Type\n/Page\n>> <</Type /Page >>", 2), ("<</Type /Page", 1),
      ("<</Type /Pages>> <</Type /PageLabel>>", nil), ("/Page /Type", nil), ("/Type", nil),
      ("/Type /Type /Page", 1), ("", nil),
    ] as [(String, Int?)])
  func count(_ body: String, _ pages: Int?) {
    #expect(PDFPages.count(in: Array("%PDF-1.7\n\(body)\n%%EOF\n".utf8)) == pages)
  }

  @Test("half a PDF is none") func whole() {
    #expect(PDFPages.count(in: Array("%PDF-1.7\n<</Type /Page>>".utf8)) == nil)
    #expect(PDFPages.count(in: Array("<</Type /Page>>\n%%EOF".utf8)) == nil)
    #expect(PDFPages.count(in: []) == nil)
  }
}
