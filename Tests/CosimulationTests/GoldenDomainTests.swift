import Reference
import Testing

@testable import Cosimulation

/// What the golden hart keeps of pages, translations and modes to be fast shows in nothing: random programs of domains, as fast as they
/// run, against one instruction at a time with somebody who looks at memory in between.
@Suite struct GoldenDomainTests {
  private static let memory = 4 << 20

  private func machine(_ program: RandomDomainProgram, _ unit: UnitParameters) -> Machine {
    let machine = Machine(memory: Self.memory, fuses: program.fuses, unit: unit) { _ in }
    for (bytes, address) in program.image { #expect(machine.hart.memory.load(bytes, at: address)) }
    machine.hart.start(at: RandomDomainProgram.entry)
    return machine
  }

  @Test("fast and one by one are the same")
  func same() throws {
    let encrypted = try (1...24 as ClosedRange<UInt64>).map(encryptedInstructions)
    // Some programs end early, or never get in.
    #expect(encrypted.reduce(0, +) > 20_000 && encrypted.count { $0 > 100 } > 8, "\(encrypted)")
  }

  /// Compares both on a program; how many of its instructions were executed in encrypted mode.
  private func encryptedInstructions(seed: UInt64) throws -> Int {
    let unit = seed % 2 == 0 ? UnitParameters.standard : .minimal
    let program = try RandomDomainProgram(seed: seed, parameters: unit, instructions: 1000, rounds: 4)
    let (fast, slow) = (machine(program, unit), machine(program, unit))
    var random = SeededGenerator(seed: seed)
    var encrypted = 0
    while fast.exitCode == nil, fast.hart.executed < 60_000 {
      _ = fast.run(limit: fast.hart.executed + 1 + UInt64(random.below(2000)))
      while slow.hart.executed < fast.hart.executed {
        if slow.step().isEncrypted { encrypted += 1 }
        guard random.chance(10) else { continue }
        _ = slow.hart.memory.bytes(at: 0x8000_0000 + 4096 * UInt32(random.below(Self.memory / 4096)), count: 4096)
      }
      let registers = [fast, slow].map { machine in (0..<32).map { machine.hart[register: $0] } + [machine.hart.pc] }
      try #require(registers[0] == registers[1], "seed \(seed), instruction \(fast.hart.executed)")
      for number in [0x300, 0x341, 0x342, 0x343, 0x7c0, 0x141, 0x142, 0x143, 0x5c0, 0xb02] as [UInt32] {
        try #require(fast.hart.controlRegister(number) == slow.hart.controlRegister(number), "seed \(seed)")
      }
    }
    #expect(slow.exitCode == fast.exitCode)
    let memories = [fast, slow].map { $0.hart.memory.bytes(at: 0x8000_0000, count: Self.memory) }
    #expect(memories[0] == memories[1], "seed \(seed)")
    return encrypted
  }
}
