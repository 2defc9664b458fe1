import HDL
import Testing
import Vectors

import class Reference.AESBlock

@testable import Hardware

/// The block cipher of the line engine, in every form.
@Suite struct BlockCipherTests {
  struct Form: CustomTestStringConvertible, Sendable {
    let name: String
    let parameters: UnitParameters
    var testDescription: String { "\(name)\(parameters.aes256 ? ", AES-256" : "")" }
    var keyLengths: [Int] { parameters.aes256 ? [16, 32] : [16] }

    private static func form(_ name: String, _ change: (inout UnitParameters) -> Void) -> [Form] {
      [true, false].map { aes256 in
        var parameters = UnitParameters()
        parameters.aes256 = aes256
        change(&parameters)
        return Form(name: name, parameters: parameters)
      }
    }

    static let all =
      form("one lane") { $0.lanes = 1 } + form("two lanes") { $0.lanes = 2 }
      + form("four lanes, block memory") {
        $0.lanes = 4
        $0.substitution = .blockMemory
      } + form("one lane, key words of 32 bits") { $0.keyWordBits = 32 }
      + form("unrolled") { $0.structure = .unrolled }
      + form("unrolled, key words of 64 bits") {
        $0.structure = .unrolled
        $0.keyWordBits = 64
      }
  }

  @Test("every NIST vector of AES-128 and AES-256", arguments: Form.all)
  func publishedVectors(form: Form) throws {
    let vectors = try PublishedVectors.load().aes.filter { form.keyLengths.contains($0.key.count) }
    #expect(vectors.count == (form.parameters.aes256 ? 1418 : 588))
    var bench = try BlockCipherBench(form.parameters)
    var key: [UInt8] = []
    let zero = [UInt8](repeating: 0, count: 16)
    for vector in vectors {
      if vector.key != key { try bench.expand(dataKey: vector.key, tweakKey: vector.key.reversed()) }
      key = vector.key
      let blocks = stride(from: 0, to: vector.input.count, by: 16).map {
        (block: Array(vector.input[$0..<($0 + 16)]), mask: zero, decrypt: vector.direction == .decrypt)
      }
      try #require(bench.process(blocks).output.flatMap { $0 } == vector.expected, "\(vector)")
    }
  }

  @Test("streams of random blocks in both directions, and tweaks, against OpenSSL, with pauses", arguments: Form.all)
  func againstOpenSSL(form: Form) throws {
    let seed: UInt64 = 0xae5
    var generator = SeededGenerator(seed: seed)
    var bench = try BlockCipherBench(form.parameters)
    for number in 0..<60 {
      let length = form.keyLengths[number % form.keyLengths.count]
      let (dataKey, tweakKey) = (generator.bytes(length), generator.bytes(length))
      let reference = try AESBlock(key: dataKey)
      try bench.begin(dataKey: dataKey, tweakKey: tweakKey)
      // A tweak may enter while the keys are still being expanded.
      let tweak = generator.bytes(16)
      let expectedTweak = try AESBlock(key: tweakKey).encrypt(tweak)
      try #require(bench.encrypt(tweak: tweak).output == expectedTweak, "number \(number), seed \(seed)")
      let blocks = (0..<12).map { _ in
        (block: generator.bytes(16), mask: generator.bytes(16), decrypt: Bool.random(using: &generator))
      }
      let busy = (Int.random(in: 0...3, using: &generator), Int.random(in: 0...3, using: &generator))
      let passage = try bench.process(blocks) {
        (Int.random(in: 0..<4, using: &generator) < busy.0, Int.random(in: 0..<4, using: &generator) < busy.1)
      }
      for (block, output) in zip(blocks, passage.output) {
        func masked(_ bytes: [UInt8]) -> [UInt8] { zip(bytes, block.mask).map { $0 ^ $1 } }
        let expected =
          try block.decrypt ? reference.decrypt(masked(block.block)) : reference.encrypt(masked(block.block))
        try #require(output == masked(expected), "number \(number), seed \(seed)")
      }
    }
  }

