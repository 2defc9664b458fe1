// Long numbers are words of 64 bits, the least significant first, or bytes, the most significant first.

extension [UInt64] {
  /// The same number, eight bytes for each word.
  public var numberBytes: [UInt8] {
    reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }
}

extension [UInt8] {
  /// The same number.
  public var numberWords: [UInt64] {
    stride(from: count, to: 0, by: -8).map { end in
      self[Swift.max(0, end - 8)..<end].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
