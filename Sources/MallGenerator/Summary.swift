/// What a run wrote.
public struct Summary: Sendable {
  /// One written file.
  public struct File: Sendable, Equatable {
    /// Relative to the target directory.
    public let path: String
    /// Rows without the header; an export may have several for one order. 0 for YAML and JSON.
    public let records: Int
    /// The size.
    public let bytes: Int
  }

  /// The number of customer records.
  public let customers: Int
  /// The number of orders over all files, guests' included.
  public let orders: Int
  /// The orders among them that stand in the exports of other systems.
  public let exportedOrders: Int
  /// In the order of the manifest, then `manifest.yaml` and `truth.json`.
  public let files: [File]
  /// How many customers must get each verdict; keys as in design section 3, zeros left out.
  public let verdicts: [String: Int]
  /// How many findings each planted rule must have; keys are rule ids, zeros left out.
  public let findings: [String: Int]

  /// The size of all files.
  public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
}

extension FileWriter {
  var summary: Summary.File {
    Summary.File(path: path, records: records, bytes: size)
  }
}
