import Foundation
import Matching
import Testing

/// Keys of whole strings under the published key of the SipHash vectors.
final class Keys {
  private var maker: KeyMaker

  init() throws {
    maker = KeyMaker(secret: try #require(MatchSecret(bytes: [UInt8](0...15))))
  }

  func name(_ text: String) -> Int64? { maker.name(Array(text.utf8).span) }
  func kana(_ text: String) -> Int64? { maker.kana(Array(text.utf8).span) }
  func email(_ text: String) -> Int64? { maker.email(Array(text.utf8).span) }
  func phone(_ text: String) -> Int64? { maker.phone(Array(text.utf8).span) }
  func address(_ text: String) -> Int64? { maker.address(Array(text.utf8).span) }
  func postalCode(_ text: String) -> Int64? { maker.postalCode(Array(text.utf8).span) }
  func identifier(_ text: String, _ domain: IdentifierDomain) -> Int64? {
    maker.identifier(Array(text.utf8).span, domain)
  }
}

/// The parts of a tab-separated fixture's lines, without the header.
func fixture(_ name: String) throws -> [[String]] {
  let url = try #require(
    Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Fixtures"))
  let text = try String(contentsOf: url, encoding: .utf8)
  return text.split(separator: "\n").dropFirst().map { line in
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }
}
