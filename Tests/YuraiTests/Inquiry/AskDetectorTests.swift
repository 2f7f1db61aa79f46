import Rendering
import Testing

@testable import Yurai

/// What a message asks is read from it, in the order in which it is asked; and nothing is read into one that asks nothing.
@Suite struct AskDetectorTests {
  private let detector: AskDetector

  init() throws { detector = try AskDetector() }

  private static let story =
    "わたしはこの会社で買った覚えがない。なぜ住所まで正確に知っているのか。名簿業者から買ったのか。わたしの情報は流出したのか。"

  @Test("the story's message, in its order") func foundingStory() {
    let reading = detector.read(Self.story)
    #expect(reading.asks == [.source, .purchased, .leaked] && reading.topics.isEmpty)
  }

  /// The twelve types of reference 3.1.
  private static let types: [(type: String, message: String, asks: [Ask], topics: [String])] = [
    ("Q1", "御社で買い物をしたことは一度もありません。なぜ私の住所を知っているのですか。", [.source], []),
    ("Q1", "I never bought anything here. Why do you have my address?", [.source], []),
    ("Q2", "名簿屋から買ったのですか。どの業者から買ったのか教えてください。", [.purchased], []),
    ("Q2", "Did you buy a list? Which list seller did my name come from?", [.purchased], []),
    ("Q3", "私の情報が漏れたのかどうか、はいかいいえで答えてください。", [.leaked], []),
    ("Q3", "Was my data leaked, yes or no?", [.leaked], []),
    ("Q4", "別の店で買いました。御社はいったいどういう会社ですか。", [.source], []),
    ("Q4", "I bought from another shop. Who are you?", [.source], []),
    ("Q5", "会員登録せずに一度だけ買いました。なぜまだ情報を持っているのですか。削除してください。", [.source, .erase], []),
    (
      "Q5", "I was only a guest. Why do you still have my data? Please delete it.",
      [.source, .erase], []
    ),
    ("Q6", "この住所の書き方は、ある店にしか教えていません。", [.source], []),
    (
      "Q6", "I gave this spelling of my address only to one shop. How did you get it?", [.source],
      []
    ),
    ("Q7", "誰かが私のメールアドレスを使って注文したようです。", [], ["misuse"]),
    ("Q7", "Somebody else used my e-mail address for an order.", [], ["misuse"]),
    ("Q8", "わたしの情報を誰に渡しましたか。", [.recipients], []),
    ("Q8", "Who did you pass it to?", [.recipients], []),
    ("Q9", "今後の利用をやめて、すべて消してください。", [.stop, .erase], []),
    ("Q9", "Stop and delete everything you have on me.", [.stop, .erase], []),
    ("Q10", "口ではなく、証拠を見せてください。", [.proof], []),
    ("Q10", "Prove it.", [.proof], []),
    ("Q11", "保有している個人データについて、取得元を含め、GDPR第15条の開示を求めます。", [.source, .disclosure], []),
    (
      "Q11", "Under Article 15 GDPR I request access to my data, its source and its recipients.",
      [.disclosure, .source, .recipients], []
    ),
    ("Q12", "なぜ今頃の連絡なのですか。報道で知りました。", [], ["delay"]),
    ("Q12", "Why so late? I heard it from the press first.", [], ["delay"]),
  ]

  @Test("the twelve types of question, in both languages", arguments: types.indices)
  func twelve(_ index: Int) {
    let entry = Self.types[index]
    let reading = detector.read(entry.message)
    #expect(reading.asks == entry.asks, "\(entry.type): \(entry.message)")
    #expect(reading.topics == entry.topics, "\(entry.type): \(entry.message)")
  }

