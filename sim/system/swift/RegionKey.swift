import CSharing

/// The key of a region that several processes share. It has one place, in a hidden region, and is wiped when the value
/// ends; regions that are under it stay.
public struct RegionKey: ~Copyable {
  let place: UnsafeMutablePointer<region_key>

  /// A place for a key, which is zero.
  init(in hidden: inout HiddenRegion) throws(SharingError) { place = try hidden.room(for: region_key.self) }

  deinit { wipe(place, MemoryLayout<region_key>.size) }

  /// A key that nobody else has (SF-90, SF-128).
  public static func random(in hidden: inout HiddenRegion) throws(SharingError) -> RegionKey {
    let key = try RegionKey(in: &hidden)
    try expect(random_key(key.place))
    return key
  }

  /// A key that is unique to an initial value and to what it is for: all who have the initial value derive the same
  /// (SF-84).
  ///
  /// - Parameter initial: stands in the encrypted text of the process.
  public static func derive(
    from initial: StaticString, for purpose: StaticString, in hidden: inout HiddenRegion
  ) throws(SharingError) -> RegionKey {
    let key = try RegionKey(in: &hidden)
    derive_key(key.place, initial.utf8Start, UInt32(initial.utf8CodeUnitCount), purpose.text)
    return key
  }
}
