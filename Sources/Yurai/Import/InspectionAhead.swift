internal import Foundation
internal import Synchronization

/// The next file of a manifest, inspected on a thread of its own while the server puts the rows of this one in place, for which
/// the tool only waits.
final class InspectionAhead: Sendable {
  private enum State {
    case waiting
    case begun
    case done(FileInspection?)
  }

  private let path: String
  private let wanted: String
  private let name: String
  private let state = Mutex(State.waiting)
  private let done = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - path: where the file is.
  ///   - wanted: the encoding that the manifest gives.
  ///   - name: what errors call it.
  init(path: String, wanted: String, name: String) {
    (self.path, self.wanted, self.name) = (path, wanted, name)
  }

  /// Begins, once. What goes wrong is found again by `inspection()`.
  func begin() {
    let begins = state.withLock { state in
      guard case .waiting = state else { return false }
      state = .begun
      return true
    }
    guard begins else { return }
    Thread { [self] in
      let found = try? FileInspection(path: path, wanted: wanted, name: name)
      state.withLock { $0 = .done(found) }
      done.signal()
    }.start()
  }

  /// What the file is: found ahead when that was begun, and the file is as it was then.
  /// - Throws: what `FileInspection` does.
  func inspection() throws -> FileInspection {
    let isUnderWay = state.withLock { state in
      if case .begun = state { return true }
      return false
    }
    if isUnderWay { done.wait() }
    let found = state.withLock { state -> FileInspection? in
      guard case .done(let found) = state else { return nil }
      return found
    }
    if let found, found.isCurrent { return found }
    return try FileInspection(path: path, wanted: wanted, name: name)
  }
}
