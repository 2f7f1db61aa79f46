/// Folds one value at a time into memory that it owns and uses again.
///
/// Two steps. `load` decodes UTF-8 and maps every scalar through a ``FoldTable`` into `scalars`; then
/// the function of the field's kind walks over them and writes the normal form to `bytes`.
struct Folder: Sendable {
  /// Where the normal form begins in `bytes`: the byte before it is left free for the key's domain.
  static let start = 1

  /// The value's scalars after the table, `scalarCount` of them, with `padding` zeros behind.
  var scalars: [UInt32]
  var scalarCount = 0
  /// The normal form is `bytes[start..<end]`.
  var bytes: [UInt8]
  var end = Folder.start

  /// While an address is folded: where in `bytes` its municipality's name ends, and where the first
  /// section (字) behind it begins, 0 when there is none.
  var nameEnd = Folder.start
  var sectionBegin = 0
  /// The number of the municipality's name where 条 between numbers may be dropped, else -1.
  var nameInHokkaido = -1

  private let plain = FoldTable.plain
  let person = FoldTable.person
  let place = FoldTable.place
  let prefectures = Prefectures.shared
  /// Nil in the folder with which tables are made.
  let municipalities: Municipalities?

  /// Zeros behind the scalars, so that looking a few scalars ahead needs no test.
  static let padding = 4

  init(municipalities: Municipalities? = .shared) {
    self.municipalities = municipalities
    scalars = []
    bytes = []
    reserve(64)
  }

  /// Makes room for the normal form of `count` bytes of UTF-8, and starts anew.
  @inline(__always)
  mutating func begin(_ count: Int) {
    end = Folder.start
    if count &* 16 &+ 64 > bytes.count { reserve(count) }
  }

  /// The longest expansion gives 6 scalars for 3 bytes, the longest numeral 5 bytes for one scalar.
  @inline(never)
  private mutating func reserve(_ count: Int) {
    scalars = [UInt32](repeating: 0, count: count * 3 + 16)
    bytes = [UInt8](repeating: 0, count: count * 16 + 64)
  }

  /// Decodes and maps a value of which only widths and case are to be folded.
  @inline(__always)
  mutating func loadPlain(_ utf8: Span<UInt8>) { load(utf8, plain) }

  /// Appends a byte to the normal form.
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    bytes[end] = byte
    end &+= 1
  }

  /// Appends a scalar to the normal form, in UTF-8.
  @inline(__always)
  mutating func put(_ scalar: UInt32) {
    if scalar < 0x80 {
      put(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      put(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      if scalar < 0x10000 {
        put(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      } else {
        put(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
        put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      }
      put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// The form of last resort: every scalar that is not a space. Nothing when there is none.
  mutating func putEverything() {
    end = Folder.start
    for index in 0..<scalarCount where scalars[index] != 0x20 { put(scalars[index]) }
  }
}
