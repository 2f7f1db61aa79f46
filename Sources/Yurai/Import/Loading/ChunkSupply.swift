/// What a thread that fills chunks tells the loading thread.
enum Produced<End: Sendable>: Sendable {
  case chunk(Chunk)
  case end(End)
  case failure(any Error)
}

/// The chunks that a thread fills, on the side of who takes them. At most three exist, so memory is flat.
final class ChunkSupply<End: Sendable> {
  private let full = BoundedChannel<Produced<End>>(capacity: 2)
  private let empty = BoundedChannel<Chunk>(capacity: 3)
  private let file: String
  private var end: End?

  /// - Parameters:
  ///   - file: what errors call the file.
  ///   - records: how much room a chunk has for records at first, in bytes.
  ///   - start: starts the thread, with where its chunks go and where it gets empty ones.
  /// - Throws: what `start` throws.
  init(
    file: String, records: Int = 3 * Chunk.target,
    start: (BoundedChannel<Produced<End>>, BoundedChannel<Chunk>) throws -> Void
  ) throws {
    self.file = file
    for _ in 0..<3 { _ = empty.send(Chunk(records: records)) }
    try start(full, empty)
  }

  deinit { close() }

  /// The next chunk; nil at the end.
  /// - Throws: what stopped the thread; `YuraiError` when somebody interrupts.
  func next() throws -> Chunk? {
    guard let message = full.receive() else {
      throw YuraiError("the thread that reads \(file) stopped without a word")
    }
    try Interruption.check("nothing of \(file) was loaded")
    switch message {
    case .chunk(let chunk): return chunk
    case .failure(let error): throw error
    case .end(let end):
      self.end = end
      return nil
    }
  }

  /// Gives a chunk back to be filled again.
  func giveBack(_ chunk: Chunk) { _ = empty.send(chunk) }

  /// What the thread said at its end.
  func summary() throws -> End {
    guard let end else { throw YuraiError("\(file) was not read to its end") }
    return end
  }

  /// Has the thread stop where it is.
  func close() {
    full.close()
    empty.close()
  }
}
