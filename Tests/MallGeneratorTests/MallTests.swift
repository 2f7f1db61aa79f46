import Foundation
import MallGenerator
import Testing

/// The mall is one that could have been.
@Suite struct MallTests {
  private let mall: WrittenMall

  init() throws {
    mall = try WrittenMall(customers: 1_000, seed: 21)
  }

  @Test(arguments: [0, 1, 99] as [UInt64])
  func storyIsTheSameUnderEverySeed(seed: UInt64) throws {
    let mall = try WrittenMall(customers: 30, seed: seed)
    let orders = try WrittenOrder.all(of: mall).filter { $0.customer == "C0000001" }
    let order = try #require(orders.first)
    #expect(orders.count == 1)
    #expect(order.moment == "2006-05-03T00:05:00+09:00")
    #expect(order.mall == "tony")
    #expect(order.merchant == "cocomin")
    #expect(!order.settlement.isEmpty && !order.tracking.isEmpty && !order.shippedAt.isEmpty)
    let record = try #require(try mall.rows("customers.csv").first)
    #expect(record["customer_id"] == "C0000001")
    #expect(record["registered_at"] == "2006-05-03T00:10:00+09:00")
    #expect(Fold.name(record["name"] ?? "") == "高橋花子")
    let tenancies = try mall.rows("tenancies.csv").filter { $0["merchant_id"] == "cocomin" }
    #expect(tenancies.count == 1)
    #expect(tenancies[0]["storefront"] == "ちゃっかりダイエットココミン")
    #expect(tenancies[0]["opened_on"] == "2005-04-01")
    #expect(tenancies[0]["closed_on"] == "2009-03-31")
    #expect(try mall.truth.by_customer["C0000001"] == "traced")
  }

  @Test func tonyIsRenamed() throws {
    let names = try mall.rows("malls.csv").filter { $0["mall_id"] == "tony" }
    #expect(names.map { $0["name"] } == ["ドクタートニー健康館", "ドクタートニー"])
    #expect(names[0]["valid_to"] == "2008-12-31")
    #expect(names[1]["valid_from"] == "2009-01-01")
  }

  @Test func ordersFollowInTimeAndCustomersInNumber() throws {
    let times = try mall.rows("orders.csv").compactMap { $0["ordered_at"] }
    #expect(times == times.sorted())
    #expect(times.first ?? "" >= "2001-01-01" && times.last ?? "" < "2025")
    let numbers = try mall.rows("customers.csv").compactMap { $0["customer_id"] }
    #expect(numbers == (1...1_000).map { String(format: "C%07d", $0) })
  }

  @Test func orderNumbersAreUniqueOnlyWithinMerchantAndMall() throws {
    let orders = try WrittenOrder.all(of: mall)
    #expect(Set(orders.map { "\($0.mall)/\($0.merchant)/\($0.number)" }).count == orders.count)
    #expect(Set(orders.map(\.number)).count < orders.count)
  }

  @Test func sharesAreAsIntended() throws {
    let orders = try mall.rows("orders.csv")
    let count = Double(orders.count)
    let share: ((_ row: [String: String]) -> Bool) -> Double = { test in
      Double(orders.count(where: test)) / count * 100
    }
    #expect((2.7...3.4).contains(Double(mall.summary.orders) / 1_000))
    #expect((4...6).contains(share { $0["customer_id"] == "" }))
    #expect(
      (4...8).contains(
        share { $0["ship_name"] != "" && $0["ship_address"] != $0["address"] && isGift($0) }))
    #expect((1...6).contains(share { $0["status"] == "cancelled" }))
    #expect((0.5...4).contains(share { $0["status"] == "checkout" }))
    #expect((9...15).contains(share { $0["affiliate_id"] != "" }))
    let customers = try mall.rows("customers.csv")
    let homes = Set(
      customers.map { Fold.address($0["address"] ?? "") + Fold.phone($0["phone"] ?? "") })
    #expect((1.5...4.5).contains(Double(customers.count - homes.count) / 10))
  }

  private func isGift(_ row: [String: String]) -> Bool {
    Fold.name(row["ship_name"] ?? "") != Fold.name(row["name"] ?? "")
  }

  @Test func contactsLeadNowhere() throws {
    let customers = try mall.rows("customers.csv")
    let mails = customers.map { Fold.email($0["email"] ?? "") }.filter { !$0.isEmpty }
    #expect(Set(mails).count == mails.count)
    #expect(mails.allSatisfy { $0.wholeMatch(of: /[a-z0-9.-]+@example\.(com|jp|net|org)/) != nil })
    let phones = customers.map { Fold.phone($0["phone"] ?? "") }.filter { !$0.isEmpty }
    #expect(phones.allSatisfy { $0.wholeMatch(of: /(0[579]00\d{7}|0[36]0\d{7})/) != nil })
    #expect(phones.contains { $0.count == 10 })
  }

  @Test func peopleWriteTheirNamesInSeveralWays() throws {
    let orders = try mall.rows("orders.csv").filter { $0["customer_id"] != "" }
    let byCustomer = Dictionary(grouping: orders) { $0["customer_id"] ?? "" }
    let kanji: (String?) -> String = { ($0 ?? "").filter { !$0.isWhitespace } }
    #expect(byCustomer.values.contains { Set($0.map { kanji($0["name"]) }).count > 1 })
    for form in ["丁目", "－", "−"] {
      #expect(orders.contains { $0["address"]?.contains(form) == true })
    }
    #expect(orders.contains { $0["phone"]?.hasPrefix("+81 ") == true })
    #expect(orders.contains { $0["email"]?.contains("@EXAMPLE") == true })
    #expect(orders.contains { $0["name_kana"]?.contains("ﾞ") == true })
    #expect(orders.contains { $0["name"]?.contains("\u{3000}") == true })
  }

  @Test func merchantsLeaveAndComeBack() throws {
    let tenancies = try mall.rows("tenancies.csv")
    let places = Dictionary(grouping: tenancies) {
      "\($0["mall_id"] ?? "")/\($0["merchant_id"] ?? "")"
    }
    let returned = places.values.filter { $0.count > 1 }
    #expect(!returned.isEmpty)
    for periods in returned {
      #expect(Set(periods.compactMap { $0["storefront"] }).count == periods.count)
      #expect(periods[0]["closed_on"] ?? "" < periods[1]["opened_on"] ?? "")
    }
    // No tenancy outlives its mall.
    #expect(
      tenancies.filter { $0["mall_id"] == "garage" }.allSatisfy {
        let end = $0["closed_on"] ?? ""
        return !end.isEmpty && end <= "2012-03-31"
      })
  }
}
