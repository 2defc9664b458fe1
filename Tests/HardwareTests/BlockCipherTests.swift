import Testing
import Vectors

import class Reference.AESBlock

@testable import Hardware

/// Key schedule and lane, in every size.
@Suite struct BlockCipherTests {
  struct Size: CustomTestStringConvertible, Sendable {
    let roundsPerCycle: Int
    let aes256: Bool

    static let all = [1, 2].flatMap { rounds in [true, false].map { Size(roundsPerCycle: rounds, aes256: $0) } }
    var testDescription: String { "\(roundsPerCycle) per cycle\(aes256 ? ", AES-256" : "")" }
    var keyLengths: [Int] { aes256 ? [16, 32] : [16] }

    var parameters: UnitParameters {
      var parameters = UnitParameters()
      parameters.roundsPerCycle = roundsPerCycle
      parameters.aes256 = aes256
      return parameters
    }
  }

  /// FIPS 197, appendices A.1 and A.3: the expanded keys.
  static let expanded: [[String]] = [
    [
      "2b7e151628aed2a6abf7158809cf4f3c", "a0fafe1788542cb123a339392a6c7605", "f2c295f27a96b9435935807a7359f67f",
      "3d80477d4716fe3e1e237e446d7a883b", "ef44a541a8525b7fb671253bdb0bad00", "d4d1c6f87c839d87caf2b8bc11f915bc",
      "6d88a37a110b3efddbf98641ca0093fd", "4e54f70e5f5fc9f384a64fb24ea6dc4f", "ead27321b58dbad2312bf5607f8d292f",
      "ac7766f319fadc2128d12941575c006e", "d014f9a8c9ee2589e13f0cc8b6630ca6",
    ],
    [
      "603deb1015ca71be2b73aef0857d7781", "1f352c073b6108d72d9810a30914dff4", "9ba354118e6925afa51a8b5f2067fcde",
      "a8b09c1a93d194cdbe49846eb75d5b9a", "d59aecb85bf3c917fee94248de8ebe96", "b5a9328a2678a647983122292f6c79b3",
      "812c81addadf48ba24360af2fab8b464", "98c5bfc9bebd198e268c3ba709e04214", "68007bacb2df331696e939e46c518d80",
      "c814e20476a9fb8a5025c02d59c58239", "de1369676ccc5a71fa2563959674ee15", "5886ca5d2e2f31d77e0af1fa27cf73c3",
      "749c47ab18501ddae2757e4f7401905a", "cafaaae3e4d59b349adf6acebd10190d", "fe4890d1e6188d0b046df344706c631e",
    ],
  ]

