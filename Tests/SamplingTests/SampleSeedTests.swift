import Sampling
import Testing

struct SampleSeedTests {
  /// Both hashes by `sha256sum`.
  @Test func nonceThatCanBeGuessed() {
    let digits = "471147114711471147114710"
    #expect(digits.utf8.count == 24 && !SampleSeed.isGuessable(nonce: digits))
    #expect(SampleSeed.isGuessable(nonce: String(digits.dropLast())))
    #expect(SampleSeed.isGuessable(nonce: String(repeating: "123", count: 20)))
    #expect(!SampleSeed.isGuessable(nonce: String(repeating: "1234", count: 6)))
    #expect(SampleSeed.isGuessable(nonce: ""))
  }

  @Test func seedAndCommitmentAreWhatSha256sumSays() {
    let text = "mall.example/provenance\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
    #expect(
      SampleSeed.seed(checkpointText: text, nonce: "20261022 九")
        == "6e49c672e287f454f12ada385bd8c92e64a04caccad7cff9938c3f5e43524af9")
    #expect(
      SampleSeed.commitment(nonce: "20261022 九")
        == "03b8a028c33d49712c7094370234efbb190ceaeeb46ad894ef2cf9ed1a805e18")
  }

  @Test func eachPartChangesTheSeed() {
    let seeds = [
      SampleSeed.seed(checkpointText: "a\n1\nx\n", nonce: "1"),
      SampleSeed.seed(checkpointText: "a\n2\nx\n", nonce: "1"),
      SampleSeed.seed(checkpointText: "a\n1\nx\n", nonce: "2"),
      SampleSeed.commitment(nonce: "1"),
    ]
    #expect(Set(seeds).count == seeds.count)
    #expect(seeds.allSatisfy { $0.utf8.count == 64 && $0 == $0.lowercased() })
  }
}