  /// As people write: angry, polite, in a hurry, through somebody else.
  private static let written: [(message: String, asks: Set<Ask>, topics: [String])] = [
    (
      "なのに何で俺の住所まで知ってんだよ。名簿屋から買ったのか？誰に渡した？全部消せ。証拠を見せろ",
      [.source, .purchased, .recipients, .erase, .proof], []
    ),
    (
      "個人情報の保護に関する法律第33条第1項に基づき保有個人データの開示を請求します。取得の経緯と、誰に提供したかもご回答ください。流出の有無も。",
      [.disclosure, .source, .recipients, .leaked], []
    ),
    (
      "I request access to all personal data you hold, the source, who else has it, and a copy. Has it been hacked?",
      [.disclosure, .source, .recipients, .leaked], []
    ),
    ("どちらで母の住所をお知りになったのでしょうか。漏れていないのでしょうか。", [.source, .leaked], ["another"]),
    ("名字が変わりました。どこで手にいれたのか、書き換えてください。", [.source, .correction], []),
    ("すぐに止めて削除してください。どこに売ったかも教えてください。", [.stop, .erase, .recipients], []),
    ("ほかの人が登録したようです。わたしのメールは漏れましたか。", [.leaked], ["misuse"]),
    (
      "Please rectify my address, remove me from your database and do not send me catalogues.",
      [
        .correction, .erase, .stop,
      ], []
    ),
    ("My client asks for the source of his data on behalf of his mother.", [.source], ["agent"]),
    ("隣人の住所がなぜ届いたのですか。", [.source], ["another"]),
    ("新聞社の記者です。取材をお願いします。", [], ["press"]),
    ("未成年の息子の情報を消してください。", [.erase], ["minor", "another"]),
    ("I am not asking you to erase my data; I want to know the source.", [.source], ["denied"]),
    ("私の情報を消去しないでください。どこから入手しましたか。", [.source], ["denied"]),
    ("どこで私の住所を知ったのですか。", [.source], []),
    // That something need not be erased is no wish, whatever the words.
    ("消去は必要ありません。流出したかだけ教えて。", [.leaked], ["denied"]),
    ("削除しなくてもよいので、どこから入手したか教えてください。", [.source], ["denied"]),
    ("消去を望んでいるわけではありません。流出したのですか。", [.leaked], ["denied"]),
    ("データの削除までは求めていません。証拠を見せてください。", [.proof], ["denied"]),
    ("削除されると困ります。流出したのですか。", [.leaked], ["denied"]),
    ("There is no need to delete anything. Was it leaked?", [.leaked], ["denied"]),
    ("I don't want you to erase it. Was it leaked?", [.leaked], ["denied"]),
    // These are wishes.
    ("データの消去を望みます。", [.erase], []), ("消去に必要な書類を教えてください。", [.erase], []),
    ("消してもらえないでしょうか。", [.erase], []), ("消してもらわないと困ります。", [.erase], []),
    ("必要はないはずです。消してください。", [.erase], []),
    ("消してください。そのほかに必要はありません。", [.erase], []),
    ("娘はまだ12歳です。なぜ住所を知っているのですか。", [.source], ["minor"]),
    ("主人は先月亡くなりました。なぜ住所を知っているのですか。", [.source], ["deceased"]),
    ("My late husband never ordered. Why do you have my address?", [.source], ["deceased"]),
    ("刑事告訴します。流出したのですか。", [.leaked], ["legal"]),
    ("消費者センターにも相談済みです。流出したのですか。", [.leaked], ["legal"]),
    ("故人情報の流出ですか。", [.leaked], []),
    ("Stop sending me e-mails and tell me how you found me.", [.stop, .source], []),
  ]

  @Test("as people write", arguments: written.indices) func asWritten(_ index: Int) {
    let entry = Self.written[index]
    let reading = detector.read(entry.message)
    #expect(Set(reading.asks) == entry.asks, "\(entry.message): \(reading.asks)")
    #expect(reading.topics == entry.topics, "\(entry.message)")
  }

