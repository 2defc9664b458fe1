/// Reads little-endian fields of a file and refuses to read beyond its end.
struct ByteReader {
  let file: String
  let bytes: [UInt8]

  func byte(at offset: UInt64, field: String) throws(ELFError) -> UInt8 {
    bytes[try range(at: offset, size: 1, field: field).lowerBound]
  }

  func half(at offset: UInt64, field: String) throws(ELFError) -> UInt16 {
    let start = try range(at: offset, size: 2, field: field).lowerBound
    return UInt16(bytes[start]) | UInt16(bytes[start + 1]) << 8
  }

  func word(at offset: UInt64, field: String) throws(ELFError) -> UInt32 {
    let low = try half(at: offset, field: field)
    let high = try half(at: offset + 2, field: field)
    return UInt32(low) | UInt32(high) << 16
  }

  /// The file's indices of `size` bytes at `offset`. Neither may exceed 2^63, which no ELF32 field can.
  func range(at offset: UInt64, size: UInt64, field: String) throws(ELFError) -> Range<Int> {
    guard offset + size <= UInt64(bytes.count) else {
      throw ELFError(
        file: file,
        problem: .truncated(field: field, offset: offset, size: size, fileSize: bytes.count))
    }
    return Int(offset)..<Int(offset + size)
  }
}
