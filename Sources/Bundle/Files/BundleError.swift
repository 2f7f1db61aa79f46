/// Why no bundle can be read from a place. What is wrong inside one is a claim that failed.
public enum BundleError: Error, Hashable, Sendable {
  /// There is nothing at the path, or it cannot be read.
  case unreadable(String)
  /// Neither a folder nor a zip file.
  case notABundle(String)
  /// A link, a device or the like, which no bundle has.
  case notAFile(String)
  /// More files than ``BundleFiles/maximumFileCount``, or deeper folders than a bundle has.
  case tooMany(String)
  /// A file, or all together, of more bytes than are read.
  case tooLarge(String)
  /// A zip whose files are compressed, encrypted or split: it has to be unpacked first.
  case packed(String)
  /// A zip that is cut or damaged, or holds anything that yurai does not put into one.
  case damagedZip(String)
}

extension BundleError {
  /// Whether there is a bundle, and it is not what it has to be; otherwise nothing was found to check.
  public var isRefusal: Bool {
    switch self {
    case .unreadable, .notABundle, .packed: false
    case .notAFile, .tooMany, .tooLarge, .damagedZip: true
    }
  }
}

extension BundleError: CustomStringConvertible {
  /// What happened, to what, and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let path): "\(path) cannot be read: check the path and the permissions"
    case .notABundle(let path): "\(path) is neither a folder nor a zip file"
    case .notAFile(let path): "\(path) is a link or a device: a bundle holds plain files only"
    case .tooMany(let path):
      "\(path) holds more than \(BundleFiles.maximumFileCount) files, or folders within folders"
    case .tooLarge(let path): "\(path) is larger than any bundle"
    case .packed(let path): "\(path) is compressed or encrypted: unpack it, and verify the folder"
    case .damagedZip(let path): "\(path) is damaged, or no zip as yurai packs it: ask for it again"
    }
  }
}
