import Foundation
import Testing

@testable import Matching

@Suite struct FoldTableTests {
  /// The generated table against the Unicode data that this toolchain has now.
  @Test(arguments: [
    0xFF10...0xFF5A, 0xFF66...0xFF9D, 0xF900...0xFAD9, 0x2460...0x24E9, 0x3220...0x3247,
    0x3250...0x325F, 0x3280...0x33FF, 0x2160...0x217F, 0x2F00...0x2FD5, 0x0041...0x005A,
    0x00C0...0x017E, 0x0391...0x03A9, 0x0410...0x042F,
  ])
  func plainFormsAreThoseOfUnicode(_ block: ClosedRange<Int>) throws {
    for value in block {
      let scalar = try #require(Unicode.Scalar(value))
      let form = String(scalar).precomposedStringWithCompatibilityMapping.lowercased()
        .precomposedStringWithCompatibilityMapping
      if form.unicodeScalars.contains(where: {
        [0x2044, 0x2215, 0xB7, 0x2BC, 0x307].contains($0.value)
      }) {
        continue  // Folded on to what it looks like, or (İ) left alone.
      }
      var folder = Folder()
      folder.loadPlain(Array(String(scalar).utf8).span)
      let folded = folder.scalars[..<folder.scalarCount]
      #expect(Array(folded) == form.unicodeScalars.map(\.value), "U+\(String(value, radix: 16))")
    }
  }

  @Test func noVariantIsARepresentativeAndNoneHasTwo() {
    var variants: [Unicode.Scalar: Unicode.Scalar] = [:]
    let groups = KanjiVariants.groups + KanjiVariants.placeGroups + LatinAccents.groups
    for group in groups {
      let scalars = Array(group.unicodeScalars)
      #expect(scalars.count >= 2)
      for variant in scalars.dropFirst() {
        #expect(variants[variant] == nil, "\(variant) is listed twice")
        variants[variant] = scalars[0]
      }
    }
    // One is both: of a place 竃 is 竈 and then 釜, as 塩竈 is written 塩釜. Of a person it is not.
    let both = groups.flatMap { $0.unicodeScalars.prefix(1) }.filter { variants[$0] != nil }
    #expect(both == ["竈"] && variants["竈"] == "釜")
    #expect(Fold.name("竈門") != Fold.name("釜門") && Fold.name("竃門") == Fold.name("竈門"))
    #expect(variants.count > 300)
  }

  @Test func everyVariantFoldsToItsRepresentativeAndNowhereElse() {
    for group in KanjiVariants.groups {
      let scalars = group.unicodeScalars.map { String($0) }
      for scalar in scalars { #expect(Fold.name(scalar + "田") == scalars[0] + "田") }
    }
  }

  @Test func kanjiThatAreNoVariantsAreLeftAlone() {
    let variants = Set(KanjiVariants.groups.flatMap { $0.unicodeScalars.dropFirst() }.map(\.value))
    for value in UInt32(0x4E00)...0x9FFF where !variants.contains(value) {
      #expect(FoldTable.person.cells[Int(value)] == UInt16(value))
    }
  }

  @Test func prefecturesDifferInTheirFirstTwoKanji() {
    #expect(Prefectures.names.count == 47)
    let prefectures = Prefectures.shared
    for (number, name) in Prefectures.names.enumerated() {
      let scalars = prefectures.scalars[number]
      #expect(prefectures.beginning(scalars[0], scalars[1]) == number)
      #expect(Fold.address(name + "本町1") == "本町1")
      #expect(Fold.prefecture(of: name + "本町1") == name)
    }
  }
}
