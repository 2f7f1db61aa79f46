/// What an RFC 3161 answer says; its signature is not checked.
public struct TimestampResponse: Sendable {
  /// The SHA-256 of what was stamped.
  public let imprint: [UInt8]
  /// When, as the authority says: `YYYYMMDDHHMMSS[.fff]Z`.
  public let time: String

  private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
  private static let info: [UInt8] = [
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04,
  ]
  private static let sha256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]

  /// Reads a TimeStampResp in DER that grants a token over a SHA-256.
  public init?(_ bytes: [UInt8]) {
    guard let response = Self.sequence(bytes[...], count: 2...2),
      let status = response[0].inner?.first, status.tag == DER.integer, status.content.count == 1,
      status.content.first.map({ $0 <= 1 }) == true,
      // ContentInfo, SignedData, EncapsulatedContentInfo (RFC 5652), TSTInfo (RFC 3161).
      let token = response[1].inner, token.count == 2,
      token[0].tag == DER.objectID, token[0].content.elementsEqual(Self.signedData),
      token[1].tag == DER.tagged, let signed = Self.sequence(token[1].content, count: 4...6),
      let content = signed[2].inner, content.count == 2, content[0].tag == DER.objectID,
      content[0].content.elementsEqual(Self.info), content[1].tag == DER.tagged,
      let octets = DER.elements(content[1].content)?.first, octets.tag == DER.octets,
      let info = Self.sequence(octets.content, count: 5...10), info[2].tag == DER.sequence,
      let imprint = info[2].inner, imprint.count == 2, imprint[1].tag == DER.octets,
      imprint[0].inner?.first?.content.elementsEqual(Self.sha256) == true,
      imprint[1].content.count == 32, info[4].tag == DER.generalizedTime,
      let time = String(validating: info[4].content, as: UTF8.self),
      time.utf8.allSatisfy({ (0x2E...0x5A).contains($0) })
    else { return nil }
    self.imprint = Array(imprint[1].content)
    self.time = time
  }

  /// The elements of the one sequence that the bytes are.
  private static func sequence(
    _ bytes: ArraySlice<UInt8>, count: ClosedRange<Int>
  ) -> [DER]? {
    guard let outer = DER.elements(bytes), outer.count == 1, outer[0].tag == DER.sequence,
      let inner = outer[0].inner, count.contains(inner.count)
    else { return nil }
    return inner
  }
}
