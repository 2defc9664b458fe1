/// The bytes of `value`, least significant first.
package func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  (0..<Value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The number that `bytes`, at most eight, spell, least significant first.
package func littleEndian(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

/// The words of 64 bits that `bytes` spell, least significant first; the last may have fewer bytes.
package func littleEndianWords(_ bytes: [UInt8]) -> [UInt64] {
  stride(from: 0, to: bytes.count, by: 8).map { littleEndian(bytes[$0..<min($0 + 8, bytes.count)]) }
}
