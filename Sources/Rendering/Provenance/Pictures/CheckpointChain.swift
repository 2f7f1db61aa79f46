/// The signed heads of the ledger from the first to the last, each of which contains the one above
/// it. A filled node was signed by a witness's key too.
struct CheckpointChain: Sendable {
  struct Node: Sendable {
    var label: String
    var note: String
    var isWitnessed: Bool
  }

  var nodes: [Node]
  private static let rowHeight = 52

  var height: Int { nodes.count * Self.rowHeight }

  func shapes() -> [Markup] {
    nodes.enumerated().flatMap { index, node -> [Markup] in
      let top = index * Self.rowHeight
      var shapes: [Markup] = []
      if index > 0 {
        shapes.append(
          "<line class=\"axis\" x1=\"12\" x2=\"12\" y1=\"\(top - Self.rowHeight + 24)\" y2=\"\(top + 8)\"/>"
        )
      }
      let state: Markup = node.isWitnessed ? "node seen" : "node"
      shapes.append("<circle class=\"\(state)\" cx=\"12\" cy=\"\(top + 16)\" r=\"8\"/>")
      shapes.append("<text x=\"34\" y=\"\(top + 15)\">\(node.label)</text>")
      shapes.append("<text class=\"small\" x=\"34\" y=\"\(top + 34)\">\(node.note)</text>")
      return shapes
    }
  }
}
