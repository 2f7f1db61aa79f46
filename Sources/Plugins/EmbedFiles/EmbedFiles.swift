import Foundation
import PackagePlugin

/// Embeds `Sql/`, the built-in mappings, the rules of inquiries, the letter templates and what the report
/// is made of in the binary, so that it can be moved away from the checkout. Bundles of resources are looked for at an
/// absolute path of the machine that built them.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folders = [
      "Sql", "Sources/Yurai/Import/Mappings", "Sources/Yurai/Inquiry/Data",
      "Sources/Rendering/Templates", "Sources/Yurai/Report/Data", "Docs/report.schema.json",
    ]
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let inputs = folders.flatMap { files(below: root.appending(path: $0)) }
    return [
      .buildCommand(
        displayName: "Embedding SQL, mappings, rules and templates",
        executable: try context.tool(named: "embed-files").url,
        arguments: [output.path(percentEncoded: false), root.path(percentEncoded: false)] + folders,
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }

  /// Every regular file below `folder`, so that a new file triggers the command too; a file is itself.
  private func files(below folder: URL) -> [URL] {
    if !folder.pathExtension.isEmpty { return [folder] }
    let keys: [URLResourceKey] = [.isRegularFileKey]
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)
    else { return [] }
    return walk.compactMap { $0 as? URL }.filter {
      (try? $0.resourceValues(forKeys: Set(keys)))?.isRegularFile == true
    }.sorted { $0.path() < $1.path() }
  }
}