  @Test("the keys of FIPS 197, appendix A; round keys appear in time and stay", arguments: Size.all)
  func keyExpansion(size: Size) throws {
    let bench = try BlockCipherBench(size.parameters)
    for expanded in Self.expanded.prefix(size.aes256 ? 2 : 1) {
      let expected = try expanded.map { try #require([UInt8](hexadecimal: $0)) }
      // A 32-byte key is the first two round keys.
      let given = expected.count == 15 ? 2 : 1
      // A schedule that has worked before: its old round keys must not be mistaken for new ones.
      try bench.expand(key: [UInt8](repeating: 0x5a, count: 16 * given))
      try bench.begin(key: expected.prefix(given).flatMap { $0 })
      let cycles = (expected.count - given + size.roundsPerCycle - 1) / size.roundsPerCycle
      for cycle in 0...cycles {
        let present = min(given + cycle * size.roundsPerCycle, expected.count)
        for number in 0..<present { #expect(try bench.roundKey(number) == expected[number], "round key \(number)") }
        #expect(bench.simulator.expanding == (cycle < cycles), "cycle \(cycle)")
        try bench.simulator.tick()
      }
      try bench.simulator.tick(40)
      for (number, key) in expected.enumerated() { #expect(try bench.roundKey(number) == key, "round key \(number)") }
      #expect(!bench.simulator.expanding)
    }
  }

  @Test("every NIST vector of AES-128 and AES-256", arguments: Size.all)
  func publishedVectors(size: Size) throws {
    let vectors = try PublishedVectors.load().aes.filter { size.keyLengths.contains($0.key.count) }
    #expect(vectors.count == (size.aes256 ? 1418 : 588))
    let bench = try BlockCipherBench(size.parameters)
    var key: [UInt8] = []
    for vector in vectors {
      if vector.key != key { try bench.expand(key: vector.key) }
      key = vector.key
      var output: [UInt8] = []
      for start in stride(from: 0, to: vector.input.count, by: 16) {
        let block = Array(vector.input[start..<(start + 16)])
        output += try bench.process(block, decrypt: vector.direction == .decrypt).output
      }
      try #require(output == vector.expected, "\(vector)")
    }
  }

  @Test("random keys, blocks and tweaks against OpenSSL, with the latency that the lane states", arguments: Size.all)
  func againstOpenSSL(size: Size) throws {
    let seed: UInt64 = 0xae5
    var generator = SeededGenerator(seed: seed)
    let bench = try BlockCipherBench(size.parameters)
    for number in 0..<500 {
      let key = generator.bytes(size.keyLengths[number % size.keyLengths.count])
      let reference = try AESBlock(key: key)
      let rounds = key.count == 16 ? 10 : 14
      #expect(
        try bench.expand(key: key) == (rounds == 10 ? 10 : 13 + size.roundsPerCycle - 1) / size.roundsPerCycle + 1)
      let block = generator.bytes(16)
      let tweak = generator.bytes(16)
      func masked(_ bytes: [UInt8]) -> [UInt8] { zip(bytes, tweak).map { $0 ^ $1 } }
      let encrypted = try bench.process(block, decrypt: false, tweak: tweak)
      try #require(try encrypted.output == masked(reference.encrypt(masked(block))), "number \(number), seed \(seed)")
      let decrypted = try bench.process(block, decrypt: true, tweak: tweak)
      try #require(try decrypted.output == masked(reference.decrypt(masked(block))), "number \(number), seed \(seed)")
      #expect(encrypted.cycles == rounds / size.roundsPerCycle + 1)
      #expect(decrypted.cycles == rounds / size.roundsPerCycle + 1)
    }
    let stated = try #require(Lane(size.parameters).latency?.cycles)
    #expect(stated == (10 / size.roundsPerCycle + 1)...((size.aes256 ? 14 : 10) / size.roundsPerCycle + 1))
  }

  @Test("an encryption may start one cycle behind the key schedule", arguments: Size.all)
  func overlap(size: Size) throws {
    var generator = SeededGenerator(seed: 3)
    let bench = try BlockCipherBench(size.parameters)
    for length in size.keyLengths {
      for _ in 0..<20 {
        let key = generator.bytes(length)
        let block = generator.bytes(16)
        try bench.begin(key: key)
        #expect(try bench.process(block, decrypt: false).output == AESBlock(key: key).encrypt(block))
      }
    }
  }

  @Test("the result stays until it is taken")
  func resultStays() throws {
    let bench = try BlockCipherBench(Size.all[0].parameters)
    try bench.expand(key: [UInt8](repeating: 1, count: 16))
    let simulator = bench.simulator
    simulator.start = true
    try simulator.tick()
    simulator.start = false
    #expect(!simulator.idle)
    try simulator.run(until: \.done, equals: true, limit: 50)
    let result = try simulator.peek(\.result)
    try simulator.tick(100)
    #expect(simulator.done)
    #expect(try simulator.peek(\.result) == result)
  }

  @Test("a lane that is started or emptied at the wrong time says so")
  func misuse() throws {
    let simulator = try BlockCipherBench(Size.all[0].parameters).simulator
    #expect(
      violates("taken_only_when_done") {
        simulator.taken = true
        try simulator.tick()
      })
    simulator.taken = false
    #expect(
      violates("starts_only_when_idle") {
        simulator.start = true
        try simulator.tick(2)
      })
  }
}
