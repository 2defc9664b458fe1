import Testing

@testable import Reference

/// Many machines, one after the other: the memory of each goes with it.
@Suite struct MachineLifetimeTests {
  @Test("nothing of a machine is left when nobody holds it")
  func release() throws {
    weak var memory: PhysicalMemory?
    weak var hart: Hart?
    do {
      let machine = Machine(memory: 1 << 16) { _ in }
      // nop, and an endless loop: pages are translated and decoded.
      #expect(machine.hart.memory.load([0x13, 0, 0, 0, 0x6f, 0, 0, 0], at: 0x1000))
      #expect(machine.run(limit: 1000) == .limit)
      memory = machine.hart.memory
      hart = machine.hart
      #expect(memory != nil && hart != nil)
    }
    #expect(memory == nil && hart == nil)
  }
}
