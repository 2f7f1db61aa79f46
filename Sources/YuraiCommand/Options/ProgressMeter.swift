internal import Foundation
internal import Synchronization
internal import Yurai

/// One line on stderr that is written over: rows, rows a second, time left; or a stage. Only at a terminal.
final class ProgressMeter: Sendable {
  private struct State {
    var file = ""
    var start = Date()
    var last = Date.distantPast
  }
  private let state = Mutex(State())
  private let isOn: Bool

  init(isOn: Bool) { self.isOn = isOn && isatty(STDERR_FILENO) == 1 }

  func show(_ progress: ImportProgress) {
    guard isOn else { return }
    let line: String? = state.withLock { state in
      let now = Date()
      if state.file != progress.file { state = State(file: progress.file, start: now) }
      guard now.timeIntervalSince(state.last) > 0.2 else { return nil }
      state.last = now
      let seconds = max(now.timeIntervalSince(state.start), 0.001)
      var text =
        "\(progress.file): \(progress.rows) rows, \(Int(Double(progress.rows) / seconds)) rows/s"
      if progress.total > 0, progress.bytes > 0 {
        let left = seconds * Double(progress.total - progress.bytes) / Double(progress.bytes)
        text += ", \(Int(left.rounded(.up))) s left"
      }
      return String(text.prefix(79))
    }
    if let line { StandardError.write("\r\u{1B}[K\(line)") }
  }

  func show(stage: String) {
    if isOn { StandardError.write("\r\u{1B}[KAuditing: \(stage)") }
  }

  func clear() {
    if isOn { StandardError.write("\r\u{1B}[K") }
  }
}
