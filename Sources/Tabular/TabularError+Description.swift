extension TabularError: CustomStringConvertible {
  /// One or two sentences: what is wrong, where, and what to do next.
  public var description: String {
    line > 0 ? "line \(line), byte \(byteOffset): \(advice)" : advice
  }

  private var advice: String {
    switch code {
    case .unreadable:
      "The file cannot be opened (\(detail)). Check its path and its permissions."
    case .directory:
      "This is a directory. Name the file inside it."
    case .readFailed:
      "Reading stopped (\(detail)). Check the disk or the network share, then start again."
    case .encodingUnavailable:
      "The C library cannot convert from CP932 (\(detail)). Install its character set modules "
        + "(package glibc-gconv-extra, gconv-modules-extra or libc-bin), or convert the file to UTF-8."
    case .unterminatedQuote:
      "The quoted field that opens here is never closed: the file is cut, or a quote is missing. "
        + "Compare the file's size with its source and export it again, or close the quote. Where the file does not quote at "
        + "all, as reports of Amazon do, its mapping says `quote: none`."
    case .recordTooLong:
      "The record is longer than \(detail). If a quote opens here and is never closed, close it; "
        + "if the file has no line ends or another delimiter, it is not the declared format."
    case .tooManyFields:
      "The record has more than \(detail) fields. Check the delimiter and the line ends."
    case .nulByte:
      "A NUL byte is no text: the file is binary, UTF-16 or overwritten in part. "
        + "Export it as CSV in UTF-8 or Shift_JIS."
    }
  }
}
