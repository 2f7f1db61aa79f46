// The only file with unsafe pointers. Decoding and scanning read and write whole words at byte
// positions, many of them beyond the byte that turns out to matter; an array or a span would check
// every one of those accesses. What makes it sound is kept here: every region has `slack` bytes
// behind its capacity, so that a word at any valid position lies inside it; views are used only
// while the `RawMemory` that handed them out is alive and not grown; debug builds check each access.

/// An owned, growable region of bytes. Sendable because it has one owner and hands out no copies.
struct RawMemory: ~Copyable, @unchecked Sendable {
  /// How many bytes beyond its capacity a region may be touched.
  static let slack = 16

  private var base: UnsafeMutableRawPointer
  private(set) var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity + RawMemory.slack, alignment: 16)
    // Words read beyond the text must at least be initialised memory.
    base.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + RawMemory.slack)
  }

  deinit { base.deallocate() }

  /// The bytes, valid until the region is grown or destroyed.
  var view: RawView { RawView(base: base, capacity: capacity) }

  /// Makes room for `capacity` bytes and keeps the first `kept`. Views of before are void.
  mutating func grow(to capacity: Int, keeping kept: Int) {
    guard capacity > self.capacity else { return }
    let grown = UnsafeMutableRawPointer.allocate(
      byteCount: capacity + RawMemory.slack, alignment: 16)
    grown.copyMemory(from: base, byteCount: kept)
    (grown + kept).initializeMemory(
      as: UInt8.self, repeating: 0, count: capacity + RawMemory.slack - kept)
    base.deallocate()
    base = grown
    self.capacity = capacity
  }
}

/// Positions in a `RawMemory`, not owned.
struct RawView {
  private let base: UnsafeMutableRawPointer
  private let capacity: Int

  fileprivate init(base: UnsafeMutableRawPointer, capacity: Int) {
    self.base = base
    self.capacity = capacity
  }

  @inline(__always)
  private func check(_ position: Int, _ count: Int) {
    assert(position >= 0 && position + count <= capacity + RawMemory.slack, "outside the region")
  }

  /// The byte at a position.
  @inline(__always)
  subscript(position: Int) -> UInt8 {
    get {
      check(position, 1)
      return base.load(fromByteOffset: position, as: UInt8.self)
    }
    nonmutating set {
      check(position, 1)
      base.storeBytes(of: newValue, toByteOffset: position, as: UInt8.self)
    }
  }

  /// Eight bytes from a position on, the first in the lowest bits.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    check(position, 8)
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// Writes eight bytes, the first from the lowest bits.
  @inline(__always)
  func store(_ word: UInt64, at position: Int) {
    check(position, 8)
    base.storeBytes(of: word.littleEndian, toByteOffset: position, as: UInt64.self)
  }

  /// Four bytes from a position on, the first in the lowest bits.
  @inline(__always)
  func halfWord(at position: Int) -> UInt32 {
    check(position, 4)
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }

  /// Writes four bytes, the first from the lowest bits.
  @inline(__always)
  func store(_ word: UInt32, at position: Int) {
    check(position, 4)
    base.storeBytes(of: word.littleEndian, toByteOffset: position, as: UInt32.self)
  }

  /// Copies `count` bytes from another place, which may overlap.
  @inline(__always)
  func copy(_ count: Int, from source: RawView, at origin: Int, to position: Int) {
    source.check(origin, count)
    check(position, count)
    (base + position).copyMemory(from: source.base + origin, byteCount: count)
  }

  /// Replaces an array's elements by the first `count` bytes.
  @inline(__always)
  func copyBytes(_ count: Int, to array: inout [UInt8]) {
    check(0, count)
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Replaces an array's elements by the first `count` four-byte words, as `store` wrote them.
  @inline(__always)
  func copyHalfWords(_ count: Int, to array: inout [UInt32]) {
    check(0, count * 4)
    array.removeAll(keepingCapacity: true)
    array.append(
      contentsOf: UnsafeBufferPointer(
        start: base.assumingMemoryBound(to: UInt32.self), count: count))
  }

  /// What `read(2)` delivers into the region: up to `count` bytes, 0 at the end, -1 on an error.
  func fill(_ count: Int, at position: Int, from read: (UnsafeMutableRawPointer, Int) -> Int) -> Int
  {
    check(position, count)
    return read(base + position, count)
  }
}
