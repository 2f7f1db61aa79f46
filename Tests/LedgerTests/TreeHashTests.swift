import Ledger
import Testing

@Suite struct TreeHashTests {
  /// The hasher's own vectors of github.com/transparency-dev/merkle.
  @Test func hashes() throws {
    #expect(
      TreeHash.leaf(Array("L123456".utf8)).bytes
        == (try bytes(hex: "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")))
    #expect(
      TreeHash.empty.bytes
        == (try bytes(hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")))
    #expect(
      TreeHash.leaf([]).bytes
        == (try bytes(hex: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")))
  }

  @Test func leavesAreNoNodes() {
    let (left, right) = (numberedLeaf(1), numberedLeaf(2))
    #expect(TreeHash.node(left, right) != .leaf(left.bytes + right.bytes))
    #expect(TreeHash.node(left, right) != .node(right, left))
    #expect(TreeHash.leaf([1] + left.bytes + right.bytes) != .node(left, right))
  }

  @Test func onlyThirtyTwoBytesAreAHash() {
    for count in [0, 1, 31, 33, 64] {
      #expect(TreeHash([UInt8](repeating: 7, count: count)) == nil)
    }
    let bytes = Array(UInt8(0)..<32)
    #expect(TreeHash(bytes)?.bytes == bytes)
  }

  @Test func textForm() throws {
    let hash = try #require(TreeHash(base64: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="))
    #expect(hash.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    #expect("\(hash)" == hash.base64)
  }

  /// Each stands for the same bytes in a lenient decoder, or is no hash.
  @Test(arguments: [
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I", "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=",
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2K=", "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=",
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    " CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I==",
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==", "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2Ia",
    "", "====", "CsUYapGGPo4dkMgI=Uqom/Xajj7h2fB2MPA3j2jxq2I=",
  ])
  func otherTextIsNoHash(_ text: String) {
    #expect(TreeHash(base64: text) == nil)
  }
}
