/// How things are named in a PROV document: `id:` and a name within this installation.
///
/// No name holds personal data. A record is named by its opaque key and an act of collection by the
/// file and line that say so; customer ids and order numbers appear nowhere.
public enum ProvName {
  /// The prefixes of the document; `prov` and `xsd` are implied by the format.
  static let prefixes: [(prefix: String, uri: String)] = [
    ("id", "urn:yurai:id:"), ("yurai", "urn:yurai:terms:"),
  ]

  /// A customer record, from the keyed hash of its customer_id: 16 hexadecimal digits. The hash is
  /// keyed with the match secret, which lies outside of the database.
  public static func recordName(_ key: Int64) -> String {
    let digits = String(UInt64(bitPattern: key), radix: 16)
    return "id:record-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A row of a file: `order-b3-l120` is line 120 of batch 3.
  static func row(_ kind: String, _ batch: Int, _ line: Int) -> String {
    "id:\(kind)-b\(batch)-l\(line)"
  }

  /// Something that has a number, or a word of its own: `tenancy-5`.
  static func thing(_ kind: String, _ number: Int) -> String { "id:\(kind)-\(number)" }

  /// Something with an id of the operator's choice. What is no letter, digit, `-` or `_` is
  /// percent-encoded, so that the name is a local part of a qualified name.
  static func thing(_ kind: String, _ id: String) -> String {
    var name = "id:\(kind)-"
    for byte in id.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
      if isPlain {
        name.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        name += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return name
  }
}
