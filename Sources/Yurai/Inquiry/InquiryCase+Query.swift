internal import Foundation
public import Rendering

extension InquiryCase {
  /// The fields given, as a query of `find`.
  public var query: FindQuery {
    var values: [SearchField: String] = [:]
    for (name, value) in given {
      if let field = SearchField(rawValue: name), let value { values[field] = value }
    }
    return FindQuery(values)
  }

  /// Reads what inquiry/case gives.
  init(json: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: Data(json.utf8))
  }
}
