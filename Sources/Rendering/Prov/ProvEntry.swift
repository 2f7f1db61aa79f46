/// One element or relation: its id and its attributes in the order in which they are written.
public struct ProvEntry: Sendable {
  /// Qualified name of an element, blank name (`_:…`) of a relation.
  let id: String
  private let attributes: [(name: String, value: Value)]

  /// A value of an attribute.
  enum Value: Sendable {
    /// Text, or for the attributes of PROV that name something the name.
    case text(String)
    /// A name as a value: `{"$":"yurai:Sale","type":"xsd:QName"}`.
    case name(String)
    case number(Int)
    case flag(Bool)
    case time(Moment)
    case list([Value])

    fileprivate var json: OrderedJSON {
      switch self {
      case .text(let text): .string(text)
      case .name(let name): .object([("$", .string(name)), ("type", .string("xsd:QName"))])
      case .number(let number): .int(number)
      case .flag(let flag): .bool(flag)
      case .time(let time): .string(time.description)
      case .list(let values): .array(values.map(\.json))
      }
    }
  }

  /// An element. Attributes that are nil are left out.
  init(_ id: String, types: [String], _ attributes: KeyValuePairs<String, Value?> = [:]) {
    self.id = id
    let kinds = types.map { Value.name($0) }
    self.attributes =
      [("prov:type", kinds.count == 1 ? kinds[0] : .list(kinds))]
      + attributes.compactMap { name, value in value.map { (name, $0) } }
  }

  /// A relation. Attributes that are nil are left out.
  init(relation id: String, _ attributes: KeyValuePairs<String, Value?>) {
    self.id = "_:" + id
    self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }
  }

  /// `"id":{…}`
  var json: String {
    OrderedJSON.string(id).text + ":"
      + OrderedJSON.object(attributes.map { ($0.name, $0.value.json) }).text
  }
}

extension ProvEntry.Value {
  /// A name where there is one.
  static func named(_ name: String?) -> ProvEntry.Value? { name.map { .text($0) } }

  /// A time where there is one.
  static func at(_ time: Moment?) -> ProvEntry.Value? { time.map { .time($0) } }
}

/// Something that is known, and what it adds to each section of a document.
public protocol ProvFact: Sendable {
  /// Its entries in that section; often none.
  func entries(in section: ProvSection) -> [ProvEntry]
}
