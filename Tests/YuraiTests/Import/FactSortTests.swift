import Foundation
import Postgres
import Testing

@testable import Yurai

/// Rows come out as they went in, in the order that the server would give them.
@Suite struct FactSortTests {
  /// A fact row: a key, and what it carries, so long as its number says.
  struct Fact: Equatable {
    let key: Int64?
    let line: Int32

    func append(to chunk: inout Chunk) {
      chunk.startFact(fields: 2)
      chunk.facts.append(int64: key)
      chunk.facts.append(text: "\(line) \(String(repeating: "x", count: Int(line) % 97))")
    }
  }

  /// What the server would make of it: NULL last, equal ones as they came.
  static func ordered(_ facts: [Fact]) -> [Fact] {
    facts.enumerated().sorted {
      switch ($0.element.key, $1.element.key) {
      case (let a?, let b?): a != b ? a < b : $0.offset < $1.offset
      case (nil, nil): $0.offset < $1.offset
      case (nil, _?): false
      case (_?, nil): true
      }
    }.map(\.element)
  }

  static func chunks(_ facts: [Fact], of count: Int = 1000) -> [Chunk] {
    stride(from: 0, to: facts.count, by: count).map { start in
      var chunk = Chunk()
      chunk.start()
      for fact in facts[start..<min(start + count, facts.count)] { fact.append(to: &chunk) }
      chunk.finish()
      return chunk
    }
  }

  /// Through the sort and out again.
  static func sorted(
    _ facts: [Fact], fileBytes: Int64, bucketBytes: Int64 = 1 << 12, memory: Int = 16 << 20
  ) throws -> [Fact] {
    var sort = try FactSort(fileBytes: fileBytes, bucketBytes: bucketBytes)
    for chunk in chunks(facts) { try sort.append(chunk) }
    try sort.finish()
    var found: [Fact] = []
    for chunk in try received(SortedFacts(sort, memory: memory), StagePlacer()) {
      found += read(chunk.facts.bytes)
    }
    return found
  }

  static func received(_ sorted: SortedFacts, _ placer: some FactPlacer) throws -> [Chunk] {
    try received(sorted, [placer])[0]
  }

  /// The chunks of each table.
  static func received(_ sorted: SortedFacts, _ placers: [any FactPlacer]) throws -> [[Chunk]] {
    let full = BoundedChannel<SortedFacts.Message>(capacity: 2)
    let empty = BoundedChannel<Chunk>(capacity: 3)
    for _ in 0..<3 { _ = empty.send(Chunk()) }
    defer {
      full.close()
      empty.close()
    }
    sorted.start(placers: placers, to: full, from: empty)
    var tables: [[Chunk]] = []
    var chunks: [Chunk] = []
    while tables.count < placers.count, let message = full.receive() {
      switch message {
      case .chunk(let chunk):
        chunks.append(chunk)
        _ = empty.send(Chunk())
      case .end(()):
        tables.append(chunks)
        chunks = []
      case .failure(let error): throw error
      }
    }
    guard tables.count == placers.count else { throw YuraiError("it stopped") }
    return tables
  }

  /// Reads such rows of a COPY stream.
  static func read(_ bytes: [UInt8]) -> [Fact] {
    var position = 0
    var facts: [Fact] = []
    func number<T: FixedWidthInteger>(_: T.Type) -> T {
      let size = MemoryLayout<T>.size
      defer { position += size }
      return bytes[position..<position + size].reduce(0) { $0 << 8 | T(truncatingIfNeeded: $1) }
    }
    while position < bytes.count {
      precondition(number(Int16.self) == 2)
      let key: Int64? = number(Int32.self) == -1 ? nil : number(Int64.self)
      let length = Int(number(Int32.self))
      let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
      position += length
      let line = Int32(text.prefix { $0 != " " }) ?? -1
      precondition(length == "\(line) ".utf8.count + Int(line) % 97)
      facts.append(Fact(key: key, line: line))
    }
    precondition(position == bytes.count)
    return facts
  }

  static func random(_ count: Int, seed: UInt64, keys: [Int64?]? = nil) -> [Fact] {
    var state = seed
    func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    return (0..<count).map { line in
      let number = next()
      let key: Int64? =
        if let keys { keys[Int(number % UInt64(keys.count))] } else if number % 11 == 0 {
          nil
        } else {
          Int64(bitPattern: number)
        }
      return Fact(key: key, line: Int32(line))
    }
  }

  @Test(
    "the order is the server's: signed, NULL last, equal ones as they came",
    arguments: [1, 4 << 10, 5 << 10, 100 << 10, 64 << 20] as [Int64])
  func order(_ fileBytes: Int64) throws {
    let facts = Self.random(20_000, seed: 42)
    #expect(try Self.sorted(facts, fileBytes: fileBytes) == Self.ordered(facts))
  }

  @Test(
    "the ends of the keys' range, and their neighbours, each several times",
    arguments: [1, 100 << 10])
  func ends(_ fileBytes: Int64) throws {
    let keys: [Int64?] = [.min, .min + 1, -1, 0, 1, .max - 1, .max, nil, 1 << 62, -1 << 62]
    let facts = Self.random(3_000, seed: 7, keys: keys)
    #expect(try Self.sorted(facts, fileBytes: fileBytes) == Self.ordered(facts))
  }

