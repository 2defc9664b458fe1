import HDL
import Testing

@testable import Hardware

/// The operations of the mode port for sealed contexts: `docs/encryption-unit.md`, section 5.
@Suite struct ModeStateTests {
  private func bench(_ point: DesignPoint) throws -> CycleSimulator<ModeControl> {
    let bench = try simulateHere(ModeControl(point.parameters), seed: 4)
    try bench.reset()
    bench.response.ready = true
    return bench
  }

  /// The answer to a command.
  private func ask(
    _ bench: CycleSimulator<ModeControl>, _ operation: ModeOperation, _ domain: UInt64, target: UInt64 = 0,
    link: Bool = false, next: UInt64 = 0
  ) throws -> (status: UInt64, pc: UInt64) {
    bench.command.payload.operation = UInt64(operation.rawValue)
    bench.command.payload.domain = domain
    bench.command.payload.target = target
    bench.command.payload.link = link
    bench.command.payload.next = next
    bench.command.valid = true
    try bench.tick()
    bench.command.valid = false
    for _ in 0..<10 {
      if bench.response.valid {
        let answer = (bench.response.payload.status, bench.response.payload.pc)
        try bench.tick(3)
        return answer
      }
      try bench.tick()
    }
    Issue.record("no answer")
    return (99, 99)
  }

  @Test("a state goes and comes back, link by link; what means nothing is zero")
  func thereAndBack() throws {
    let bench = try bench(.small)
    for link in 1...3 as ClosedRange<UInt64> {
      #expect(
        try ask(bench, .load, 5, target: link << 24 | (4 + link) << 8 | link & 1, next: 0x8000_0000 + 8 * link).status
          == 0)
    }
    #expect(try ask(bench, .load, 5, target: 2 << 16 | 9 << 8 | 1).status == 0)
    #expect(try ask(bench, .save, 5).pc == 2 << 16 | 9 << 8 | 1)
    #expect(try ask(bench, .save, 5, link: true).pc == 0)
    for link in 1...8 as ClosedRange<UInt64> {
      let (address, mode) = try (
        ask(bench, .save, 5, target: link << 24).pc, ask(bench, .save, 5, target: link << 24, link: true).pc
      )
      // The third lies above the top one; of plaintext mode there is no attribute.
      #expect(address == (link > 2 ? 0 : 0x8000_0000 + 8 * link))
      #expect(mode == (link == 1 ? 5 << 8 | 1 : 0))
    }
    #expect(try ask(bench, .save, 6).pc == 0)
    // The domain runs with it.
    #expect(try ask(bench, .select, 5).status == 0)
    #expect(bench.runningEncrypted && bench.runningAttribute == 9)
    #expect(bench.returnExpected && bench.returnAddress == 0x8000_0010)
    #expect(try ask(bench, .select, 0).status == 0)
    #expect(try ask(bench, .load, 5).status == 0)
    #expect(try ask(bench, .select, 5).status == 0)
    #expect(!bench.runningEncrypted && !bench.returnExpected)
  }

  @Test("refused for domain 0, while another domain than 0 runs, and where nothing is sealed")
  func refusals() throws {
    let bench = try bench(.small)
    for operation in [ModeOperation.save, .load] {
      #expect(try ask(bench, operation, 0, target: 1).status == UInt64(ModeStatus.noDomain.code))
    }
    #expect(try ask(bench, .select, 3).status == 0)
    for operation in [ModeOperation.save, .load] {
      #expect(try ask(bench, operation, 2, target: 1).status == UInt64(ModeStatus.inUse.code))
    }
    #expect(try ask(bench, .select, 2).status == 0)
    #expect(!bench.runningEncrypted)
    let without = try self.bench(.minimal)
    for operation in [ModeOperation.save, .load] {
      #expect(try ask(without, operation, 2, target: 1).status == UInt64(ModeStatus.unknownOperation.code))
    }
  }
}
