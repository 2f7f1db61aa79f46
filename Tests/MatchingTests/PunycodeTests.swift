import Testing

@testable import Matching

/// RFC 3492, section 7.1.
@Suite struct PunycodeTests {
  @Test(
    "the sample strings",
    arguments: [
      ("egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"), ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
      ("ihqwctvzc91f659drss3x8bo0yb", "他們爲什麽不說中文"),
      ("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
      ("n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "なぜみんな日本語を話してくれないのか"),
      ("b1abfaaepdrnnbgefbaDotcwatmq2g4l", "почемужеонинеговорятпорусски"),
      ("3B-ww4c5e180e575a65lsy2b", "3年B組金八先生"),
      ("-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n", "安室奈美恵-with-SUPER-MONKEYS"),
      ("Hello-Another-Way--fc4qua05auwb3674vfr0b", "Hello-Another-Way-それぞれの場所"),
      ("2-u9tlzr9756bt3uc0v", "ひとつ屋根の下2"), ("MajiKoi5-783gue6qz075azm5e", "MajiでKoiする5秒前"),
      ("de-jg4avhby1noc0d", "パフィーdeルンバ"), ("d9juau41awczczp", "そのスピードで"),
      ("-> $1.00 <--", "-> $1.00 <-"),
    ])
  func samples(_ encoded: String, _ decoded: String) {
    let found = Punycode.decode(Substring(encoded))?.map(Character.init)
    #expect(found.map { String($0) } == decoded)
  }

  @Test("what is not of the form is none", arguments: ["9", "zz", "99999999999", "日-a", "a_b"])
  func malformed(_ text: String) { #expect(Punycode.decode(Substring(text)) == nil) }
}
