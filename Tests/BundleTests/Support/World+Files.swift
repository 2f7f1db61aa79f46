import Crypto
import Foundation
import Ledger
import Sampling

@testable import Bundle

extension World {
  /// The head of the first so many leaves, signed by the keys that sign.
  func note(_ size: Int, by keys: [SignerKey]? = nil) throws -> SignedNote {
    let head = MemoryTree(Array(leaves.prefix(size))).head
    let checkpoint = try Checkpoint(origin: Self.origin, head: head)
    return try SignedNote.sign(checkpoint.text, by: keys ?? signers)
  }

  /// The bundle as `yurai report` writes it.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    func put(_ name: String, _ text: String) { files[name] = Array(text.utf8) }
    let tree = MemoryTree(leaves)
    let note = try note(leaves.count)
    let witnessed = try cosigned(note)
    put("README.txt", "How to check this.\n")
    files["checkpoint"] = witnessed.bytes
    put(
      "keys",
      signers.map { "log \($0.verifierKey.text)\n" }.joined()
        + "witness \(witness.verifierKey.text)\n")
    put("ledger.jsonl", leaves.map { $0 + "\n" }.joined())
    put(
      "checkpoints.jsonl",
      try (signed.filter { $0 < leaves.count } + [leaves.count]).map { size in
        let text = String(decoding: try self.note(size).bytes, as: UTF8.self)
        return #"{"size": \#(size), "note": \#(Self.quoted(text))}"# + "\n"
      }.joined())
    files["census.tlog-proof"] =
      TLogProof(inclusion: try tree.proof(Int64(auditIndex)), note: note).bytes
    put("report.json", try report(note))
    files["report.schema.json"] = try Self.schema
    put("report.html", "<!doctype html>\n")
    put("census.csv", census)
    put("findings.csv", findingRows)
    put("unexplained.csv", unexplainedRows)
    put("batches.csv", batches)
    for (name, text) in rules { put(name, text) }
    files["timestamp/checkpoint"] = note.bytes
    files["timestamp/checkpoint.tsr"] = Self.timestamp(note.bytes)
    put("sample.json", try sample())
    return try sealed(files)
  }

  /// The files with a new manifest.
  func sealed(
    _ files: [String: [UInt8]], by keys: [SignerKey]? = nil, run: Int? = nil
  ) throws -> [String: [UInt8]] {
    var files = files
    files["manifest"] = nil
    let names = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let lines = names.map { "\(SHA256.hex(files[$0] ?? []))  \($0)\n" }.joined()
    files["manifest"] = try SignedNote.sign(
      "yurai.bundle/v1\norigin \(Self.origin)\nrun \(run ?? self.run)\n\(lines)",
      by: keys ?? signers
    ).bytes
    return files
  }

  private func cosigned(_ note: SignedNote) throws -> SignedNote {
    let policy = try CheckpointPolicy(
      origin: Self.origin, logKeys: signers.map(\.verifierKey))
    let signature = try policy.open(note).cosignature(
      by: witness, at: 1_795_750_000, after: nil, proof: ConsistencyProof(hashes: []))
    return try note.adding([signature])
  }

  /// `Docs/report.schema.json`.
  static var schema: [UInt8] {
    get throws {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      return Array(try Data(contentsOf: root.appending(path: "Docs/report.schema.json")))
    }
  }

  private func report(_ note: SignedNote) throws -> String {
    let judged = LedgerLeaf.verdicts.map { "\"\($0)\":\(verdicts[$0] ?? 0)" }
    let found = findings.keys.sorted().map {
      #"{"rule":"\#($0)","open":\#(findings[$0] ?? 0),"severity":"warning","title_ja":"","title_en":"","#
        + #""why_ja":null,"why_en":"","new":0,"gone":0}"#
    }
    let head = try? Checkpoint(text: note.text)
    let made = unexplained == 0 && verdicts["purchased"] == 0
    let excepted = (exceptions > 0 ? [7] : []).map {
      #"{"record":"record:\#($0)","verdict":"\#(records[$0].verdict)","granted_at":"\#(Self.japan)"}"#
    }
    let because = made ? "" : #"{"id":"unexplained","ja":"","en":""}"#
    let retention =
      #"{"id":"r","valid_from":null,"valid_to":null,"months":36,"authority_ja":"","authority_en":"","ja":"","en":""}"#
    return
      #"{"operator":"","claims":[],"malls":[\#(malls)],"by_merchant":[\#(merchants)],"by_role":[],"#
      + #""unexplained_arrivals":\#(arrivals),"changes":\#(changes),"provisions":[],"#
      + #""retention":[\#(retention)],"checkpoints":[\#(try history)],"recoveries":[\#(recoveries)],"#
      + #""version":1,"origin":"\#(head?.origin ?? "")","run":{"number":\#(run),"mode":"full","#
      + #""started_at":"2026-11-27T11:59:00.471100+09:00","finished_at":"2026-11-27T12:00:00+09:00","#
      + #""tool":"0.2.0","rules":"\#(rulesHash)","timely_hours":24},"batches":[\#(batchItems)],"customers":\#(records.count),"#
      + #""verdicts":{\#(judged.joined(separator: ","))},"unexplained":\#(unexplained),"#
      + #""exceptions":[\#(excepted.joined(separator: ","))],"findings":[\#(found.joined(separator: ","))],"#
      + #""records":{"size":\#(recordHead.size),"root":"\#(recordHead.root.base64)"},"#
      + #""ledger":{"size":\#(head?.head.size ?? 0),"root":"\#(head?.head.root.base64 ?? "")"},"#
      + #""by_mall_year":[\#(groups)],"time_stamped":true,"sample":\#(try sampled),"#
      + #""statement":{"made":\#(made),"ja":"","en":"","basis_ja":"","basis_en":"","why_not":[\#(because)]}}"#
      + "\n"
  }

  /// When all that has no time of its own was.
  private static let japan = "2026-11-27T12:00:00+09:00"

  /// The signed heads, as `report.json` lists them.
  private var history: String {
    get throws {
      try (signed.filter { $0 < leaves.count } + [leaves.count]).map { size in
        let root = try Checkpoint(text: try note(size).text).head.root.base64
        return #"{"size":\#(size),"root":"\#(root)","signed_at":"\#(Self.japan)","witnesses":[]}"#
      }.joined(separator: ",")
    }
  }

  /// The recoveries, those that a leaf names before its own.
  private var recoveries: String {
    leaves.enumerated().flatMap { place, leaf -> [String] in
      guard let value = try? JSONReader.read(Array(leaf.utf8)), value["kind"]?.text == "recovery"
      else { return [] }
      return ((value["earlier"]?.items ?? []) + [value]).map { item in
        #"{"leaf":\#(item["kept"]?.count ?? 0),"lost":\#(item["lost"]?["size"]?.count ?? 0),"at":"\#(Self.japan)","#
          + #""reason":\#(Self.quoted(item["reason"]?.text ?? "")),"told_by":\#(place)}"#
      }
    }.joined(separator: ",")
  }

  private var changes: String {
    auditMembers.contains(#""since_run" : null"#)
      ? "null"
      : #"{"since_run":2,"verdicts_before":{\#(LedgerLeaf.verdicts.map { "\"\($0)\":0" }.joined(separator: ","))},"#
        + #""customers_new":0,"customers_gone":0,"verdicts_changed":0,"became_unexplained":0,"became_explained":0}"#
  }

  private var malls: String {
    Set(records.filter { !$0.isErased }.compactMap(\.mall)).sorted().map {
      #"{"id":"\#($0)","name":"\#($0)"}"#
    }.joined(separator: ",")
  }

  private var merchants: String {
    var counts: [String: [String: Int]] = [:]
    for record in records {
      let merchant = record.isErased ? "" : record.merchant ?? ""
      counts[merchant, default: [:]][record.isErased ? "erased" : record.verdict, default: 0] += 1
    }
    return counts.keys.sorted().map { merchant in
      let judged = LedgerLeaf.verdicts.map { "\"\($0)\":\(counts[merchant]?[$0] ?? 0)" }
      return
        #"{"merchant":"\#(merchant)","name":"","departed":false,"closed_on":null,"verdicts":{\#(judged.joined(separator: ","))}}"#
    }.joined(separator: ",")
  }

  private var arrivals: String {
    let group = #"{"batch":1,"registered_on":"2006-05-03","records":\#(unexplained)}"#
    return
      #"{"largest":[\#(unexplained > 0 ? group : "")],"other_groups":0,"other_records":0}"#
  }

  /// What `report.json` says of the records by mall and year.
  var groups: String {
    var groups: [String: [String: Int]] = [:]
    for record in records {
      let (mall, year) =
        record.isErased ? ("", nil) : (record.mall ?? "", record.day.map { String($0.prefix(4)) })
      groups[#""mall":"\#(mall)","year":\#(year ?? "null")"#, default: [:]][
        record.isErased ? "erased" : record.verdict, default: 0] += 1
    }
    return groups.keys.sorted().map { group in
      let judged = LedgerLeaf.verdicts.map { "\"\($0)\":\(groups[group]?[$0] ?? 0)" }
      return #"{\#(group),"verdicts":{\#(judged.joined(separator: ","))}}"#
    }.joined(separator: ",")
  }

  /// What `report.json` says of the sample.
  private var sampled: String {
    get throws {
      let sample = try JSONReader.read(Array(try sample().utf8))
      let result = sample["result"]
      func share(_ value: JSONValue?, of whole: Double) -> Double { (value?.number ?? 0) * whole }
      return ["drawn", "exceptions", "erased"].reduce("{") {
        "\($0)\"\($1)\":\(result?[$1]?.count ?? -1),"
      } + #""confidence_per_mille":\#(Int(share(sample["confidence"], of: 1000).rounded(.down))),"#
        + #""bound_millionths":\#(Int((share(result?["bound"], of: 1e6) - 1e-6).rounded(.up)))}"#
    }
  }

  /// The imports as `report.json` lists them.
  private var batchItems: String {
    leaves.compactMap { leaf in
      guard let value = try? JSONReader.read(Array(leaf.utf8)), value["kind"]?.text == "import"
      else { return nil }
      let names = [
        "batch", "file", "sha256", "origin", "supplied_by", "profile", "lines", "set_aside",
      ]
      return "{"
        + names.map { name in
          switch value[name] {
          case .string(let text)?: "\"\(name)\":" + Self.quoted(text)
          case .integer(let number)?: "\"\(name)\":\(number)"
          default: "\"\(name)\":null"
          }
        }.joined(separator: ",")
        + #","taken":60,"card_numbers":0,"imported_at":"\#(Self.japan)"}"#
    }.joined(separator: ",")
  }

  private var unexplainedRows: String {
    "batch,registered_on,records\n" + (unexplained > 0 ? "1,2006-05-03,\(unexplained)\n" : "")
  }

  private var census: String {
    var counts: [CensusCell: Int] = [:]
    for record in records {
      let cell =
        record.isErased
        ? CensusCell(mall: "", merchant: "", year: "", verdict: "erased")
        : CensusCell(
          mall: record.mall ?? "", merchant: record.merchant ?? "",
          year: String(record.day?.prefix(4) ?? ""), verdict: record.verdict)
      counts[cell, default: 0] += 1
    }
    let rows = counts.map { "\($0.mall),\($0.merchant),\($0.year),\($0.verdict),\($1)\n" }
    return "mall,merchant,collected_year,verdict,records\n" + rows.sorted().joined()
  }

  private var findingRows: String {
    "rule,severity,subject_kind,subject_id,detail\n"
      + findings.keys.sorted().map { rule in
        (0..<(findings[rule] ?? 0)).map {
          "\(rule),warning,customer,record:\($0),\"no settlement, no shipment\"\n"
        }.joined()
      }.joined()
  }

  private var batches: String {
    let names = LeafShape.importMembers.map(\.0)
    let rows = leaves.compactMap { leaf -> String? in
      guard let value = try? JSONReader.read(Array(leaf.utf8)), value["kind"]?.text == "import"
      else { return nil }
      return names.map { name in
        switch value[name] {
        case .string(let text)? where text.contains(where: { $0 == "," || $0 == "\"" }):
          "\"" + text.replacing("\"", with: "\"\"") + "\""
        case .string(let text)?: text
        case .integer(let number)?: "\(number)"
        default: ""
        }
      }.joined(separator: ",") + ",2026-11-27T03:00:00Z\n"
    }
    return names.joined(separator: ",") + ",imported_at\n" + rows.joined()
  }

  static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n") + "\""
  }

  /// An answer of a time-stamping authority without its signature.
  static func timestamp(_ stamped: [UInt8]) -> [UInt8] {
    func der(_ tag: UInt8, _ content: [UInt8]...) -> [UInt8] {
      let content = content.flatMap { $0 }
      return content.count < 128
        ? [tag, UInt8(content.count)] + content
        : [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }
    let sha256 = der(0x30, der(6, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]), [5, 0])
    let imprint = der(0x30, sha256, der(4, Array(SHA256.hash(data: stamped))))
    let info = der(
      0x30, der(2, [1]), der(6, [0x2A, 3]), imprint, der(2, [7]),
      der(0x18, Array("20261127030500Z".utf8)))
    let content = der(
      0x30, der(6, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 1, 4]),
      der(0xA0, der(4, info)))
    let signed = der(0x30, der(2, [3]), der(0x31, sha256), content, der(0x31))
    let token = der(
      0x30, der(6, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2]), der(0xA0, signed))
    return der(0x30, der(0x30, der(2, [0])), token)
  }
}
