import Foundation
import Testing
import Vectors

@testable import Reference

/// Section 2 of docs/key-entries.md: decryption step by step, beside OpenSSL's own.
@Suite struct OAEPTests {
  @Test("every vector of RSA-OAEP with SHA-256")
  func vectors() throws {
    let vectors = try PublishedVectors.load().oaep
    #expect(vectors.count == 60)
    for vector in vectors {
      let identity = try vector.key.identity()
      let encoded = try identity.privateOperation(vector.ciphertext).get()
      #expect(try OAEPDecoding(encoded).message == vector.message, "\(vector)")
      #expect(try RSAKey(identity).decrypt(vector.ciphertext) == vector.message, "\(vector)")
    }
  }

  @Test("messages of every length decode as OpenSSL encoded them", arguments: DeviceIdentity.sizes)
  func lengths(bits: Int) throws {
    let device = try Device.shared(bits: bits)
    for count in [0, 1, 184, bits / 8 - 66] {
      let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      let encoded = try device.identity.privateOperation(device.key.encrypt(message)).get()
      let decoding = try OAEPDecoding(encoded)
      #expect(decoding.message == message)
      #expect(decoding.dataBlock.suffix(count + 1) == [1] + message)
      #expect(decoding.seed.count == 32 && decoding.dataBlock.count == bits / 8 - 33)
    }
  }

  /// RFC 8017, 7.1.1, step 2, with every part open to change.
  private func encoded(
    bits: Int, leadingByte: UInt8 = 0, labelDigest: [UInt8]? = nil, padding: [UInt8]? = nil, separator: [UInt8] = [1],
    message: [UInt8]
  ) throws -> [UInt8] {
    let fill = bits / 8 - 66 - message.count + 1 - separator.count
    let block =
      try (labelDigest ?? sha256([])) + (padding ?? [UInt8](repeating: 0, count: fill)) + separator + message
    return try OAEPEncoding.encoded(block, seed: (0..<32).map { UInt8($0 + 100) }, leadingByte: leadingByte)
  }

  @Test("an encoding with a seed of one's own decodes to its message and seed", arguments: DeviceIdentity.sizes)
  func encoding(bits: Int) throws {
    let (message, seed) = ((0..<184).map { UInt8($0) }, (0..<32).map { UInt8(7 * $0) })
    let block = try OAEPEncoding.dataBlock(message, count: bits / 8)
    let decoding = try OAEPDecoding(OAEPEncoding.encoded(block, seed: seed))
    #expect(decoding.message == message && decoding.seed == seed)
    #expect(throws: CipherError.self) { try OAEPEncoding.dataBlock(message, count: 249) }
  }

  @Test("every failure of the padding is one status, and OpenSSL refuses it too", arguments: DeviceIdentity.sizes)
  func padding(bits: Int) throws {
    let device = try Device.shared(bits: bits)
    let unit = try UnwrapUnit(fuses: device.fuses)
    let entry = try KeyEntry.sample().encoded()
    let fill = bits / 8 - 66 - entry.count
    /// The public operation without any padding.
    func raw(_ encoded: [UInt8]) throws -> [UInt8] {
      try device.key.encryptUnpadded(encoded)
    }
    #expect(try unit.open(raw(encoded(bits: bits, message: entry))) == .success(.sample()))

    var digest = try sha256([])
    digest[31] ^= 1
    let early = [UInt8](repeating: 0, count: fill - 1) + [2]
    for (cause, wrong) in [
      ("leading byte", try encoded(bits: bits, leadingByte: 1, message: entry)),
      ("digest of the label, last byte", try encoded(bits: bits, labelDigest: digest, message: entry)),
      ("digest of another label", try encoded(bits: bits, labelDigest: sha256([0]), message: entry)),
      ("no zeros", try encoded(bits: bits, padding: early, message: entry)),
      ("wrong separator", try encoded(bits: bits, separator: [3], message: entry)),
      (
        "nothing but zeros",
        try encoded(bits: bits, separator: [0], message: [UInt8](repeating: 0, count: entry.count))
      ),
    ] {
      let ciphertext = try raw(wrong)
      #expect(try unit.open(ciphertext) == .failure(.badEntry), "\(cause)")
      #expect(throws: CipherError.self, "\(cause)") { try device.key.decrypt(ciphertext) }
    }
    // Right padding, but no entry inside.
    for count in [0, 183, 185] {
      let wrapped = try device.wrap([UInt8](repeating: 1, count: count))
      #expect(try unit.open(wrapped) == .failure(.badEntry))
    }
    // Not below the modulus: the modulus itself, and all ones.
    #expect(try unit.open(device.identity.modulus) == .failure(.badEntry))
    #expect(try unit.open([UInt8](repeating: 0xff, count: bits / 8)) == .failure(.badEntry))
    // 0 and 1 are their own powers, and no paddings.
    for value: UInt8 in [0, 1] {
      #expect(try unit.open([UInt8](repeating: 0, count: bits / 8 - 1) + [value]) == .failure(.badEntry))
    }
  }
}
