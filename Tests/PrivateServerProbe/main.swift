// ensure|status|stop DIRECTORY: one process of its own for the tests. Prints one line.
internal import Glibc
internal import PrivateServer

let arguments = CommandLine.arguments
guard arguments.count == 3 else { exit(64) }
let server = PrivateServer(location: ServerLocation(directory: arguments[2])) { line in
  let text = Array("log: \(line)\n".utf8)
  _ = write(2, text, text.count)
}
do {
  switch arguments[1] {
  case "ensure":
    let begin = ContinuousClock.now
    let endpoint = try server.ensureRunning()
    print("\(endpoint.socketDirectory) \((ContinuousClock.now - begin) / .milliseconds(1)) ms")
  case "status": print(try server.status())
  case "stop": try server.stop()
  default: exit(64)
  }
} catch {
  print("\(error.code.rawValue): \(error)")
  exit(1)
}
