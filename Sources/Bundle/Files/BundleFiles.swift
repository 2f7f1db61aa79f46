internal import Foundation

/// The files of a bundle, in memory.
public struct BundleFiles: Sendable {
  /// How many files are read.
  public static let maximumFileCount = 10_000
  /// How many bytes are read, all files together.
  public static let maximumByteCount = 1 << 31

  private let files: [String: [UInt8]]

  /// Files by name, with `/` between folders.
  public init(_ files: [String: [UInt8]]) { self.files = files }

  /// The files of a folder, or of a zip whose files are stored and not compressed.
  ///
  /// - Throws: ``BundleError``.
  public init(path: String) throws(BundleError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path)
    }
    if isFolder.boolValue {
      var files: [String: [UInt8]] = [:]
      var left = Self.maximumByteCount
      try Self.read(path, "", &files, &left)
      self.files = files
    } else {
      var left = Self.maximumByteCount
      files = try StoredZip.files(of: Self.contents(path, &left), path: path)
    }
  }

  /// The names, in byte order.
  public var names: [String] { files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// A file's bytes; nothing when there is none of that name.
  public subscript(name: String) -> [UInt8]? { files[name] }

  /// A file's bytes.
  func bytes(_ name: String) throws(Refusal) -> [UInt8] {
    guard let bytes = files[name] else {
      throw Refusal("\(name) がない。", "There is no file \(name).")
    }
    return bytes
  }

  /// One file as it lies on disk, of not more than the bundle's limit; a plain file only.
  ///
  /// - Throws: ``BundleError``.
  public static func contents(_ path: String) throws(BundleError) -> [UInt8] {
    var left = maximumByteCount
    return try contents(path, &left)
  }

  private static func contents(_ path: String, _ left: inout Int) throws(BundleError) -> [UInt8] {
    guard let size = attributes(path)[.size] as? NSNumber else { throw .unreadable(path) }
    guard size.intValue <= left else { throw .tooLarge(path) }
    guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path) }
    guard data.count <= left else { throw .tooLarge(path) }
    left -= data.count
    return [UInt8](data)
  }

  private static func attributes(_ path: String) -> [FileAttributeKey: Any] {
    (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
  }

  /// All plain files below a folder, under their names within the bundle.
  private static func read(
    _ root: String, _ folder: String, _ files: inout [String: [UInt8]], _ left: inout Int
  ) throws(BundleError) {
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .unreadable(path)
    }
    for name in names {
      let file = "\(path)/\(name)"
      let inner = folder.isEmpty ? name : "\(folder)/\(name)"
      switch attributes(file)[.type] as? FileAttributeType {
      case .typeDirectory?:
        guard folder.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 3 else {
          throw .tooMany(root)
        }
        try read(root, inner, &files, &left)
      case .typeRegular?:
        // Names that only look the same are one name to a dictionary.
        guard files.updateValue(try contents(file, &left), forKey: inner) == nil else {
          throw .notAFile(file)
        }
        guard files.count <= maximumFileCount else { throw .tooMany(root) }
      case nil: throw .unreadable(file)
      default: throw .notAFile(file)
      }
    }
  }
}
