import Testing

@testable import Tabular

@Suite struct CP932Tests {
  @Test("every code decodes as measured, and no other is accepted")
  func matrix() throws {
    let table = try CP932Table.shared.get()
    let matrix = try DecodeMatrix.shared.get()
    #expect(matrix.entries.count == 11_438)
    var accepted = 0
    var common = 0
    var listed: Set<Int> = [0]
    for entry in matrix.entries {
      let index = entry.code.reduce(0) { $0 << 8 | Int($1) }
      listed.insert(index)
      let packed = table.entries[index]
      let utf8 = (0..<Int(packed >> 24)).map { UInt8(packed >> (8 * UInt32($0)) & 0xFF) }
      let expected = entry.glibc.map { Array(String($0).utf8) } ?? []
      #expect(utf8 == expected, "\(entry.code)")
      if !utf8.isEmpty { accepted += 1 }
      if !utf8.isEmpty && entry.postgres != nil { common += 1 }
    }
    #expect(accepted == 9_794)
    #expect(common == 7_914)
    #expect(table.entries.indices.allSatisfy { listed.contains($0) || table.entries[$0] == 0 })
  }

  @Test("every accepted code comes through the reader, and every other is damage at its place")
  func everyCodeThroughTheReader() throws {
    let entries = try DecodeMatrix.shared.get().entries.filter {
      $0.code.count == 2 || $0.code[0] >= 0x80
    }
    var bytes: [UInt8] = []
    var offsets: [Int64] = []
    for entry in entries {
      bytes += [0x78, 0x2C]
      offsets.append(Int64(bytes.count))
      bytes += entry.code + [0x2C, 0x79, 0x0A]
    }
    let reading = try read(bytes, as: .cp932)
    #expect(reading.rows.count == entries.count)
    for ((entry, offset), row) in zip(zip(entries, offsets), reading.rows) {
      if let scalar = entry.glibc {
        #expect(row.fields == ["x", String(scalar), "y"])
        #expect(row.damage == nil)
        #expect(row.gaiji == ((0xE000...0xE757).contains(scalar.value)))
      } else {
        #expect(row.fields[1].unicodeScalars.first == "\u{FFFD}")
        #expect(row.fields[0] == "x" && row.fields[2] == "y")
        #expect(row.damage == Damage(byteOffset: offset, field: 1))
      }
    }
  }

  @Test("user-defined characters are kept and flagged")
  func gaiji() throws {
    let bytes: [UInt8] =
      [0x61, 0x0A, 0xF0, 0x40, 0x2C, 0xF9, 0xFC, 0x0A] + Array("b\n".utf8)
    let reading = try read(bytes, as: .cp932)
    #expect(reading.fields == [["a"], ["\u{E000}", "\u{E757}"], ["b"]])
    #expect(reading.rows.map(\.gaiji) == [false, true, false])
    #expect(reading.rows.allSatisfy { $0.damage == nil })
    // The same code points in UTF-8 are nobody's business here.
    #expect(try read("\u{E000}\n").rows[0].gaiji == false)
  }

  @Test("a lead byte cut off never swallows what follows")
  func cutLead() throws {
    let bytes: [UInt8] =
      [0x22, 0x95, 0x22, 0x2C, 0x95, 0x2C, 0x95, 0x0D, 0x0A] + [0x61, 0x95]
    let reading = try read(bytes, as: .cp932)
    #expect(reading.fields == [["\u{FFFD}", "\u{FFFD}", "\u{FFFD}"], ["a\u{FFFD}"]])
    #expect(
      reading.rows.map(\.damage)
        == [Damage(byteOffset: 1, field: 0), Damage(byteOffset: 10, field: 0)])
  }

  @Test("only the first damage of a record is told")
  func firstDamage() throws {
    let bytes: [UInt8] = [0x61, 0x2C, 0xA0, 0x2C, 0x80, 0x0A, 0xFD, 0x0A]
    let reading = try read(bytes, as: .cp932)
    #expect(reading.fields == [["a", "\u{FFFD}", "\u{FFFD}"], ["\u{FFFD}"]])
    #expect(
      reading.rows.map(\.damage)
        == [Damage(byteOffset: 2, field: 1), Damage(byteOffset: 6, field: 0)])
  }
}
