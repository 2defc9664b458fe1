import Reference
import Testing

@Suite struct CipherTests {
  @Test("algorithms have the ids, names and key lengths of docs/line-cipher.md")
  func algorithms() throws {
    #expect(Algorithm.allCases.map(\.rawValue) == [0, 1, 2])
    #expect(Algorithm.allCases.map(\.name) == ["none", "aes128-xts", "aes256-xts"])
    #expect(Algorithm.allCases.map(\.keyLength) == [0, 32, 64])
    for algorithm in Algorithm.allCases {
      #expect(try Algorithm(named: algorithm.name) == algorithm)
    }
    let error = #expect(throws: UnknownAlgorithm.self) { try Algorithm(named: "aes128") }
    #expect(
      error?.description == "unknown algorithm \"aes128\": choose one of none, aes128-xts, aes256-xts")
  }

  @Test("byte i of a line is bits 8i+7:8i; of a tweak too")
  func byteOrder() throws {
    let bytes = [UInt8](0..<64)
    let line = try #require(Line(bytes: bytes))
    #expect(line[0] == 0x0706_0504_0302_0100)
    #expect(line[7] == 0x3f3e_3d3c_3b3a_3938)
    #expect(line.bytes == bytes)
    #expect(line.description.hasPrefix("000102") && line.description.hasSuffix("3d3e3f"))
    #expect(Line(bytes: bytes.dropLast()) == nil)

    let tweak = Tweak(lineIndex: 0x0102, nonce: 0x0304)
    #expect(tweak.bytes == [2, 1, 0, 0, 0, 0, 0, 0, 4, 3, 0, 0, 0, 0, 0, 0])
    #expect(Tweak(bytes: tweak.bytes) == tweak)
    #expect(Tweak(bytes: [1, 2, 3]) == nil)
  }

  @Test("keys and data of a wrong length are refused with the right one")
  func wrongLengths() throws {
    let sixteen = [UInt8](0..<16)
    expect("AES: the key has 17 bytes, but must have 16 or 24 or 32") { try AESBlock(key: sixteen + [0]) }
    expect("XTS-AES: the key has 16 bytes, but must have 32 or 64") { try XTSCipher(key: sixteen) }
    expect("aes256-xts: the key has 32 bytes, but must have 64") {
      try LineCipher(.aes256XTS, key: [UInt8](0..<32))
    }
    expect("none: the key has 16 bytes, but must have 0") { try LineCipher(.none, key: sixteen) }
    let aes = try AESBlock(key: sixteen)
    expect("AES: the data has 17 bytes, but must have a multiple of 16, and some") { try aes.encrypt(sixteen + [0]) }
    expect("AES: the data has 0 bytes, but must have a multiple of 16, and some") { try aes.decrypt([]) }
    let xts = try XTSCipher(key: [UInt8](0..<32))
    let tweak = Tweak(lineIndex: 0, nonce: 0)
    expect("XTS-AES: the data has 15 bytes, but must have at least 16") {
      try xts.encrypt(dataUnit: [UInt8](0..<15), tweak: tweak)
    }
  }

  @Test("equal key halves are refused, both directions and lengths")
  func equalHalves() {
    for half in [16, 32] {
      let key = [UInt8](repeating: 7, count: 2 * half)
      #expect(throws: CipherError.equalKeyHalves) { try XTSCipher(key: key) }
      var other = key
      other[half] ^= 1
      #expect(throws: Never.self) { try XTSCipher(key: other) }
    }
  }

  private func expect(_ message: String, _ body: () throws -> some Any) {
    let error = #expect(throws: CipherError.self) { _ = try body() }
    #expect(error?.description == message)
  }
}
