import HDL
import Testing
import Vectors

@testable import Hardware

/// The combinational parts of an AES round.
@Suite struct RoundTests {
  @Test("the S-box and its inverse, for every byte")
  func substitution() throws {
    let simulator = try simulateHere(AESSubstitution())
    for byte in UInt8.min...UInt8.max {
      simulator.value = UInt64(byte)
      simulator.decrypt = false
      #expect(simulator.result == TextbookAES.substitution[Int(byte)], "S-box of \(byte)")
      simulator.decrypt = true
      #expect(simulator.result == TextbookAES.inverseSubstitution[Int(byte)], "inverse S-box of \(byte)")
    }
    // The example of FIPS 197, 5.1.1.
    #expect(TextbookAES.substitution[0x53] == 0xed)
  }

  @Test("MixColumns and its inverse, for every single bit and 10,000 random columns")
  func mixColumn() throws {
    let simulator = try simulateHere(AESMixColumn())
    let seed: UInt64 = 0x197
    var generator = SeededGenerator(seed: seed)
    for number in 0..<10_032 {
      let input = number < 32 ? 1 << UInt32(number) : UInt32.random(in: .min ... .max, using: &generator)
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: input >> (8 * $0)) }
      for inverse in [false, true] {
        simulator.column = UInt64(input)
        simulator.decrypt = inverse
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
    let simulator: CycleSimulator<AESRound>

    init() throws { simulator = try simulateHere(AESRound()) }

    func round(_ state: [UInt8], key: [UInt8], decrypt: Bool, last: Bool) throws -> [UInt8] {
      try simulator.poke(\.state, Constant(bytes: state))
      try simulator.poke(\.key, Constant(bytes: key))
      simulator.decrypt = decrypt
      simulator.last = last
      return try simulator.peek(\.next).bytes
    }
  }
}
