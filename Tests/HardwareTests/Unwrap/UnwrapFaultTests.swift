import HDL
import Testing

import class Reference.RSAKey

@testable import Hardware

/// What keeps the unwrap unit in its long phase.
@Suite struct UnwrapFaultTests {
  /// The unit in this process, with its fuses; set-up never gets anything from it.
  final class Bench {
    let unit: CycleSimulator<UnwrapUnit>
    let fuses: [UInt64]

    init(fuses: [UInt64]) throws {
      self.fuses = fuses
      unit = try simulateHere(UnwrapUnit(DesignPoint.minimal.parameters, ExponentiationParameters()), seed: 2)
      try unit.reset()
    }

    func tick() throws {
      let address = Int(unit.fuseAddress)
      try unit.tick()
      unit.fuse = address < fuses.count ? fuses[address] : 0
    }

    /// Offers a command with an entry of `words` words, until the private operation runs.
    func begin(words: Int) throws {
      unit.command.valid = true
      unit.entry.valid = true
      for number in 0..<words {
        unit.entry.payload.data = UInt64(number)
        unit.entry.payload.last = number == words - 1
        while !unit.entry.ready { try tick() }
        try tick()
      }
      unit.entry.valid = false
      for _ in 0..<20 { try tick() }
    }

    /// The status that is answered within `limit` cycles.
    func answer(limit: Int) throws -> UInt64? {
      unit.response.ready = true
      for _ in 0..<limit {
        #expect(!unit.setup.valid)
        if unit.response.valid {
          let status = unit.response.payload.status
          try tick()
          unit.command.valid = false
          try tick()
          return status
        }
        try tick()
      }
      return nil
    }
  }

  @Test("a flipped bit of the phase, of its guards or of the size ends the private operation with fault")
  func guards() throws {
    let bench = try Bench(fuses: RSAKey.generate(bits: 2048).identity().fuses())
    let injection = FaultInjection(try Design(UnwrapUnit(DesignPoint.minimal.parameters, ExponentiationParameters())))
    let guarded = ["phase", "awaits", "awaits_not", "words_value", "words_inverse"]
    let registers = injection.registers.filter { guarded.contains($0.name) }
    #expect(registers.map(\.name).sorted() == guarded.sorted())
    for register in registers {
      for bit in 0..<register.width {
        try bench.begin(words: 32)
        try FaultInjection.flip((register, bit), in: bench.unit.simulation)
        // Nothing but the memories' sweep lies between the flip and the answer.
        #expect(try bench.answer(limit: 2000) == 19, "bit \(bit) of \(register.name)")
      }
    }
  }

  @Test("without a flipped bit the private operation goes on")
  func undisturbed() throws {
    let bench = try Bench(fuses: RSAKey.generate(bits: 2048).identity().fuses())
    try bench.begin(words: 32)
    #expect(try bench.answer(limit: 2000) == nil)
  }
}
