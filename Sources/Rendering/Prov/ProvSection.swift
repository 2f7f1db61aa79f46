/// The members of a PROV-JSON document (W3C Member Submission of 24 April 2013) that are written,
/// in the order in which they are written.
public enum ProvSection: String, CaseIterable, Sendable {
  case entity, activity, agent, wasGeneratedBy, used, wasInvalidatedBy, wasDerivedFrom
  case wasAttributedTo, wasAssociatedWith, actedOnBehalfOf, hadMember
}
