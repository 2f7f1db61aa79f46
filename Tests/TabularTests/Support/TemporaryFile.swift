import Foundation
import Testing

/// Writes a file, hands over its path and removes it again.
func withTemporaryFile<Result>(
  _ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result
) throws -> Result {
  let path = try temporaryFile(bytes)
  defer { remove(path) }
  return try body(path)
}

/// Writes a file; the caller removes it.
func temporaryFile(_ bytes: some Sequence<UInt8>) throws -> String {
  let url = FileManager.default.temporaryDirectory.appending(
    path: "tabular-\(UUID().uuidString).csv")
  try Data(bytes).write(to: url)
  return url.path
}

func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

/// The bytes of a file in `Fixtures`.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = try #require(Bundle.module.resourceURL)
  return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}
