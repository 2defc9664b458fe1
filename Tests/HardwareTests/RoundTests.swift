import HDL
import Testing
import Vectors

@testable import Hardware

/// The combinational parts of an AES round.
@Suite struct RoundTests {
  static let directions: [CipherDirection] = [.encryption, .decryption, .both]

  /// The ways in which a part with this direction can work.
  private func ways(_ direction: CipherDirection) -> [Bool] {
    switch direction {
    case .encryption: [false]
    case .decryption: [true]
    case .both: [false, true]
    }
  }

  @Test("the S-box and its inverse, for every byte", arguments: directions)
  func substitution(direction: CipherDirection) throws {
    let simulator = try simulateHere(AESSubstitution(direction))
    for byte in UInt8.min...UInt8.max {
      simulator.value = UInt64(byte)
      for inverse in ways(direction) {
        if direction == .both { try simulator.simulation.poke("decrypt", inverse ? 1 : 0) }
        let expected = inverse ? TextbookAES.inverseSubstitution : TextbookAES.substitution
        #expect(simulator.result == expected[Int(byte)], "byte \(byte), inverse \(inverse)")
      }
    }
    // The example of FIPS 197, 5.1.1.
    #expect(TextbookAES.substitution[0x53] == 0xed)
  }

  @Test(
    "pairs of S-boxes with their register, for every byte", arguments: directions,
    [SubstitutionForm.logic, .blockMemory])
  func substitutionPairs(direction: CipherDirection, form: SubstitutionForm) throws {
    let simulator = try simulateHere(SubstitutionPair(form, direction))
    if form == .logic { try simulator.reset() }
    simulator.enable = true
    // What was put in last, whose result is there now.
    var expected: UInt64?
    for byte in UInt8.min...UInt8.max {
      for inverse in ways(direction) {
        let other = byte &* 7 &+ 3
        simulator.values = UInt64(byte) | UInt64(other) << 8
        if direction == .both { try simulator.simulation.poke("decrypt", inverse ? 1 : 0) }
        if let expected { #expect(simulator.results == expected, "before byte \(byte)") }
        try simulator.tick()
        let table = inverse ? TextbookAES.inverseSubstitution : TextbookAES.substitution
        expected = UInt64(table[Int(byte)]) | UInt64(table[Int(other)]) << 8
        #expect(try simulator.results == #require(expected), "byte \(byte), inverse \(inverse)")
      }
    }
    simulator.enable = false
    simulator.values = 0x0123
    try simulator.tick(3)
    #expect(try simulator.results == #require(expected))
  }

  @Test("MixColumns and its inverse, for every single bit and 10,000 random columns", arguments: directions)
  func mixColumn(direction: CipherDirection) throws {
    let simulator = try simulateHere(AESMixColumn(direction))
    let seed: UInt64 = 0x197
    var generator = SeededGenerator(seed: seed)
    for number in 0..<10_032 {
      let input = number < 32 ? 1 << UInt32(number) : UInt32.random(in: .min ... .max, using: &generator)
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: input >> (8 * $0)) }
      for inverse in ways(direction) {
        simulator.column = UInt64(input)
        if direction == .both { try simulator.simulation.poke("decrypt", inverse ? 1 : 0) }
        let expected = TextbookAES.mixColumn(bytes, inverse: inverse).reversed().reduce(0) { $0 << 8 | UInt32($1) }
        try #require(simulator.mixed == expected, "column \(input), inverse \(inverse), seed \(seed)")
      }
    }
  }

  @Test("rounds 1 and 10 of the example of FIPS 197, appendix B, and back")
  func publishedRounds() throws {
    let bench = try RoundBench()
    for (state, key, next, last) in [
      (
        "193de3bea0f4e22b9ac68d2ae9f84808", "a0fafe1788542cb123a339392a6c7605", "a49c7ff2689f352b6b5bea43026a5049",
        false
      ),
      (
        "eb40f21e592e38848ba113e71bc342d2", "d014f9a8c9ee2589e13f0cc8b6630ca6", "3925841d02dc09fbdc118597196a0b32",
        true
      ),
    ] {
      let state = try #require([UInt8](hexadecimal: state))
      let key = try #require([UInt8](hexadecimal: key))
      let next = try #require([UInt8](hexadecimal: next))
      #expect(try bench.round(state, key: key, decrypt: false, last: last) == next)
    }
  }

  @Test("1,000 random rounds in both directions, in the middle and at the end")
  func randomRounds() throws {
    let bench = try RoundBench()
    let seed: UInt64 = 0x51
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let state = generator.bytes(16)
      let key = generator.bytes(16)
      for last in [false, true] {
        let context = "state \(state), key \(key), last \(last), seed \(seed)"
        try #require(
          bench.round(state, key: key, decrypt: false, last: last)
            == TextbookAES.round(state, key: key, last: last), "\(context)")
        try #require(
          bench.round(state, key: key, decrypt: true, last: last)
            == TextbookAES.inverseRound(state, key: key, last: last), "\(context)")
      }
    }
  }

  private struct RoundBench {
    let encryption: CycleSimulator<AESRound>
    let decryption: CycleSimulator<AESRound>

    init() throws {
      encryption = try simulateHere(AESRound(.encryption))
      decryption = try simulateHere(AESRound(.decryption))
    }

    func round(_ state: [UInt8], key: [UInt8], decrypt: Bool, last: Bool) throws -> [UInt8] {
      let simulator = decrypt ? decryption : encryption
      try simulator.poke(\.state, Constant(bytes: state))
      try simulator.poke(\.key, Constant(bytes: key))
      simulator.last = last
      return try simulator.peek(\.next).bytes
    }
  }
}
