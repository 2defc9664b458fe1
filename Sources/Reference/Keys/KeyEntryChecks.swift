extension KeyEntry {
  /// The entry in `bytes`, which came out of decryption: the checks of docs/key-entries.md, section 4, that need nothing
  /// else, in their order. The outer error is OpenSSL's alone.
  static func open(_ bytes: [UInt8]) throws(CipherError) -> Result<KeyEntry, UnwrapStatus> {
    guard bytes.count == byteCount else { return .failure(.badEntry) }
    guard bytes[0] == 1 else { return .failure(.unknownVersion) }
    guard isWellFormed(bytes) else { return .failure(.malformedEntry) }
    let code = try hmacSHA256(key: Array(bytes[Field.owner]), Array(bytes[Field.authenticated]))
    guard code.elementsEqual(bytes[Field.authenticator]) else { return .failure(.badAuthenticator) }
    return .success(KeyEntry(fields: bytes))
  }

  /// Reads the fields of an entry that is well formed.
  private init(fields bytes: [UInt8]) {
    self.init(
      algorithm: bytes[1], rights: Rights(rawValue: bytes[3]), flags: RegionFlags(rawValue: bytes[4]),
      lines: UInt32(littleEndian(bytes[Field.lines])), base: UInt32(littleEndian(bytes[Field.base])),
      nonce: littleEndian(bytes[Field.nonce]),
      owner: Array(bytes[Field.owner]), key: Array(bytes[Field.key].prefix(Int(bytes[2]))),
      entryPoints: KeyEntry.offsets(bytes).prefix(Int(bytes[5])).map(UInt32.init))
  }

  private static func offsets(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: Field.entryPoints.lowerBound, to: Field.entryPoints.upperBound, by: 4).map {
      littleEndian(bytes[$0..<$0 + 4])
    }
  }

  /// `malformedEntry` is what this is not.
  private static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    let keyBytes = Int(bytes[2])
    let rights = Rights(rawValue: bytes[3])
    let flags = RegionFlags(rawValue: bytes[4])
    guard let algorithm = Algorithm(rawValue: bytes[1]), keyBytes == algorithm.keyLength else { return false }
    guard rights.isSubset(of: [.read, .write, .execute]) else { return false }
    guard flags.isSubset(of: .known) else { return false }
    let base = flags.contains(.closed) ? [] : bytes[Field.base]
    let mustBeZero = [bytes[Field.padding], base, bytes[Field.key].dropFirst(keyBytes)]
    guard mustBeZero.joined().allSatisfy({ $0 == 0 }) else { return false }

    let size = 64 * littleEndian(bytes[Field.lines])
    let isDefault = flags.contains(.defaultKey)
    guard !isDefault || size == 0 else { return false }
    let count = Int(bytes[5])
    let offsets = offsets(bytes)
    guard count <= offsets.count else { return false }
    return offsets[..<count].allSatisfy { $0.isMultiple(of: 2) && (isDefault || $0 < size) }
      && offsets[count...].allSatisfy { $0 == 0 }
  }
}
