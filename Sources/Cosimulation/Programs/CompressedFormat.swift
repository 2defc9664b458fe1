/// Where instructions of 16 bits hold the distance of a jump. Unprivileged specification 20191213, section 16.2.
enum CompressedFormat {
  /// `c.beqz`, `c.bnez`: a signed distance of 9 bits, a multiple of 2.
  static func branch(_ half: UInt16, distance: Int) -> UInt16 {
    half & 0xe383
      | field(distance, [(8, 12), (4, 11), (3, 10), (7, 6), (6, 5), (2, 4), (1, 3), (5, 2)])
  }

  /// `c.j`, `c.jal`: a signed distance of 12 bits, a multiple of 2.
  static func jump(_ half: UInt16, distance: Int) -> UInt16 {
    half & 0xe003
      | field(
        distance,
        [(11, 12), (4, 11), (9, 10), (8, 9), (10, 8), (6, 7), (7, 6), (3, 5), (2, 4), (1, 3), (5, 2)])
  }

  /// Bits of `distance`, each in its place.
  private static func field(_ distance: Int, _ places: [(bit: Int, place: Int)]) -> UInt16 {
    places.reduce(0) { $0 | UInt16(truncatingIfNeeded: distance >> $1.bit & 1) << UInt16($1.place) }
  }
}
