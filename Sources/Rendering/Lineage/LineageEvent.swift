/// One event of OpenLineage 2-0-2: a run begins, or has ended in one of three ways.
public struct LineageEvent: Sendable {
  /// What happened.
  public enum Kind: String, Sendable {
    case start = "START"
    case complete = "COMPLETE"
    /// The run failed.
    case fail = "FAIL"
    /// The run was interrupted.
    case abort = "ABORT"
  }

  /// A checkpoint of the ledger, for the run facet `yurai_checkpoint`.
  public struct Checkpoint: Sendable, Equatable {
    /// Number of leaves.
    public var size: Int
    /// The root in base64, as in the note.
    public var rootHash: String
    /// SHA-256 of the signed note's bytes, in hexadecimal.
    public var noteSHA256: String

    /// Takes what the note says.
    public init(size: Int, rootHash: String, noteSHA256: String) {
      self.size = size
      self.rootHash = rootHash
      self.noteSHA256 = noteSHA256
    }
  }

  /// What happened.
  public var kind: Kind
  /// When, in UTC: `2026-11-27T06:38:12.345Z`.
  public var time: String
  /// UUID of version 7, the same in all events of a run.
  public var runID: String
  /// Which installation.
  public var jobNamespace: String
  /// `import` or `audit`.
  public var job: String
  /// What was read.
  public var inputs: [LineageDataset] = []
  /// What was written.
  public var outputs: [LineageDataset] = []
  /// What went wrong, without any value of a person.
  public var errorMessage: String?
  /// The checkpoint that the run ended with.
  public var checkpoint: Checkpoint?

  /// An event without datasets.
  public init(_ kind: Kind, time: String, runID: String, jobNamespace: String, job: String) {
    self.kind = kind
    self.time = time
    self.runID = runID
    self.jobNamespace = jobNamespace
    self.job = job
  }

  /// One line of JSON without a newline.
  public var json: String {
    var facets: [(String, OrderedJSON)] = []
    if let errorMessage {
      let facet = LineageFacet.errorMessage
      facets.append(
        (
          facet.rawValue,
          facet.json([
            ("message", .string(errorMessage)), ("programmingLanguage", .string("Swift")),
          ])
        ))
    }
    if let checkpoint {
      let facet = LineageFacet.checkpoint
      facets.append(
        (
          facet.rawValue,
          facet.json([
            ("size", .int(checkpoint.size)), ("rootHash", .string(checkpoint.rootHash)),
            ("noteSha256", .string(checkpoint.noteSHA256)),
          ])
        ))
    }
    let jobType = LineageFacet.jobType.json([
      ("processingType", .string("BATCH")), ("integration", .string("YURAI")),
      ("jobType", .string("JOB")),
    ])
    let run: [(String, OrderedJSON)] =
      [("runId", .string(runID))] + (facets.isEmpty ? [] : [("facets", .object(facets))])
    return OrderedJSON.object([
      ("eventType", .string(kind.rawValue)), ("eventTime", .string(time)), ("run", .object(run)),
      (
        "job",
        .object([
          ("namespace", .string(jobNamespace)), ("name", .string(job)),
          ("facets", .object([(LineageFacet.jobType.rawValue, jobType)])),
        ])
      ),
      ("inputs", .array(inputs.map { $0.json(isInput: true) })),
      ("outputs", .array(outputs.map { $0.json(isInput: false) })),
      ("producer", .string(LineageFacet.producer)),
      (
        "schemaURL",
        .string("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent")
      ),
    ]).text
  }
}
