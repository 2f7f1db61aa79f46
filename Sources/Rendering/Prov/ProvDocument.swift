/// Writes a PROV-JSON document piece by piece, so that nothing is held of what was written.
///
/// ```swift
/// var document = ProvDocument()
/// print(document.open(.entity), terminator: "")
/// print(document.entry(entry), terminator: "")
/// print(document.close(), terminator: "")
/// ```
///
/// Sections are opened in the order of `ProvSection`, each at most once; one without an entry is
/// left out. One entry a line. The caller sees to it that ids are unique within a section.
public struct ProvDocument: Sendable {
  private var pending: ProvSection?
  private var isInSection = false
  private var hasEntry = false

  /// A document of which nothing is written yet.
  public init() {}

  /// Goes to a section; what it gives is empty, for a section appears with its first entry.
  public mutating func open(_ section: ProvSection) { pending = section }

  /// One entry of the section that is open.
  public mutating func entry(_ entry: ProvEntry) -> String {
    var text = hasEntry ? "" : "{\"prefix\":\(Self.prefixes)"
    if let section = pending {
      text += (isInSection ? "\n}" : "") + ",\n\"\(section.rawValue)\":{\n"
      isInSection = true
      pending = nil
    } else {
      text += ",\n"
    }
    hasEntry = true
    return text + entry.json
  }

  /// The end of the document.
  public mutating func close() -> String {
    hasEntry ? "\n}}\n" : "{\"prefix\":\(Self.prefixes)}\n"
  }

  private static let prefixes = OrderedJSON.object(
    ProvName.prefixes.map { ($0.prefix, .string($0.uri)) }
  ).text
}
