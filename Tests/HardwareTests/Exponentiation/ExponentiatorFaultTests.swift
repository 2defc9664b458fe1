import Foundation
import HDL
import Testing
import Vectors

@testable import Hardware

/// Single bits that flip during the private operation.
@Suite struct ExponentiatorFaultTests {
  /// What became of the trials.
  struct Tally: Equatable {
    var right = 0
    var fault = 0
    /// A sentence for each that ended otherwise.
    var others: [String] = []
  }

  static let isLong = ProcessInfo.processInfo.environment["KEYLINE_LONG_TESTS"] != nil

  @Test(
    "a flipped register bit ends in the right result or in a fault, and the unit goes on",
    arguments: isLong ? [(64, 2000), (16, 2000)] : [(64, 400), (16, 100)])
  func registers(wordBits: Int, trials: Int) throws {
    let tally = try tally(wordBits: wordBits, trials: trials, seed: 0xfa1) { $0.registerBit(using: &$1) }
    print(
      "\(trials) flipped register bits, words of \(wordBits) bits: \(tally.right) right results, \(tally.fault) faults")
    #expect(tally.others == [])
    // The trial could not fail if it hit nothing.
    #expect(tally.fault > trials / 20)
  }

  @Test("so does a flipped bit of the memory", arguments: isLong ? [1000] : [150])
  func memory(trials: Int) throws {
    let tally = try tally(wordBits: 64, trials: trials, seed: 0xfa2) { $0.memoryBit(using: &$1) }
    print("\(trials) flipped memory bits: \(tally.right) right results, \(tally.fault) faults")
    #expect(tally.others == [])
    #expect(tally.fault > 0)
  }

  @Test("every bit that decides is kept twice: a flip in one of them is noticed in the next cycle")
  func guardedRegisters() throws {
    let seed: UInt64 = 0xfa3
    var generator = SeededGenerator(seed: seed)
    let parameters = ExponentiatorSecrecyTests.toy
    let bench = try ExponentiatorBench(parameters)
    let injection = bench.injection
    let guarded = injection.registers.filter { $0.name.hasSuffix("_value") || $0.name.hasSuffix("_inverse") }
    #expect(guarded.count == 18)
    bench.fuses = RSAKeyNumbers(bits: 128, using: &generator).fuses
    for register in guarded {
      for bit in 0..<register.width {
        try bench.write([1, 0], as: .operand)
        try bench.begin(.decrypt, words: 2)
        for _ in 0..<300 { try bench.tick() }
        try FaultInjection.flip((register, bit), in: bench.simulator.simulation)
        try bench.tick()
        #expect(bench.simulator.status == .fault && !bench.simulator.idle, "\(register.name) bit \(bit)")
        try bench.waitUntilIdle(limit: parameters.depth + 1)
        #expect(bench.simulator.status == .fault, "\(register.name) bit \(bit)")
        #expect(try bench.leftovers() == [], "\(register.name) bit \(bit)")
      }
    }
  }

  private func tally(
    wordBits: Int, trials: Int, seed: UInt64,
    choose: (FaultInjection, inout SeededGenerator) -> (target: FaultInjection.Target, bit: Int)
  ) throws -> Tally {
    var generator = SeededGenerator(seed: seed)
    let parameters = ExponentiationParameters(wordBits: wordBits, maximumBits: 256, keyBits: [128])
    let bench = try ExponentiatorBench(parameters)
    let injection = bench.injection
    let key = RSAKeyNumbers(bits: 128, using: &generator)
    bench.fuses = key.fuses
    let cycles = MicroprogramCycles(parameters: parameters).cycles(.decrypt, words: 2) + parameters.depth
    var tally = Tally()
    for trial in 0..<trials {
      var ciphertext = generator.words(2)
      ciphertext[1] >>= 1
      let expected = key.golden.decrypt(ciphertext)
      try bench.write(ciphertext, as: .operand)
      try bench.begin(.decrypt, words: 2)
      let moment = Int.random(in: 0..<cycles, using: &generator)
      for _ in 0..<moment { try bench.tick() }
      let place = choose(injection, &generator)
      try FaultInjection.flip(place, in: bench.simulator.simulation)
      // Properties that speak about undisturbed operation may notice, too.
      let start = bench.simulator.cycle
      while !bench.simulator.idle, bench.simulator.cycle < start + 2 * cycles { try? bench.tick() }
      let read = try bench.result(2)
      if bench.simulator.status == .fault || read.isDamaged {
        tally.fault += 1
      } else if bench.simulator.status == .done, read.words == expected.words {
        tally.right += 1
      } else {
        let status = bench.simulator.status.map { "\($0)" } ?? "no status"
        tally.others.append(
          "trial \(trial), seed \(seed): bit \(place.bit) of \(place.target.name) before cycle \(moment): \(status)")
        try bench.wipe()
      }
    }
    return tally
  }
}
