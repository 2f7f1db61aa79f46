extension FieldScanner {
  /// Turns `="0123"` into `0123`, in the field that was written from `start` on.
  ///
  /// Exporters write such cells to keep a spreadsheet from dropping zeros. Quotes in it must be
  /// doubled; a formula that is anything else than one text stays as it is.
  ///
  /// - Returns: whether the field was such a cell.
  @inline(never)
  mutating func unwrapFormula(from start: Int) -> Bool {
    let mark = UInt8(ascii: "\"")
    guard written - start >= 3, output[start + 1] == mark, output[written - 1] == mark else {
      return false
    }
    var from = start + 2
    while from < written - 1 {
      if output[from] == mark {
        guard from + 1 < written - 1, output[from + 1] == mark else { return false }
        from += 1
      }
      from += 1
    }
    from = start + 2
    var to = start
    while from < written - 1 {
      output[to] = output[from]
      from += output[from] == mark ? 2 : 1
      to += 1
    }
    written = to
    return true
  }
}
