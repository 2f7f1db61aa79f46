import Rendering
import Testing

/// A day as it is written; fails the test when there is none such.
func date(_ text: String) throws -> Day { try #require(Day(text)) }
