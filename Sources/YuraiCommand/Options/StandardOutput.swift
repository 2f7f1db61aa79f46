@preconcurrency internal import Glibc

/// The C library's view of the standard output, which `print` writes to.
enum StandardOutput {
  /// Whether all that was printed has gone where it should; `print` itself says nothing when it has not.
  static var isWhole: Bool { fflush(stdout) == 0 && ferror(stdout) == 0 }
}
