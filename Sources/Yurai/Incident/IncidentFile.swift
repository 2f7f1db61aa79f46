internal import Foundation
internal import Rendering
internal import Tabular
internal import Yams

/// A breach as the company records it: a YAML file, and beside it a CSV of who was exposed.
///
/// The CSV has `subject_kind,subject_id,exposure_class,items`: a customer by its id or an order by `mall/merchant/order_id`,
/// one row a subject, items parted by spaces.
public struct IncidentFile: Sendable {
  /// One subject.
  public struct Subject: Sendable, Equatable {
    var kind: String
    var id: String
    var exposureClass: String
    var items: [String]
    /// Where the CSV has it.
    var line: Int
  }

  let id: String
  let titleJa: String
  let titleEn: String
  let from: Day
  let to: Day
  let knownOn: Day
  let settledOn: Day?
  let others: String
  let scope: [String]
  let subjects: [Subject]

  /// Reads both files.
  /// - Throws: `YuraiError` with the place; never with a value.
  public init(path: String) throws {
    let file = PathText.name(of: path)
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw YuraiError("\(path) does not exist or is no text", exit: .usage)
    }
    guard let map = try? Yams.compose(yaml: text)?.mapping else {
      throw YuraiError("\(file) is no YAML mapping: see Docs/desk.md for an example")
    }
    let reader = StrictYAML(file: file)
    try reader.check(
      map,
      allowed: [
        "version", "incident", "title_ja", "title_en", "from", "to", "known_on", "settled_on",
        "exposed", "others", "scope",
      ], in: "the incident")
    func required(_ key: String) throws -> String {
      guard let value = try reader.text(map, key), !value.isEmpty else {
        throw YuraiError("\(file) does not say `\(key)`")
      }
      return value
    }
    func day(_ key: String) throws -> Day {
      guard let day = Day(try required(key)) else {
        throw YuraiError("\(file): `\(key)` is a day, for example 2012-10-30")
      }
      return day
    }
    guard try required("version") == "1" else {
      throw YuraiError("\(file): this yurai reads `version: 1`")
    }
    id = try required("incident")
    titleJa = try required("title_ja")
    titleEn = try required("title_en")
    from = try day("from")
    to = try day("to")
    guard from <= to else { throw YuraiError("\(file): `to` is before `from`") }
    knownOn = try day("known_on")
    settledOn = try reader.text(map, "settled_on") == nil ? nil : day("settled_on")
    others =
      try reader.word(map, "others", of: ["not_affected", "undetermined"]) ?? "undetermined"
    guard others == "undetermined" || settledOn != nil else {
      throw YuraiError(
        "\(file) says that the others are not affected: give `settled_on`, the day on which that was established"
      )
    }
    scope = (try reader.text(map, "scope") ?? "").split(separator: " ").map(String.init)
    let exposed = try reader.text(map, "exposed")
    let folder = PathText.folder(of: path)
    subjects =
      try exposed.map {
        try Self.subjects($0.hasPrefix("/") ? $0 : PathText.joined(folder, $0))
      } ?? []
  }

  private static func subjects(_ path: String) throws -> [Subject] {
    let name = PathText.name(of: path)
    let encoding = try FileInspection(path: path, wanted: "auto", name: name).encoding
    var subjects: [Subject] = []
    var known: Set<[String]> = []
    do {
      var reader = try RecordReader(path: path, encoding: encoding)
      var record = Record()
      guard try reader.next(&record) else { throw YuraiError("\(name) is empty") }
      let header = (0..<record.count).map { record.string($0) }
      guard header == ["subject_kind", "subject_id", "exposure_class", "items"] else {
        throw YuraiError("\(name) has the header subject_kind,subject_id,exposure_class,items")
      }
      while try reader.next(&record) {
        guard record.count == 4, record.damage == nil else {
          throw YuraiError("line \(record.line) of \(name) has not four fields of text")
        }
        let subject = Subject(
          kind: record.string(0), id: record.string(1), exposureClass: record.string(2),
          items: record.string(3).split(separator: " ").map(String.init), line: record.line)
        guard ["customer", "order"].contains(subject.kind), !subject.id.isEmpty,
          ExposureClass(rawValue: subject.exposureClass) != nil
        else {
          throw YuraiError(
            "line \(record.line) of \(name): subject_kind is customer or order, subject_id is not empty, exposure_class is "
              + ExposureClass.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard known.insert([subject.kind, subject.id]).inserted else {
          throw YuraiError(
            "line \(record.line) of \(name) names a subject for a second time: each has one class")
        }
        subjects.append(subject)
      }
    } catch let error as TabularError {
      throw YuraiError("\(name): \(error.description)")
    }
    guard !subjects.isEmpty else {
      throw YuraiError(
        "\(name) has a header and no rows: was the export cut off? Where nobody is listed, leave the file out"
      )
    }
    return subjects
  }
}
