import Testing

/// Sign-ups: placed by the mall alone, or by the merchant when they name one.
@Suite struct SignupTests {
  private func signup(_ time: String, _ changes: Fields) -> (Person) -> [CaseBook.Row] {
    {
      [
        .customer($0.customer(["registered_at": time])),
        .signup($0.signup("1", changes.merging(["occurred_at": time]) { $1 })),
      ]
    }
  }

  @Test("a member's sign-up is placed while its mall bears a name") func mallPeriod() throws {
    var book = CaseBook()
    let umi = ["mall_id": "umi"]
    let outside = ["outside-mall-period signup:umi/U{n}-1"]
    book.add("the mall's first second", "traced", [], signup("2003-04-01 00:00:00", umi))
    book.add("the second before", "contradicted", outside, signup("2003-03-31 23:59:59", umi))
    book.add("the mall's last second", "traced", [], signup("2010-12-31 23:59:59", umi))
    book.add("the mall is closed", "contradicted", outside, signup("2011-01-01 00:00:00", umi))
    book.add("the day before it was renamed", "traced", [], signup("2008-03-31 23:59:59", [:]))
    book.add("the day it was renamed", "traced", [], signup("2008-04-01 00:00:00", [:]))
    book.add(
      "no such mall", "contradicted", ["unknown-mall signup:atlantis/U{n}-1"],
      signup("2006-01-01", ["mall_id": "atlantis"]))
    try book.check()
  }

  @Test("one at a merchant is placed by the tenancy") func atMerchant() throws {
    var book = CaseBook()
    let there = ["merchant_id": "cocomin", "kind": "campaign"]
    book.add("open", "traced", [], signup("2007-12-31 23:59:59", there))
    book.add(
      "closed", "contradicted", ["outside-tenancy campaign:tony/cocomin/U{n}-1"],
      signup("2008-01-01 00:00:00", there))
    book.add(
      "unknown", "contradicted", ["unknown-merchant enquiry:tony/ghost/U{n}-1"],
      signup("2006-01-01", ["merchant_id": "ghost", "kind": "enquiry"]))
    try book.check()
  }

  @Test("its evidence is its own, and never an uncorroborated order") func evidence() throws {
    var book = CaseBook()
    for kind in ["signup", "enquiry", "campaign"] {
      book.add("\(kind) with evidence", "traced", [], signup("2006-01-01", ["kind": kind]))
      book.add(
        "\(kind) without", "uncorroborated", [],
        signup("2006-01-01", ["kind": kind, "evidence_ref": " "]))
    }
    book.add(
      "two sign-ups may rest on the same document", "traced", [],
      signup("2006-01-01", ["evidence_ref": "one"]))
    book.add("as these two do", "traced", [], signup("2006-01-01", ["evidence_ref": "one"]))
    try book.check()
  }

  @Test("a mall without a name for a while") func unnamed() throws {
    var book = CaseBook()
    book.market = Mall()
    book.market.add(
      "malls",
      [
        ["mall_id": "tony", "name": "一", "valid_from": "2004-01-01", "valid_to": "2005-06-30"],
        ["mall_id": "tony", "name": "二", "valid_from": "2005-07-02"],
      ])
    book.add("named", "traced", [], signup("2005-06-30 23:59:59", [:]))
    book.add(
      "the one day without a name", "contradicted", ["outside-mall-period signup:tony/U{n}-1"],
      signup("2005-07-01 12:00:00", [:]))
    book.add("named again", "traced", [], signup("2005-07-02 00:00:00", [:]))
    try book.check()
  }
}
