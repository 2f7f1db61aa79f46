import Testing

@testable import Yurai

/// Also of one character, where Foundation's functions trap on Linux.
@Suite struct PathTextTests {
  @Test(arguments: [
    ("x", "", "x"), ("日", "", "日"), ("x/", "", "x"), ("./x", ".", "x"), ("a/b.txt", "a", "b.txt"),
    ("/", "/", ""), ("/x", "/", "x"), ("/a/b/", "/a", "b"), ("a//b", "a", "b"), ("", "", ""),
  ])
  func parts(_ path: String, _ folder: String, _ name: String) {
    #expect(PathText.folder(of: path) == folder && PathText.name(of: path) == name)
  }

  @Test func endsAndJoins() {
    #expect(PathText.suffix(of: "a.b/LETTER.PDF") == "pdf" && PathText.suffix(of: "a.b/c").isEmpty)
    #expect(PathText.suffix(of: ".txt").isEmpty && PathText.suffix(of: "x").isEmpty)
    #expect(PathText.joined("", "x") == "x" && PathText.joined("/", "x") == "/x")
    #expect(PathText.joined("a", "x") == "a/x" && PathText.joined("a/", "x") == "a/x")
  }
}