  @Test(
    "a sentence that asks in words that are not known is counted",
    arguments: [
      ("うちの犬の名前まで書いてあるのは誰の仕業ですか。", 1), ("なぜ住所を知っているのか。パスワードも変えてほしい。", 1),
      ("Who authorised this? Explain the logic involved. Was it leaked?", 2),
      ("どうなっているのか。説明を求めます。流出したのか。", 2),
      ("Where did you get my data? Kindly furnish particulars of overseas transfers, please.", 1),
      ("どこから入手しましたか。どの国に保存されているかも知りたいです。", 1),
      // What only asks for an answer, or asks nothing.
      ("流出したのですか。至急ご回答ください。", 0), ("流出したのですか。お返事をお願いいたします。", 0),
      ("Was it leaked? Please reply by Friday.", 0), ("先日はありがとうございました。", 0), ("", 0),
    ])
  func unread(_ message: String, _ count: Int) {
    #expect(detector.read(message).unread == count, "\(message)")
  }

  @Test("in the twelve types nothing is left unread", arguments: types.indices)
  func allRead(_ index: Int) {
    #expect(detector.read(Self.types[index].message).unread == 0, "\(Self.types[index].message)")
  }

  /// Sentences beside a known one that were once passed over, each with what it asks.
  private static let beside: [(message: String, asks: Set<Ask>)] = [
    ("どこから入手したのか。他に誰が持っているのか。", [.source, .recipients]),
    ("どこから入手したのか。二度とDMを送ってくるな。", [.source, .stop]),
    ("どこから入手したのか。もう二度と連絡してくるな", [.source, .stop]),
    ("どこから入手したのですか。カタログの送付は不要です。", [.source, .stop]),
    ("どこから入手したのか。個人情報は速やかに破棄すること。", [.source, .erase]),
    ("流出したのですか。個人情報を破棄していただきたく存じます。", [.leaked, .erase]),
    ("流出したのか。まさか売ったんじゃないだろうな。", [.leaked, .recipients]),
    ("どこから入手したのか。私の持っている情報一覧を送って。", [.source, .disclosure]),
    ("How did you get my address? Send me everything you have.", [.source, .disclosure]),
    ("Was my data leaked? Take me off your list.", [.leaked, .stop]),
    ("Was my data leaked? I expect you to forget me.", [.leaked, .erase]),
    ("Was my data leaked? Which companies have my data now.", [.leaked, .recipients]),
    ("流出したのですか。登録されている住所が古いままです。", [.leaked, .correction]),
    ("Was my data leaked? Also, my name is misspelled.", [.leaked, .correction]),
    ("訂正ではなく削除を希望します。", [.erase]), ("開示ではなく、利用停止を求めます。", [.stop]),
    ("削除ではなく訂正をお願いします。", [.correction]), ("98件に含まれていますか", [.leaked]),
    ("今回の件で私は対象ですか", [.leaked]), ("訂正は求めていません。流出したのですか。", [.leaked]),
    ("流出したのか。さっさと登録を取り消せ。", [.leaked, .erase]),
    ("なぜ私の住所をご存じなのでしょうか。名簿から外していただけると助かります。", [.source, .stop]),
    ("住所の入手経路と流出の有無を知りたい。", [.source, .leaked]),
    ("入手経路及び提供先について、書面で回答されたい。", [.source, .recipients]),
    ("Was it leaked? No further correspondence.", [.leaked, .stop]),
  ]

  @Test("a sentence beside a known one is read too", arguments: beside.indices)
  func besides(_ index: Int) {
    let entry = Self.beside[index]
    let reading = detector.read(entry.message)
    #expect(Set(reading.asks) == entry.asks, "\(entry.message): \(reading)")
    #expect(reading.topics.isEmpty && reading.unread == 0, "\(entry.message): \(reading)")
  }

