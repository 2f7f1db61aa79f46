// Names that municipalities had while malls existed, where towns and lots stayed what they were: a village or town that
// became a city by itself, and one that took another name. Mergers, which often gave towns new names, are not among them,
// nor is みよし市, all of whose towns did get new ones.
// Source: 廃置分合等情報 of e-Stat (市区町村名・コード), by the day of the change.

extension Municipalities {
  /// A municipality under the name that it had before.
  struct Former {
    let prefecture: String
    let county: String
    let name: String
    /// Its name now.
    let now: String
    /// Whether there was another one of that name.
    var needsPrefecture = false
  }

  static let former = [
    Former(prefecture: "千葉県", county: "印旛郡", name: "白井町", now: "白井市"),  // 2001-04-01
    Former(prefecture: "茨城県", county: "北相馬郡", name: "守谷町", now: "守谷市"),  // 2002-02-02
    Former(prefecture: "千葉県", county: "印旛郡", name: "富里町", now: "富里市"),  // 2002-04-01
    Former(prefecture: "沖縄県", county: "島尻郡", name: "豊見城村", now: "豊見城市"),  // 2002-04-01
    Former(prefecture: "和歌山県", county: "那賀郡", name: "岩出町", now: "岩出市"),  // 2006-04-01
    Former(prefecture: "石川県", county: "石川郡", name: "野々市町", now: "野々市市"),  // 2011-11-11
    Former(prefecture: "愛知県", county: "愛知郡", name: "長久手町", now: "長久手市"),  // 2012-01-04
    Former(prefecture: "埼玉県", county: "南埼玉郡", name: "白岡町", now: "白岡市"),  // 2012-10-01
    Former(prefecture: "千葉県", county: "山武郡", name: "大網白里町", now: "大網白里市"),  // 2013-01-01
    Former(prefecture: "岩手県", county: "岩手郡", name: "滝沢村", now: "滝沢市"),  // 2014-01-01
    Former(prefecture: "宮城県", county: "黒川郡", name: "富谷町", now: "富谷市"),  // 2016-10-10
    // 2018-10-01; there is one in 栃木県.
    Former(prefecture: "福岡県", county: "筑紫郡", name: "那珂川町", now: "那珂川市", needsPrefecture: true),
    Former(prefecture: "兵庫県", county: "", name: "篠山市", now: "丹波篠山市"),  // 2019-05-01
  ]

  /// Wards that a city had before it was divided anew: 浜松市, on 1 January 2024. The town tells the one of today.
  static let formerWards = ["浜松市": ["中区", "東区", "西区", "南区", "北区", "浜北区"]]
}
