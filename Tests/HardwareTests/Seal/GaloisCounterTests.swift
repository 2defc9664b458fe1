import HDL
import Testing

@testable import Hardware
@testable import Reference

/// AES-128-GCM in hardware, against published vectors and OpenSSL.
@Suite struct GaloisCounterTests {
  /// What a message becomes, its tag, and the cycles that it took.
  private func run(
    _ bench: CycleSimulator<GaloisCounter>, key: [UInt8], nonce: [UInt8], _ words: [UInt32], decrypt: Bool = false
  ) throws -> (words: [UInt32], tag: [UInt32], cycles: Int) {
    var cycles = 0
    func tick() throws {
      try bench.tick()
      cycles += 1
      try #require(cycles < 10_000)
    }
    func wait() throws { while !bench.idle { try tick() } }
    try bench.poke(\.key, Constant(bytes: key))
    try bench.poke(\.nonce, Constant(bytes: nonce))
    bench.decrypt = decrypt
    bench.start = true
    try tick()
    bench.start = false
    var result: [UInt32] = []
    for (index, word) in words.enumerated() {
      try wait()
      bench.place = UInt64(index % 4)
      bench.entering = UInt64(word)
      bench.take = true
      result.append(UInt32(bench.leaving))
      try tick()
      bench.take = false
    }
    try wait()
    bench.finish = true
    try tick()
    bench.finish = false
    try wait()
    var tag: [UInt32] = []
    for index in 0..<4 {
      bench.place = UInt64(index)
      tag.append(UInt32(bench.tag))
    }
    return (result, tag, cycles)
  }

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.count, by: 2).compactMap { start in
      let text = hexadecimal.dropFirst(start).prefix(2)
      return UInt8(text, radix: 16)
    }
  }

  private func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count, by: 4).map { UInt32(littleEndian(bytes[$0..<$0 + 4])) }
  }

  /// Test cases 2 and 3 of the submission of GCM to NIST (McGrew and Viega, 2005, appendix B).
  @Test("published vectors", arguments: [SubstitutionForm.logic, .blockMemory])
  func published(_ form: SubstitutionForm) throws {
    for (key, nonce, plain, cipher, tag) in [
      (
        "00000000000000000000000000000000", "000000000000000000000000", "00000000000000000000000000000000",
        "0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b21257bddf"
      ),
      (
        "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
        "4d5c2af327cd64a62cf35abd2ba6fab4"
      ),
    ] {
      let bench = try simulateHere(GaloisCounter(form, words: plain.count / 8))
      try bench.reset()
      let sealed = try run(bench, key: bytes(key), nonce: bytes(nonce), words(bytes(plain)))
      #expect(sealed.words == words(bytes(cipher)) && sealed.tag == words(bytes(tag)))
      let opened = try run(bench, key: bytes(key), nonce: bytes(nonce), sealed.words, decrypt: true)
      #expect(opened.words == words(bytes(plain)) && opened.tag == sealed.tag && opened.cycles == sealed.cycles)
    }
  }

  @Test("images of contexts as OpenSSL makes them, after the same time whatever is in them; nothing is left")
  func images() throws {
    let parameters = Reference.UnitParameters.standard
    let count = SealedContext.contentWords(parameters)
    #expect(count == SealControl.words(DesignPoint.small.parameters))
    let bench = try simulateHere(GaloisCounter(.logic, words: count))
    try bench.reset()
    var generator = SystemRandomNumberGenerator()
    var times: Set<Int> = []
    for round in 0..<8 {
      let key = (0..<16).map { _ in round == 0 ? 0 : UInt8.random(in: 0...255, using: &generator) }
      let content = (0..<count).map { _ in round < 2 ? 0 : UInt32.random(in: 0...UInt32.max, using: &generator) }
      let header = SealedContext.Header(domain: round + 1, slot: 15 - round, version: UInt64(1) << (8 * round) + 1)
      let result = try run(bench, key: key, nonce: header.initialVector, content)
      #expect(result.words + result.tag == (try SealedContext.seal(content, header, under: key)))
      #expect(try SealedContext.open(result.words + result.tag, header, under: key) == content)
      times.insert(result.cycles)
      bench.wipe = true
      try bench.tick()
      bench.wipe = false
      let left = [try bench.cipher.peek(\.state), try bench.cipher.peek(\.roundKey), try bench.hash.peek(\.hashKey)]
      #expect(left.allSatisfy { $0.bytes.allSatisfy { $0 == 0 } })
    }
    #expect(times.count == 1)
  }
}
