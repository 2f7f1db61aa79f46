internal import Foundation
internal import Matching
internal import Postgres
internal import Rendering

/// Whom orders name beside their first recipient.
///
/// An order that went to several people holds the others as text, and the search has no keys of them. So before anybody is told
/// that nothing is held, they are compared with what that person gave. Read once and kept: three keys for each of them.
struct OtherRecipients: Sendable {
  private struct Keys: Sendable {
    let name: Int64?
    let phone: Int64?
    let address: Int64?
  }

  private let all: [Keys]

  /// Reads all of them.
  init(in session: inout Session) throws {
    var maker = KeyMaker(secret: session.secret)
    var all: [Keys] = []
    try session.connection.forEach(SQLScript(named: "find/other_recipients").query()) { row in
      let text: String = try row.value(0)
      guard let items = try? JSONDecoder().decode([[String: String?]].self, from: Data(text.utf8))
      else { return }
      for item in items {
        func value(_ name: String) -> [UInt8]? { (item[name] ?? nil).map { Array($0.utf8) } }
        all.append(
          Keys(
            name: value("name").flatMap { maker.name($0.span) },
            phone: value("phone").flatMap { maker.phone($0.span) },
            address: value("address").flatMap { maker.address($0.span) }))
      }
    }
    self.all = all
  }

  /// Whether one of them may be who gave these values: the telephone number or the address is the same; or the name, where
  /// neither can be compared.
  func mayHold(_ given: [SearchField: String], _ secret: MatchSecret) -> Bool {
    guard !all.isEmpty else { return false }
    var maker = KeyMaker(secret: secret)
    func bytes(_ field: SearchField) -> [UInt8]? { given[field].map { Array($0.utf8) } }
    let name = bytes(.name).flatMap { maker.name($0.span) }
    let phone = bytes(.phone).flatMap { maker.phone($0.span) }
    let address = bytes(.address).flatMap { maker.address($0.span) }
    return all.contains { keys in
      if let phone, phone == keys.phone { return true }
      if let address, address == keys.address { return true }
      let isComparable = phone != nil && keys.phone != nil || address != nil && keys.address != nil
      return name != nil && name == keys.name && !isComparable
    }
  }

  /// Why nobody is told that nothing is held.
  static let untold = YuraiError(
    "an order names somebody like this among further recipients, of whom the search holds no keys: look at the orders "
      + "with several destinations, and hand the case to the privacy officer (`yurai inquiry escalate`)"
  )
}
