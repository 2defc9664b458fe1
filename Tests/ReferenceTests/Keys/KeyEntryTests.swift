import Reference
import Testing

/// Sections 1 and 3 of docs/key-entries.md.
@Suite struct KeyEntryTests {
  @Test("every field is at its place")
  func layout() throws {
    let entry = KeyEntry(
      algorithm: 1, rights: [.read, .execute], flags: [.shared, .stack], lines: 0x0403_0201,
      nonce: 0x1817_1615_1413_1211, owner: Array(0x20..<0x40), key: Array(0x80..<0xa0),
      entryPoints: [0x10, 0xabcd_ef02])
    let bytes = try entry.encoded()
    var expected: [UInt8] = [1, 1, 32, 5, 12, 2, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]
    expected += [0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18] + Array(0x20..<0x40) + Array(0x80..<0xa0)
    expected += [UInt8](repeating: 0, count: 32) + [0x10, 0, 0, 0, 2, 0xef, 0xcd, 0xab]
    expected += [UInt8](repeating: 0, count: 24)
    #expect(Array(bytes.prefix(152)) == expected)
    #expect(bytes.count == 184)
  }

  @Test("what does not fit its place cannot be encoded")
  func lengths() {
    for change: (inout KeyEntry) -> Void in [
      { $0.key = sampleKey(0, count: 65) }, { $0.entryPoints = [UInt32](repeating: 0, count: 9) },
      { $0.owner = [1] },
    ] {
      var entry = KeyEntry.sample()
      change(&entry)
      #expect(throws: CipherError.self) { try entry.encoded() }
    }
  }

  @Test("fuses hold the identity word by word", arguments: DeviceIdentity.sizes)
  func fuses(bits: Int) throws {
    let device = try Device.shared(bits: bits)
    let (words, identity) = (device.fuses, device.identity)
    #expect(words.count == 3 + bits / 64 + 5 * bits / 128)
    #expect(words[0] == 0x3145_4e49_4c59_454b)
    #expect(words[1] == UInt64(bits))
    #expect(words[3] & 0xff == UInt64(try #require(identity.modulus.last)))
    #expect(words[3 + bits / 64] & 0xff == UInt64(try #require(identity.p.last)))
    #expect(words.last.map { $0 >> 56 } == identity.qInv.first.map(UInt64.init))
    #expect(try DeviceIdentity(fuses: words) == identity)
    #expect(try DeviceIdentity(fuses: words + [1, 2]) == identity, "words beyond the identity mean nothing")
    #expect(identity.p[0] >> 6 == 3 && identity.q[0] >> 6 == 3)
  }

  @Test("an identity becomes the same key of OpenSSL again, and shows no secret", arguments: DeviceIdentity.sizes)
  func key(bits: Int) throws {
    let device = try Device.shared(bits: bits)
    let again = try RSAKey(device.identity)
    #expect(again.bits == bits && again.hasUsualExponent)
    #expect(try again.publicPEM() == device.key.publicPEM())
    #expect(try again.identity() == device.identity)
    #expect(try again.decrypt(device.key.encrypt([1, 2, 3])) == [1, 2, 3])
    #expect("\(device.identity)" == "processor identity of \(bits) bits")
    var dumped = ""
    dump(device.identity, to: &dumped)
    #expect(dumped == "▿ processor identity of \(bits) bits\n  - bits: \(bits)\n")
  }

  @Test("a key of another size or kind is no identity")
  func refused() throws {
    #expect(throws: CipherError.self) { try RSAKey.generate(bits: 1024).identity() }
    #expect(throws: CipherError.self) { try RSAKey(publicPEM: Array("no key".utf8)) }
    let publicHalf = try RSAKey(publicPEM: Device.shared().key.publicPEM())
    #expect(throws: CipherError.self) { try publicHalf.identity() }
    #expect(throws: CipherError.self) { try publicHalf.decrypt([UInt8](repeating: 1, count: 256)) }
  }
}
