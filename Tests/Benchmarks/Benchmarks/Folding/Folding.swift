import Benchmark
import Matching

/// Match keys of the fields of one order, a thousand at a time.
let benchmarks: @Sendable () -> Void = {
  let names = ["髙橋　健一", "渡邊 さくら", "Ａｎｎａ Müller", "小澤栄子"].map { Array($0.utf8) }
  let addresses = [
    "東京都渋谷区渋谷１－２－３", "京都府京都市中京区寺町通御池上る上本能寺前町488番地",
    "北海道札幌市中央区北一条西2丁目", "茨城県つくば市天王台一丁目1の1 コーポ桜201号室",
  ].map { Array($0.utf8) }
  let phones = ["＋８１ ９０－１２３４－５６７８", "03-1234-5678", "0120(123)456"].map { Array($0.utf8) }

  guard let secret = MatchSecret(bytes: Array(0..<16)) else { return }

  func measure(
    _ name: String, _ values: [[UInt8]], _ key: @escaping (inout KeyMaker, [UInt8]) -> Int64?
  ) {
    Benchmark(name, configuration: .init(metrics: [.wallClock, .throughput], scalingFactor: .kilo))
    { benchmark in
      var maker = KeyMaker(secret: secret)
      benchmark.startMeasurement()
      for index in benchmark.scaledIterations {
        blackHole(key(&maker, values[index % values.count]))
      }
    }
  }
  measure("name", names) { $0.name($1.span) }
  measure("address", addresses) { $0.address($1.span) }
  measure("phone", phones) { $0.phone($1.span) }
}
