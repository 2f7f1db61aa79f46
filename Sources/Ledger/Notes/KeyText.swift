/// The text that public and private keys share: `<name>+<8 hexadecimal digits>+<base64>`, where the
/// base64 holds the signature type byte and the key. It may hold more pluses.
struct KeyText {
  let name: String
  let id: UInt32
  let algorithm: SignatureAlgorithm
  let key: [UInt8]

  init(name: String, id: UInt32, algorithm: SignatureAlgorithm, key: [UInt8]) {
    self.name = name
    self.id = id
    self.algorithm = algorithm
    self.key = key
  }

  init(_ text: Substring) throws(KeyError) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false
    ).map { String(Substring($0)) }
    guard parts.count == 3 else { throw .malformed }
    guard parts[0].isKeyName else { throw .badName }
    // Only the eight digits that are written are read: no sign, no upper case.
    guard let id = UInt32(parts[1], radix: 16), parts[1].hasSameBytes(as: String(keyID: id)),
      let value = Base64.decode(parts[2].utf8), let type = value.first
    else { throw .malformed }
    guard let algorithm = SignatureAlgorithm(rawValue: type) else { throw .unknownAlgorithm }
    self.init(name: parts[0], id: id, algorithm: algorithm, key: Array(value.dropFirst()))
  }

  var text: String { "\(name)+\(String(keyID: id))+\(Base64.encode([algorithm.rawValue] + key))" }
}
