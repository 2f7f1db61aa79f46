import Benchmark
import Foundation
import Tabular

/// Ten thousand rows of an order export, in UTF-8 and in CP932.
let benchmarks: @Sendable () -> Void = {
  let row =
    "\"1001\",2006/05/03 00:05,\"高橋 健一\",03-1234-5678,\"東京都渋谷区渋谷1-2-3, \"\"コーポ桜\"\" 201\",3980\r\n"
  let text =
    "order_id,ordered_at,name,phone,address,total\r\n" + String(repeating: row, count: 10_000)

  func measure(_ name: String, _ encoding: TextEncoding, _ bytes: Data) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("yurai-\(name).csv")
      .path
    Benchmark(name, configuration: .init(metrics: [.wallClock, .peakMemoryResident])) { benchmark in
      guard (try? bytes.write(to: URL(fileURLWithPath: path))) != nil else { return }
      benchmark.startMeasurement()
      var rows = 0
      do {
        var reader = try RecordReader(path: path, encoding: encoding)
        var record = Record()
        while try reader.next(&record) { rows += 1 }
      } catch { benchmark.error("\(error)") }
      if rows != 10_001 { benchmark.error("\(rows) rows") }
    }
  }
  measure("utf-8", .utf8, Data(text.utf8))
  if let cp932 = text.data(using: .shiftJIS) { measure("cp932", .cp932, cp932) }
}