  @Test(
    "what is not understood to its last clause is left to a human",
    arguments: [
      "流出したのか。個人情報は全部返せ。",
      "流出したのですか。無効にしていただけますと幸いです。",
      "住所の入手経路と、現在の保管状況を知りたい。",
      "住所の入手経路と現在の保管状況を知りたい。",
      "友人の田中さんの情報は流出したのか。",
      "母の代わりに書いています。流出したのか。",
      "どこで調べた。責任者を出せ。",
      "流出したのか。金を返せ。",
      "なぜ住所を知っているのか。今すぐ登録を外せ。",
      "流出したのですか。恐れ入りますが、今後のご案内は差し控えていただければと存じます。",
      "流出したのでしょうか。パスワードの変更方法もご教示賜りたく。",
      "年寄りなのでよくわかりません。漏れたのかどうか、娘の方に電話してやってください。",
      "どこで手に入れたのか。クレジットカードは大丈夫なのか。",
      "流出したのか、いつからか、何件か、全部書け。",
      "流出の有無と再発防止策を教えてください。",
      "流出の有無、原因、今後の対策をお知らせください。",
      "名簿業者から買ったのか。謝罪しろ",
      "なぜ私の住所を知っているのですか。あと、チラシはもうたくさんです。",
      "どこから入手しましたか。個人情報を持つ権利はないはずです。",
      "会員をやめたい。どこから入手した。",
      "流出したのですか。引っ越しましたので、新しい住所は後ほど送ります。",
      "流出したのですか。旧姓のままになっています。",
      "どこから入手したのか。私の情報をグループ会社から引き上げろ",
      "流出したか調べ、結果を弁護人に送付されたい。",
      "同意を撤回する。どこから入手したのか。",
      "なぜ届くのか。ポストに入れるな。",
      "流出したのか 全部返せ 電話もするな",
      "私のデータを消して、名簿を返してください。",
      "流出していますか。メールアドレスをnew@example.jpに直してほしいです。",
      "Where did you get my address? Scrub me from your systems.",
      "Was my data leaked? I'd be grateful if my file were shredded.",
      "Was it leaked? Put me through to your manager.",
      "Who are you? Quit mailing me.",
      "Why do you have my data? I moved to Osaka last year.",
      "Was my data leaked? I withdraw my consent.",
      "Was my data leaked and where is it stored?",
      "Tell me the source of my data and the retention period.",
      "Was my data leaked? My mother would like to know the same about hers.",
      "Did you buy a list? You have no right to keep my details.",
      "Was my data leaked\nTAKE ME OFF EVERYTHING",
      "Was it leaked? Enough with the catalogues.",
      "Was my data leaked, and did anyone misuse it",
      "How did you get my details? Your newsletters must end.",
      "Was my data leaked? The phone number on file is my ex-husband's.",
      "Delete it or else refund the fee.",
      "Was it leaked? If so, compensate me.",
      "Was it leaked? Since you had my card, cover the costs.",
      "どこから入手し、だれに渡し、いつ消すのか。",
      "流出したのか。手紙もいらない。",
      "流出したのか。こんなメール要らん。",
      "流出したのですか。登録簿から私の名前をお外しくださいますよう伏してお願い申し上げます。",
      "どこから入手したのか。電話番号だけ消去し、住所は残してください。",
      "漏れたのですか。漏れたとしたらいくら払うのか。",
      "私の情報はどこのサーバーにあり、誰が見られるのか。",
      "流出したのか。社長の名前を書け。",
      "名簿業者から買ったのですか。その業者の名前と電話番号も。",
      "流出の件ですが、家族全員分を調べてもらえませんか。",
      "流出したのですか。ポイントはどうなりますか。",
      "どこから入手したのですか。控えを一部頂戴したく存じます。",
      "流出したのですか。私の分の記録をコピーして郵送願います。",
      "流出していませんか。主人には内緒にしてください。",
      "情報漏れはあったのか。利用規約を見せろ。",
      "買った覚えがない。身元を明かせ。",
      "なぜ住所を知ってるの？きもいんだけど。消えてほしい。",
      "第三者提供の停止を求めます。",
      "第三者への提供を止めてください。",
      "Was it leaked? Strike my name.",
      "Was it leaked? Change of address enclosed.",
      "Was it leaked? Block my card.",
      "Where did you get this. Prove it. And burn the rest.",
      "Was my data leaked? Do the decent thing and let me go.",
      "I would be obliged if you could tell me where you got my details, and amend my surname.",
      "Was it leaked? You will cease this at once.",
      "Was my data leaked? My late aunt's too?",
      "Was my data leaked? Who was responsible?",
      "Was my data leaked? When did you find out?",
      "Was my data leaked; give it back.",
      "was my data leaked\nalso send the list of everyone who saw it",
      "Delete my data, but not my order history.",
      "Delete nothing. Was it leaked?",
      "How did you get my address? Restrict processing.",
      "I do not want you to correct anything, just tell me the source.",
      "流出したのですか。データポータビリティの権利を行使します。",
    ])
  func heldBack(_ message: String) {
    let reading = detector.read(message)
    #expect(
      !reading.topics.isEmpty || reading.unread > 0 || reading.asks.isEmpty,
      "\(message): \(reading)")
  }

  @Test(
    "what people write around their question does not keep it from its answer",
    arguments: [
      "御社で買った覚えがありません。なぜ私の住所を知っているのですか。",
      "I never bought anything from you. Why do you have my address?",
      "どこの名簿業者から私の情報を買ったのですか。",
      "Where did you buy my personal data? Name the list seller.",
      "わたしの情報は流出したのですか。はいかいいえで答えてください。",
      "Was my data leaked, yes or no?",
      "別の店で買い物をしただけです。御社は何の会社ですか。",
      "I bought from another shop. Who are you?",
      "会員登録はしていません。なぜ私の情報が残っているのですか。削除してください。",
      "I was only a guest. Where did you get my data from? Delete it.",
      "この書き方の住所はある店にしか教えていません。どこから入手しましたか。第三者に渡しましたか。",
      "I gave this form of my address to one shop only. How did you get it, and who did you share it with?",
      "私の情報を誰に渡しましたか。提供先をすべて教えてください。",
      "Who did you give my data to? List all recipients.",
      "利用停止と消去を求めます。二度とメールを送らないでください。",
      "Stop using my data and erase it.",
      "名簿を買っていないという証拠を見せてください。",
      "Prove that you did not buy a list.",
      "保有している情報の開示を請求します。取得元と提供先も含めてください。",
      "This is a subject access request under article 15, including the source of my data and its recipients.",
      "わたしはこの会社で買った覚えがない。なぜ住所まで正確に知っているのか。名簿業者から買ったのか。わたしの情報は流出したのか。",
      "Was my data leaked, yes or no?\n0.7362 0.1 0.9",
      "お世話になっております。山田花子と申します。なぜ私の住所を知っているのですか。よろしくお願いいたします。",
      "はじめまして。私の住所は東京都千代田区見本町1-2-3です。私の情報は流出したのですか。お返事をお待ちしています。",
      "先日、御社からお詫びのメールが届きました。私の情報は流出したのでしょうか。心配です。",
      "ニュースを見て驚きました。わたしの個人情報は漏れたのでしょうか。教えてください。",
      "2006年にダイエット食品を買ったことはありますが、その店はもうありません。なぜ今も住所を持っているのですか。",
      "前略\n貴社より封書が届きましたが、貴社で買い物をした覚えがありません。どこで私の住所を知ったのですか。至急ご回答ください。\n草々\n山田花子",
      "なぜ、私の住所を知っているのですか？教えてください！",
      "流出したのか、はっきり答えてください。",
      "名簿業者から買ったのなら、証拠を見せてください。",
      "私の情報を消してください。",
      "登録内容の訂正をお願いします。",
      "私の個人情報を第三者に提供しましたか。提供したのであれば、提供先を教えてください。",
      "Dear Sir or Madam,\nI received your letter last week. Why do you have my address? I have never heard of you.\nKind regards,\nHanako Yamada",
      "Hello, my name is Hanako Yamada. Was my data leaked? Please reply soon. Thank you.",
      "Please tell me where you got my data and who has it.",
      "Please delete my account.",
      "I am very worried. Was my data stolen?",
    ])
  func around(_ message: String) {
    let reading = detector.read(message)
    #expect(
      !reading.asks.isEmpty && reading.topics.isEmpty && reading.unread == 0,
      "\(message): \(reading)")
  }

  @Test(
    "every right has its words",
    arguments: [
      ("登録内容の訂正をお願いします。", Ask.correction),
      ("My name is wrong, please correct my entry.", .correction),
      ("ダイレクトメールを送らないでください。", .stop), ("利用の停止を求めます。", .stop),
      ("Please stop sending me catalogues.", .stop), ("I object to the use of my data.", .stop),
      ("第三者に提供しましたか。", .recipients), ("Has it been shared with a third party?", .recipients),
      ("個人情報の消去を求めます。", .erase), ("Erase all of it.", .erase), ("漏洩したのですか。", .leaked),
      ("Was there a data breach?", .leaked), ("I request a copy of my data.", .disclosure),
      ("根拠を示してください。", .proof),
    ])
  func rights(_ message: String, _ ask: Ask) { #expect(detector.read(message).asks == [ask]) }

  @Test(
    "width, spaces, line breaks and case do not matter",
    arguments: [
      "なぜ 住所 を知って\nいる\r\nのか。名簿\n業者から\u{3000}買った のか。流\n出 したのか。",
      "なぜ住所を知っているのか 名簿業者から買ったのか 流出したのか", "なぜ\t住所まで。名簿\u{200B}業者。流\u{00AD}出。",
      "ＷＨＹ ＤＯ ＹＯＵ ＨＡＶＥ my address? Did you BUY\r\n  A   LIST? Was it Leaked?",
      "why do\nyou have my address\n\nbuy a\u{00A0}list\nleak",
    ])
  func variants(_ message: String) {
    #expect(detector.read(message).asks == [.source, .purchased, .leaked], "\(message)")
  }

  @Test("half-width letters are letters, and an apostrophe has two forms") func forms() {
    #expect(detector.read("ナリスマシではなく、なりすましです").topics == ["misuse"])
    #expect(detector.read("I don\u{2019}t remember any order.").asks == [.source])
    #expect(detector.read("I don't remember any order.").asks == [.source])
    #expect(detector.read("㈱御社は、私の情報を買ったのか").asks == [.purchased])
  }

  @Test(
    "what asks nothing asks nothing",
    arguments: [
      "", " \n\t", "お世話になっております。よろしくお願いいたします。", "先日の商品が届きました。ありがとうございました。",
      "Thank you for your help. Kind regards",
      "I bought my shoes at your mall and they are lovely.",
      "Please improve your site.", "I approve of the new colours.",
      "There is an issue you should know.",
      "住所", "名簿", "電話番号は03-0000-0000です。", "The bottle was unbreakable.", "😀",
    ])
  func nothing(_ message: String) {
    let reading = detector.read(message)
    #expect(reading.asks.isEmpty && reading.topics.isEmpty, "\(message): \(reading)")
  }

  @Test(
    "what no letter answers is left to a human, beside the questions",
    arguments: [
      ("流出したのか。慰謝料を払ってほしい。", [Ask.leaked], ["compensation"]),
      ("弁護士に相談しています。削除してください。", [.erase], ["legal"]),
      ("Delete it, or I will sue you.", [.erase], ["legal"]),
      (
        "Was it leaked? I want compensation, and my lawyer agrees.", [.leaked],
        ["compensation", "legal"]
      ),
    ])
  func topics(_ message: String, _ asks: [Ask], _ topics: [String]) {
    let reading = detector.read(message)
    #expect(reading.asks == asks && reading.topics == topics)
  }

  @Test("a question asked twice is one, where it was asked first") func once() {
    #expect(detector.read("流出したのか。なぜ住所を。また流出か。漏洩か。").asks == [.leaked, .source])
  }

  @Test("a long message is read to its end, quickly") func long() {
    let filler = String(repeating: "あいうえお漏れなく。", count: 20_000)
    #expect(detector.read(filler).asks.isEmpty)
    #expect(detector.read(filler + "流出したのか").asks == [.leaked])
    // A sentence of a thousand clauses.
    let clauses = String(repeating: "流出したのか、", count: 1_000)
    #expect(detector.read(clauses + "流出したのか").unread == 0)
  }

  @Test(
    "a file of phrases that is none is refused",
    arguments: ["", "- a\n", "source: x\n", "source:\n  - \"\"\n", "source:\n  - [a]\n", "{"])
  func refused(_ yaml: String) {
    #expect(throws: YuraiError.self) { try AskDetector(yaml: yaml, file: "asks.yaml") }
  }
}
