import Foundation
import Testing

@testable import Yurai

/// The SQL lives in files; Swift names them. Both sides must agree, and no file may lie unused.
@Suite struct EmbeddedSQLTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What Swift puts into a name.
  private static let interpolated = [
    "subject": ["customer", "event"], "judge": ["customer", "order", "event"],
    "script": ["malls", "merchants", "tenancies", "affiliates", "provisions"],
  ]

  /// Names in string literals, with each value of what is interpolated.
  private static func named() throws -> Set<String> {
    let literal =
      /"((?:import|queries|find|inquiry|incident|roles|prov|ledger|report|sample|erase|audit)\/[^"]+)"/
    var names: Set<String> = []
    let folder = root.appending(path: "Sources/Yurai")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: literal) {
        let name = String(match.1)
        // The stages, which are added below.
        guard name != #"audit/\(rawValue)"# else { continue }
        let hole = interpolated.first { name.contains(#"\("# + $0.key + ")") }
        guard let hole else {
          names.insert(name)
          continue
        }
        for value in hole.value {
          names.insert(name.replacing(#"\("# + hole.key + ")", with: value))
        }
      }
    }
    return names.union(AuditStage.allCases.flatMap(\.files))
  }

  @Test("every file that Swift names is in the binary") func exist() throws {
    let names = try Self.named()
    #expect(names.count > 40, "the search found hardly any name: \(names)")
    for name in names.sorted() { #expect(throws: Never.self) { try SQLScript(named: name) } }
  }

  @Test("no file of Sql/ lies unused") func used() throws {
    let names = try Self.named()
    for path in EmbeddedFiles.text.keys.sorted() where path.hasPrefix("Sql/") {
      let name = String(path.dropFirst("Sql/".count).dropLast(".sql".count))
      let isFoundByFolder = ["rules/", "migrations/", "verify/"].contains { name.hasPrefix($0) }
      #expect(isFoundByFolder || names.contains(name), "\(path) is named nowhere")
    }
  }

  @Test("the binary holds the files as they are in the checkout") func fresh() throws {
    for (path, text) in EmbeddedFiles.text where path.hasPrefix("Sql/") {
      let file = Self.root.appending(path: path)
      #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(path)")
    }
  }

  @Test("every migration has its verify script and a number of its own") func migrations() throws {
    let known = try Migrations().known
    #expect(!known.isEmpty)
    let numbers = known.map { $0.name.prefix { $0.isNumber } }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
    for migration in known { #expect(migration.sha256.count == 32 && !migration.verify.isEmpty) }
  }

  @Test("no statement of Sql/ ends up with a stray parameter in a slice or a time") func noNumbers()
  {
    for (path, text) in EmbeddedFiles.text
    where path.hasPrefix("Sql/") && !path.contains("/migrations/") {
      for statement in SQLScript(text: text).statements {
        for name in statement.names {
          #expect(name.first?.isLetter == true, "\(path): :\(name) is no name")
        }
      }
    }
  }
}
