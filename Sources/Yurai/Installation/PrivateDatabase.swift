internal import Foundation
internal import PrivateServer
internal import Rendering

/// `yurai db start/stop/status`: the private server by itself.
public enum PrivateDatabase {
  private static var server: PrivateServer {
    let environment = ProcessInfo.processInfo.environment
    return PrivateServer(
      location: ServerLocation.resolve(environment: environment, isRoot: geteuid() == 0),
      log: { try? FileHandle.standardError.write(contentsOf: Data("yurai: \($0)\n".utf8)) })
  }

  /// Starts it; how psql reaches it, to be copied into a shell.
  public static func start() throws -> String {
    do {
      let endpoint = try server.ensureRunning()
      let folder = ShellWord.quoted(endpoint.socketDirectory)
      return "psql -h \(folder) -p \(endpoint.port) -U \(endpoint.user) \(endpoint.database)"
    } catch { throw YuraiError(error.description, exit: .unreachable) }
  }

  /// Stops it.
  public static func stop() throws {
    do { try server.stop() } catch { throw YuraiError(error.description) }
  }

  /// What there is to say, and whether it runs.
  public static func status() throws -> (text: String, isRunning: Bool) {
    do {
      switch try server.status() {
      case .running(let pid, let version, let since):
        let start = Date(timeIntervalSince1970: Double(since)).formatted(.iso8601)
        return ("running: PostgreSQL \(version), process \(pid), since \(start)", true)
      case .starting(let pid): return ("starting or recovering: process \(pid)", false)
      case .stopped: return ("stopped", false)
      case .absent: return ("there is none yet; it is made at first use", false)
      case .newerBinaries(let data, let installed), .olderBinaries(let data, let installed):
        return (
          "its data was made by PostgreSQL \(data), and only \(installed) is installed: install postgresql-\(data)",
          false
        )
      }
    } catch { throw YuraiError(error.description) }
  }
}
