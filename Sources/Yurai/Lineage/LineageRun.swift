internal import Foundation
internal import Postgres
public import Rendering

/// Tells a lineage service of one run of a job: that it began, and how it ended.
///
/// A service that cannot be told never makes the job fail. It is said once, and the job goes on.
public struct LineageRun {
  /// What a job has to say when it is done.
  public struct Result: Sendable {
    /// What was read.
    public var inputs: [LineageDataset] = []
    /// What was written.
    public var outputs: [LineageDataset] = []
    /// The checkpoint that it ended with.
    public var checkpoint: LineageEvent.Checkpoint?

    /// Nothing yet.
    public init() {}
  }

  /// `import` or `audit`.
  public enum Job: String, Sendable {
    case `import`, audit
  }

  private let job: Job
  private let target: LineageTarget?
  private let namespace: String
  private let warn: @Sendable (String) -> Void

  /// - Parameters:
  ///   - job: which job.
  ///   - target: what `--lineage` says; nil for `OPENLINEAGE_URL`, and for nothing when that is not set either.
  ///   - environment: the process's.
  ///   - warn: gets one line when an event could not be sent.
  /// - Throws: `YuraiError` with exit `usage` for a target of `--lineage` that cannot be used. A variable that cannot
  ///   is only warned of: it may be there for other programs.
  public init(
    _ job: Job, target: String?, environment: [String: String],
    warn: @escaping @Sendable (String) -> Void
  ) throws {
    self.job = job
    self.warn = warn
    namespace = environment["OPENLINEAGE_NAMESPACE"].flatMap { $0.isEmpty ? nil : $0 } ?? "yurai"
    if let target {
      self.target = try LineageTarget(target)
      return
    }
    let isOff = environment["OPENLINEAGE_DISABLED"].map { ["true", "1"].contains($0.lowercased()) }
    guard isOff != true, let url = environment["OPENLINEAGE_URL"], !url.isEmpty else {
      self.target = nil
      return
    }
    do { self.target = try LineageTarget(url) } catch {
      warn("OPENLINEAGE_URL: \(error)")
      self.target = nil
    }
  }

  /// Runs the job between its two events.
  /// - Parameter body: the job; fills in what it read and wrote.
  /// - Returns: what the job returns.
  /// - Throws: what the job throws, and nothing else.
  public func following<R>(_ body: (inout Result) throws -> R) throws -> R {
    guard let target else {
      var unused = Result()
      return try body(&unused)
    }
    var sender = Sender(target: target, warn: warn)
    let id = RunIdentifier.make()
    sender.send(event(.start, id))
    do {
      var result = Result()
      let value = try body(&result)
      var end = event(.complete, id)
      end.inputs = result.inputs
      end.outputs = result.outputs
      end.checkpoint = result.checkpoint
      sender.send(end)
      return value
    } catch {
      let wasInterrupted = Self.isInterruption(error)
      var end = event(wasInterrupted ? .abort : .fail, id)
      end.errorMessage = Self.message(error)
      sender.send(end)
      throw error
    }
  }

  private func event(_ kind: LineageEvent.Kind, _ id: String) -> LineageEvent {
    let time = Date().formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
    return LineageEvent(
      kind, time: time, runID: id, jobNamespace: namespace, job: job.rawValue)
  }

  static func isInterruption(_ error: any Error) -> Bool {
    switch error {
    case let error as YuraiError: error.exit == .interrupted
    case let error as PostgresError: error.code == .cancelled
    default: Interruption.wasRequested
    }
  }

  /// What may be said elsewhere: only messages that are made to hold no value of a person.
  static func message(_ error: any Error) -> String {
    switch error {
    case let error as YuraiError: CardMask.applied(to: error.message)
    case let error as PostgresError: error.description
    default: "the job failed; its own log says why"
    }
  }
}

/// Sends the events of one run; warns once.
private struct Sender {
  let target: LineageTarget
  let warn: @Sendable (String) -> Void
  var hasWarned = false

  mutating func send(_ event: LineageEvent) {
    guard let trouble = target.send(event.json), !hasWarned else { return }
    warn("no lineage event went to \(target.name): \(trouble). The job goes on")
    hasWarned = true
  }
}