  @Test("the stated latency, and a stream of blocks without gaps", arguments: Form.all)
  func latency(form: Form) throws {
    var bench = try BlockCipherBench(form.parameters)
    let stated = try #require(form.parameters.blockCipher().latency?.cycles)
    let zero = [UInt8](repeating: 0, count: 16)
    for length in form.keyLengths {
      let key = [UInt8](0..<UInt8(length))
      try bench.expand(dataKey: key, tweakKey: key)
      let expected = length == 16 ? stated.lowerBound : stated.upperBound
      for decrypt in [false, true] {
        let single = try bench.process([(zero, zero, decrypt)])
        #expect(single.left[0] - single.entered[0] == expected)
        let stream = try bench.process(
          [(block: [UInt8], mask: [UInt8], decrypt: Bool)](repeating: (zero, zero, decrypt), count: 40))
        // Two blocks in each lane, one of which enters as the one before it ends.
        let passes = length == 16 ? 2 : 3
        let least =
          form.parameters.structure == .unrolled
          ? 39 * passes : (39 + 2 * form.parameters.lanes - 1) / (2 * form.parameters.lanes) * (expected - 1)
        let cycles = try #require(stream.entered.last) - stream.entered[0]
        #expect(cycles <= least + 2 * form.parameters.lanes * 2, "\(cycles) cycles for 39 blocks")
      }
    }
  }

  @Test("a result stays until it is taken", arguments: Form.all) func resultStays(form: Form) throws {
    var bench = try BlockCipherBench(form.parameters)
    let key = [UInt8](repeating: 1, count: 16)
    try bench.expand(dataKey: key, tweakKey: key)
    let simulator = bench.simulator
    simulator.blockOperation.valid = true
    try simulator.tick(100)
    simulator.blockOperation.valid = false
    #expect(simulator.blockResult.valid && !simulator.idle)
    let result = try simulator.simulation.peek("block_result_block")
    #expect(try result.bytes == AESBlock(key: key).encrypt([UInt8](repeating: 0, count: 16)))
    try simulator.tick(100)
    #expect(simulator.blockResult.valid)
    #expect(try simulator.simulation.peek("block_result_block") == result)
  }

  @Test("keys that are expanded at the wrong time are noticed", arguments: Form.all) func misuse(form: Form) throws {
    let simulator = try BlockCipherBench(form.parameters).simulator
    try simulator.tick(40)
    simulator.expand = true
    #expect(
      violates("expands_only_when_idle") { try simulator.tick(2) })
  }
}

/// The key schedule, for both lengths and with S-boxes of both kinds.
@Suite struct KeyScheduleTests {
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

  @Test(
    "the keys of FIPS 197, appendix A, one in every cycle", arguments: [SubstitutionForm.logic, .blockMemory],
    [32, 64, 128])
  func keyExpansion(form: SubstitutionForm, wordBits: Int) throws {
    var parameters = UnitParameters()
    parameters.substitution = form
    parameters.keyWordBits = wordBits
    for aes256 in [true, false] {
      parameters.aes256 = aes256
      let simulator = try simulateHere(KeySchedule(parameters))
      var generator = SeededGenerator(seed: 0x197)
      try simulator.reset()
      // A schedule that has worked before: its old round keys must not be mistaken for new ones.
      let runs = (Self.expanded.prefix(aes256 ? 2 : 1) + Self.expanded.prefix(1)).flatMap { [($0, false), ($0, true)] }
      for (expanded, isPaused) in runs {
        let expected = try expanded.map { try #require([UInt8](hexadecimal: $0)) }
        let key = expected.prefix(expected.count == 15 ? 2 : 1).flatMap { $0 }
        simulator.aes256 = expected.count == 15
        // Words may come with pauses, and round keys 0 and 1 of a long key are there as soon as they are complete.
        var seen: [[UInt8]] = []
        func tick() throws {
          try simulator.tick()
          guard simulator.valid else { return }
          #expect(simulator.number == UInt64(seen.count) && simulator.busy)
          seen.append(try simulator.peek(\.roundKey).bytes)
        }
        for (number, word) in words(key, wordBits).enumerated() {
          for _ in 0..<(isPaused ? Int.random(in: 0...2, using: &generator) : 0) { try tick() }
          try simulator.poke(\.word, word)
          simulator.first = number == 0
          simulator.take = true
          try tick()
          simulator.take = false
        }
        let atOnce = expected.count - seen.count
        for _ in 0..<atOnce { try tick() }
        #expect(seen == expected)
        try simulator.tick()
        #expect(!simulator.valid && !simulator.busy)
        #expect(try simulator.peek(\.roundKey).bytes == expected[expected.count - 1])
        try simulator.tick(5)
      }
    }
  }

  private func words(_ key: [UInt8], _ width: Int) -> [Constant] {
    stride(from: 0, to: key.count, by: width / 8).map { Constant(bytes: Array(key[$0..<($0 + width / 8)])) }
  }
}
