/// The facets that are written, each with the version of its schema. A facet's name is its key.
enum LineageFacet: String, CaseIterable {
  case jobType, errorMessage, version, inputStatistics, outputStatistics
  case checkpoint = "yurai_checkpoint"

  /// What the producer calls itself: a URN, since the tool has no address of its own.
  static let producer = "urn:yurai:tool"

  var schema: String {
    let facets = "https://openlineage.io/spec/facets"
    return switch self {
    case .jobType: "\(facets)/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet"
    case .errorMessage: "\(facets)/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet"
    case .version:
      "\(facets)/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet"
    case .inputStatistics:
      "\(facets)/1-0-0/InputStatisticsInputDatasetFacet.json"
        + "#/$defs/InputStatisticsInputDatasetFacet"
    case .outputStatistics:
      "\(facets)/1-0-2/OutputStatisticsOutputDatasetFacet.json"
        + "#/$defs/OutputStatisticsOutputDatasetFacet"
    // Tests/Proof/schemas has it.
    case .checkpoint: "urn:yurai:openlineage:1-0-0:YuraiCheckpointRunFacet"
    }
  }

  func json(_ members: [(String, OrderedJSON)]) -> OrderedJSON {
    .object(
      [("_producer", .string(Self.producer)), ("_schemaURL", .string(schema))] + members)
  }
}
