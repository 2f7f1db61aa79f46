import Testing

@testable import Yurai

/// Exit codes are a promise to those who write scripts.
@Suite struct YuraiErrorTests {
  @Test("as documented") func codes() {
    #expect(YuraiError.Exit.failed.rawValue == 1)
    #expect(YuraiError.Exit.unexplained.rawValue == 2)
    #expect(YuraiError.Exit.unreachable.rawValue == 3)
    #expect(YuraiError.Exit.usage.rawValue == 64)
    #expect(YuraiError.Exit.locked.rawValue == 75)
    #expect(YuraiError.Exit.interrupted.rawValue == 130)
  }

  @Test("an error fails unless it says otherwise") func failed() {
    #expect(YuraiError("x").exit == .failed)
    #expect("\(YuraiError("what to do"))" == "what to do")
  }
}
