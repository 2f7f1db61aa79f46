import Ledger
import Testing

@Suite struct SaltTests {
  @Test func theFixture() throws {
    let commit = try Fixtures.load().commit
    let salt = try #require(Salt(bytes(hex: commit.salt)))
    let commitment = salt.commitment(to: Array(commit.message.utf8))
    #expect(commitment.bytes == (try bytes(hex: commit.sha256_salt_msg)))
  }

  @Test func onlyThirtyTwoBytesAreASalt() {
    for count in [0, 16, 31, 33, 64] {
      #expect(Salt([UInt8](repeating: 1, count: count)) == nil)
    }
  }

  @Test func newSaltsComeFromTheGenerator() {
    struct Counter: RandomNumberGenerator {
      var value: UInt64 = 0
      mutating func next() -> UInt64 {
        value += 0x0101_0101_0101_0101
        return value
      }
    }
    var generator = Counter()
    var same = Counter()
    let salt = Salt(using: &generator)
    #expect(salt == Salt(using: &same))
    #expect(salt != Salt(using: &generator))
    #expect(Set(salt.bytes).count > 16)
    var system = SystemRandomNumberGenerator()
    #expect(Salt(using: &system) != Salt(using: &system))
  }

  @Test func saltsAreNotPrinted() throws {
    let salt = try #require(Salt([UInt8](repeating: 173, count: 32)))
    var dumped = ""
    dump(salt, to: &dumped)
    for text in ["\(salt)", String(reflecting: salt), "\([salt])", dumped] {
      #expect(!text.contains("173"))
    }
  }
}