  @Test("a bucket larger than memory goes as it came, and the others in order") func large() throws
  {
    let one = Self.random(20_000, seed: 3, keys: [5])
    let others = Self.random(100, seed: 4, keys: [.min, -1 << 40, .max])
    let facts = Array(one[..<10_000]) + others + Array(one[10_000...])
    let found = try Self.sorted(facts, fileBytes: 100 << 10, memory: 64 << 10)
    #expect(found == Self.ordered(facts))
    let mixed = Self.random(20_000, seed: 5, keys: [5, 4, 3])
    let kept = try Self.sorted(mixed, fileBytes: 100 << 10, memory: 64 << 10)
    #expect(kept == mixed)
    #expect(try Self.sorted(mixed, fileBytes: 100 << 10, memory: 4 << 20) == Self.ordered(mixed))
  }

  @Test("no rows at all") func none() throws {
    #expect(try Self.sorted([], fileBytes: 0) == [])
  }

  @Test("rows can be had twice") func twice() throws {
    let facts = Self.random(500, seed: 9)
    var sort = try FactSort(fileBytes: 1)
    for chunk in Self.chunks(facts) { try sort.append(chunk) }
    try sort.finish()
    let sorted = SortedFacts(sort)
    for _ in 0..<2 {
      let found = try Self.received(sorted, StagePlacer()).flatMap { Self.read($0.facts.bytes) }
      #expect(found == Self.ordered(facts))
    }
  }

  @Test("two tables get the same rows in the same order, chunk by chunk") func twoTables() throws {
    let facts = Self.random(30_000, seed: 7)
    var sort = try FactSort(fileBytes: 1 << 20, bucketBytes: 1 << 17)
    for chunk in Self.chunks(facts) { try sort.append(chunk) }
    try sort.finish()
    let tables = try Self.received(SortedFacts(sort), [StagePlacer(), StagePlacer()])
    let wanted = Self.ordered(facts)
    #expect(tables[0].count > 2)
    for table in tables { #expect(table.flatMap { Self.read($0.facts.bytes) } == wanted) }
  }

  @Test("a staged event loses its weight, and nothing else") func event() throws {
    var staged = Chunk()
    staged.start()
    var wanted = Self.rows()
    for (line, key) in [(1, Int64(9)), (2, nil), (3, -9)] as [(Int32, Int64?)] {
      staged.startFact(fields: 21)
      wanted.append(row: 20)
      for isStaged in [true, false] {
        var buffer = isStaged ? staged.facts : wanted
        buffer.append(int64: key)
        for _ in 0..<17 { buffer.append(text: "é\(line)") }
        buffer.append(bool: true)
        buffer.append(bool: nil)
        if isStaged { buffer.append(int32: 70 + line) }
        if isStaged { staged.facts = buffer } else { wanted = buffer }
      }
    }
    staged.finish()
    #expect(Self.placed(staged, EventPlacer()).facts.bytes == wanted.bytes)
  }

  @Test("a staged customer becomes a customer and a salt at the next place of the tree")
  func customer() {
    var staged = Chunk()
    staged.start()
    var facts = Self.rows()
    var salts = Self.rows()
    for (line, key) in [(1, 9), (2, -3)] as [(Int32, Int64)] {
      staged.startFact(fields: 13)
      facts.append(row: 10)
      for isStaged in [true, false] {
        var buffer = isStaged ? staged.facts : facts
        buffer.append(int64: key)
        buffer.append(timestamptzUnix: line == 1 ? nil : 5)
        for field in 0..<5 { buffer.append(int64: field == Int(line) ? nil : 77) }
        buffer.append(int32: 12)
        buffer.append(int32: line)
        buffer.append(text: "C-\(line)")
        if isStaged {
          buffer.append(bytes: [UInt8](repeating: UInt8(line), count: 32).span)
          buffer.append(bytes: [UInt8](repeating: 0xAB, count: 32).span)
          buffer.append(int32: 1)
        }
        if isStaged { staged.facts = buffer } else { facts = buffer }
      }
      salts.append(row: 6)
      salts.append(int64: key)
      salts.append(int64: 99 + Int64(line))
      salts.append(int32: 12)
      salts.append(int32: line)
      salts.append(bytes: [UInt8](repeating: UInt8(line), count: 32).span)
      salts.append(bytes: [UInt8](repeating: 0xAB, count: 32).span)
    }
    staged.finish()
    #expect(Self.placed(staged, CustomerPlacer()).facts.bytes == facts.bytes)
    #expect(Self.placed(staged, SealPlacer(nextLeaf: 100)).facts.bytes == salts.bytes)
  }

  /// A buffer for rows, without the header.
  static func rows() -> BinaryCopyBuffer {
    var buffer = BinaryCopyBuffer()
    buffer.removeAll()
    return buffer
  }

  /// Every row of a chunk, placed in another one in their order.
  static func placed(_ staged: Chunk, _ start: some FactPlacer) -> Chunk {
    var placer = start
    var chunk = Chunk()
    chunk.start()
    staged.facts.withUnsafeBytes { bytes in
      for (index, start) in staged.factStarts.enumerated() {
        let next = index + 1
        let end = next < staged.factStarts.count ? staged.factStarts[next] : staged.factsEnd
        placer.place(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), in: &chunk)
      }
    }
    chunk.finish()
    return chunk
  }

  @Test("a folder that takes no file is said, with the way out") func refusal() throws {
    let missing = try #require(throws: YuraiError.self) {
      try FactSort(fileBytes: 1, in: "/nonexistent/folder")
    }
    #expect(missing.description.contains("/nonexistent/folder"))
    #expect(missing.description.contains("TMPDIR"))
  }
}
