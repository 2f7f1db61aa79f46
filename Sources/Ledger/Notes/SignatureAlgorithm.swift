/// What a key signs and how: the signature type byte of C2SP signed-note, "Signature types".
public enum SignatureAlgorithm: UInt8, Hashable, Sendable, CaseIterable {
  /// Ed25519 over the text of a note (C2SP signed-note). The signature has 64 bytes.
  case ed25519 = 0x01
  /// A cosigner's Ed25519 over a checkpoint and the time at which it was the newest that the
  /// cosigner had seen (C2SP tlog-cosignature, "cosignature/v1"). The signature has 8 + 64 bytes.
  case cosignatureV1 = 0x04
}
