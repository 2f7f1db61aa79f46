internal import Glibc

/// An entry of the account database.
struct UserRecord: Sendable, Hashable {
  let id: uid_t
  let group: gid_t
  let name: String
  let home: String

  init?(id: uid_t) {
    self.init { getpwuid_r(id, $0, $1, $2, $3) }
  }

  init?(name: String) {
    self.init { getpwnam_r(name, $0, $1, $2, $3) }
  }

  /// One of the two look-ups, without its key: entry, buffer, the buffer's size, result.
  private typealias LookUp = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
    UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  private init?(find: LookUp) {
    // Directory services may hold long entries; sysconf's hint is 1 KiB and often too small.
    let size = 65_536
    let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    defer { buffer.deallocate() }
    var entry = passwd()
    var result: UnsafeMutablePointer<passwd>?
    guard find(&entry, buffer, size, &result) == 0, result != nil else { return nil }
    self.init(entry)
  }

  private init(_ entry: passwd) {
    id = entry.pw_uid
    group = entry.pw_gid
    name = entry.pw_name.map { String(cString: $0) } ?? ""
    home = entry.pw_dir.map { String(cString: $0) } ?? ""
  }
}
