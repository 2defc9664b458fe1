import HDL
import Testing
import Vectors

@testable import Hardware

/// Time, remains and faults of the exponentiation unit.
@Suite struct ExponentiatorSecrecyTests {
  static let toy = ExponentiationParameters(wordBits: 64, maximumBits: 256, keyBits: [128])

  @Test("1,000 private operations with random keys and operands take the same number of cycles")
  func constantTime() throws {
    let seed: UInt64 = 0xc1
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(Self.toy)
    var cycles: Set<Int> = []
    var statuses: [ExponentiationStatus: Int] = [:]
    for _ in 0..<250 {
      let key = RSAKeyNumbers(bits: 128, using: &generator)
      bench.fuses = key.fuses
      for _ in 0..<4 {
        let outcome = try bench.decrypt(generator.words(2))
        cycles.insert(outcome.cycles)
        statuses[try #require(outcome.status), default: 0] += 1
      }
    }
    let expected = MicroprogramCycles(parameters: Self.toy).cycles(.decrypt, words: 2) + Self.toy.depth + 2
    #expect(cycles == [expected], "seed \(seed)")
    // Operands that are not below the modulus, too.
    #expect(statuses.keys.sorted { $0.code < $1.code } == [.done, .outOfRange], "seed \(seed)")
  }

  @Test("the number of cycles follows from operation and sizes", arguments: ExponentiatorTests.small)
  func cycles(parameters: ExponentiationParameters) throws {
    let seed: UInt64 = 0xc2
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(parameters)
    let formula = MicroprogramCycles(parameters: parameters)
    let end = parameters.depth + 2
    for words in ExponentiatorTests.sizes(parameters) {
      var modulus = generator.words(words)
      modulus[0] |= 1
      for exponentWords in 1...words {
        let cycles = try bench.power(generator.words(words), generator.words(exponentWords), modulus).cycles
        #expect(cycles == formula.cycles(.power, words: words, exponentWords: exponentWords) + end)
      }
      #expect(try bench.encrypt(generator.words(words), modulus).cycles == formula.cycles(.encrypt, words: words) + end)
      // A refusal by the modulus shows in the status only.
      modulus[0] -= 1
      let refused = try bench.power(generator.words(words), generator.words(1), modulus)
      #expect(refused.status == .badModulus)
      #expect(refused.cycles == formula.cycles(.power, words: words, exponentWords: 1) + end)
    }
  }

  @Test("an operation leaves its result and nothing else, a wipe nothing", arguments: ExponentiatorTests.small)
  func remains(parameters: ExponentiationParameters) throws {
    let seed: UInt64 = 0xc3
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(parameters)
    let bits = parameters.keyBits[0]
    let key = RSAKeyNumbers(bits: bits, using: &generator)
    bench.fuses = key.fuses
    var ciphertext = generator.words(bits / 64)
    ciphertext[bits / 64 - 1] >>= 1

    // The check can fail: in the middle of an operation there is much.
    try bench.write(ciphertext, as: .operand)
    try bench.begin(.decrypt, words: bits / 64)
    for _ in 0..<5000 { try bench.tick() }
    #expect(try bench.leftovers().count > 20)
    try bench.wipe()
    #expect(try bench.leftovers() == [])
    #expect(bench.simulator.status == .empty)
    #expect(try bench.word(0).word == 0)

    let outcome = try bench.decrypt(ciphertext)
    #expect(outcome.agrees(with: key.golden.decrypt(ciphertext)))
    let slots = try bench.leftovers()
    // Reading has put the last words into the output registers of the memory.
    #expect(slots.allSatisfy { $0.hasPrefix("memory.words[22.") || $0.hasPrefix("memory.words[9.") }, "\(slots)")
    #expect(slots.count > 2)
    #expect(try bench.result(bits / 64).words == outcome.words, "a result can be read again")
    try bench.wipe()
    #expect(try bench.leftovers() == [])
    #expect(bench.simulator.status == .empty)

    // Without a result nothing is left either.
    #expect(try bench.decrypt(key.modulus).status == .outOfRange)
    #expect(try bench.leftovers() == [])
  }

  @Test("a result that is damaged in the memory is not given") func damagedResult() throws {
    let seed: UInt64 = 0xc4
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(Self.toy)
    var modulus = generator.words(4)
    modulus[0] |= 1
    for slot in [9, 22] {
      let outcome = try bench.power(generator.words(4), generator.words(1), modulus)
      #expect(outcome.status == .done)
      let address = slot * Self.toy.slotWords + 2
      let word = Constant(width: 64, value: outcome.words[2] ^ 1)
      try bench.simulator.simulation.poke(memory: "memory.words", at: address, word)
      #expect(try bench.word(2) == (0, true))
      #expect(try bench.word(3) == (outcome.words[3], false))
    }
  }
}
