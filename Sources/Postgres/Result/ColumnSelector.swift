internal import CLibPQ

/// Names a column of a result: an `Int`, counted from 0, or a `String`, the exact name.
///
/// A name is looked for in every call; in a loop over many rows, use the number.
public protocol ColumnSelector {
  /// The column's number among the names, or nil when there is none.
  func columnIndex(count: Int, name: (Int) -> UnsafePointer<CChar>?) -> Int?
}

extension Int: ColumnSelector {
  /// Itself, when the result has that many columns.
  public func columnIndex(count: Int, name: (Int) -> UnsafePointer<CChar>?) -> Int? {
    self >= 0 && self < count ? self : nil
  }
}

extension String: ColumnSelector {
  /// The first column of this name. libpq's own search folds case as SQL does; this one does not.
  public func columnIndex(count: Int, name: (Int) -> UnsafePointer<CChar>?) -> Int? {
    withCString { wanted in
      for index in 0..<count {
        if let candidate = name(index), strcmp(candidate, wanted) == 0 { return index }
      }
      return nil
    }
  }
}
