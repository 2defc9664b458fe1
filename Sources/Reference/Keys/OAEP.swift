/// The decoding of RSAES-OAEP with SHA-256 and an empty label, step by step (RFC 8017, 7.1.2, step 3): every value that the
/// hardware has at some time.
public struct OAEPDecoding: Equatable, Sendable {
  /// Must be 0.
  public let leadingByte: UInt8
  public let maskedSeed: [UInt8]
  public let maskedDataBlock: [UInt8]
  public let seedMask: [UInt8]
  public let seed: [UInt8]
  public let dataBlockMask: [UInt8]
  /// The digest of the label, zeros, a one, and the message.
  public let dataBlock: [UInt8]
  /// Nil for every failure of the padding alike.
  public let message: [UInt8]?

  /// - Parameter encoded: the result of the private operation, as long as the modulus: at least 66 bytes.
  public init(_ encoded: [UInt8]) throws(CipherError) {
    let length = 32
    guard encoded.count >= 2 * length + 2 else {
      throw .dataLength(cipher: "OAEP", requirement: "at least \(2 * length + 2)", actual: encoded.count)
    }
    leadingByte = encoded[0]
    maskedSeed = Array(encoded[1..<1 + length])
    maskedDataBlock = Array(encoded[(1 + length)...])
    seedMask = try OAEPDecoding.mask(from: maskedDataBlock, count: length)
    seed = zip(maskedSeed, seedMask).map(^)
    dataBlockMask = try OAEPDecoding.mask(from: seed, count: maskedDataBlock.count)
    dataBlock = zip(maskedDataBlock, dataBlockMask).map(^)

    let separator = dataBlock.dropFirst(length).firstIndex { $0 != 0 }
    if leadingByte == 0, try dataBlock.prefix(length).elementsEqual(sha256([])), let separator,
      dataBlock[separator] == 1
    {
      message = Array(dataBlock[(separator + 1)...])
    } else {
      message = nil
    }
  }

  /// MGF1 with SHA-256 (RFC 8017, B.2.1).
  static func mask(from seed: [UInt8], count: Int) throws(CipherError) -> [UInt8] {
    var mask: [UInt8] = []
    var counter: UInt32 = 0
    while mask.count < count {
      mask += try sha256(seed + littleEndian(counter).reversed())
      counter += 1
    }
    return Array(mask.prefix(count))
  }
}

/// The encoding of RSAES-OAEP with SHA-256 and an empty label (RFC 8017, 7.1.1, step 2) with a seed of one's own: for runs that
/// must repeat, and for encodings that no encoder would make. `RSAKey.encryptUnpadded` makes a key entry of it.
public enum OAEPEncoding {
  /// The data block of `message`, for a modulus of `count` bytes, at least 66 more than the message has.
  public static func dataBlock(_ message: [UInt8], count: Int) throws(CipherError) -> [UInt8] {
    guard message.count + 66 <= count else {
      throw .dataLength(cipher: "OAEP", requirement: "at most \(count - 66)", actual: message.count)
    }
    return try sha256([]) + [UInt8](repeating: 0, count: count - 66 - message.count) + [1] + message
  }

  /// Masks `dataBlock`, whatever it holds, with `seed` of 32 bytes.
  public static func encoded(
    _ dataBlock: [UInt8], seed: [UInt8], leadingByte: UInt8 = 0
  ) throws(CipherError) -> [UInt8] {
    let masked = zip(dataBlock, try OAEPDecoding.mask(from: seed, count: dataBlock.count)).map(^)
    return [leadingByte] + zip(seed, try OAEPDecoding.mask(from: masked, count: seed.count)).map(^) + masked
  }
}
