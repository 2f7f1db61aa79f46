/// The characters whose second byte in CP932 is 0x5C, the backslash of ASCII.
///
/// Known without the conversion table, because such text is also met after someone has converted
/// it to UTF-8.
enum BackslashTrail {
  static let characters = "―ソЫⅨ噂浬欺圭構蚕十申曾箪貼能表暴予禄兔喀媾彌拿杤歃濬畚秉綵臀藹觸軆鐔饅鷭偆砡纊犾"

  /// Their UTF-8 bytes, the first in the lowest bits.
  static let packed: Set<UInt32> = Set(
    characters.map { $0.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) } })
}
