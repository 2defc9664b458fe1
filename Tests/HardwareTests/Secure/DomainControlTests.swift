import HDL
import Testing

@testable import Cosimulation
@testable import Hardware

/// Contexts, and the orders that go to the mode port.
@Suite struct DomainControlTests {
  let control: CycleSimulator<DomainControl>
  let parameters = DesignPoint.minimal.parameters

  init() throws {
    control = try simulateHere(DomainControl(parameters), seed: 3)
    try control.reset()
    try control.tick(32 * parameters.domains)
    control.mode.ready = true
  }

  private func register(_ index: UInt64) -> UInt64 { 0x1111_0000 + 0x101 * index }

  /// Carries out an order, with the mode port's answer; what was written to registers, and the commands that went to the port.
  private func carryOut(
    _ order: KeyPath<DomainControl, View<ProtectionOrder>.Input>, encrypted: Bool, status: UInt64 = 0, pc: UInt64 = 0
  ) throws -> (writes: [UInt64: UInt64], operations: [UInt64]) {
    var writes: [UInt64: UInt64] = [:]
    var operations: [UInt64] = []
    control.modeResponse.payload.status = status
    control.modeResponse.payload.encrypted = encrypted
    control.modeResponse.payload.pc = pc
    for _ in 0..<200 {
      control.contextValue = register(control.contextIndex)
      if control.mode.valid { operations.append(control.mode.payload.operation) }
      control.modeResponse.valid = control.modeResponse.ready
      if control.registerWrite.valid { writes[control.registerWrite.index] = control.registerValue }
      if control.done { return (writes, operations) }
      try control.tick()
    }
    Issue.record("the order is never done")
    return (writes, operations)
  }

  private func finish() throws {
    control.order.suspend = false
    control.order.restore = false
    control.order.execute = false
    try control.tick()
  }

  /// Domain 2 is interrupted in encrypted mode.
  private func suspend(isCall: Bool) throws -> [UInt64: UInt64] {
    control.running.domain = 2
    control.running.encrypted = true
    control.order.pc = 0x8000_1230
    control.order.next = 0x8000_1234
    control.order.isCall = isCall
    control.order.suspend = true
    let (writes, operations) = try carryOut(\.order, encrypted: false)
    #expect(operations == [UInt64(ModeOperation.select.rawValue)])
    try finish()
    control.running.domain = 0
    control.running.encrypted = false
    return writes
  }

  private func restore(encrypted: Bool) throws -> [UInt64: UInt64] {
    control.order.domain = 2
    control.order.restore = true
    return try carryOut(\.order, encrypted: encrypted).writes
  }

  @Test("an interrupted context comes back as it was; nothing of it stays in the registers")
  func interrupt() throws {
    let cleared = try suspend(isCall: false)
    #expect(cleared == Dictionary(uniqueKeysWithValues: (0..<32).map { ($0, 0) }))
    let restored = try restore(encrypted: true)
    #expect(restored == Dictionary(uniqueKeysWithValues: (1..<32).map { ($0, register($0)) }))
    #expect(control.restored && control.target == 0x8000_1230)
    try finish()
  }

  @Test("a system call shows its arguments, takes its results, and goes on behind itself")
  func call() throws {
    let cleared = try suspend(isCall: true)
    #expect(Set(cleared.keys) == Set(0..<32).subtracting(10...17))
    let restored = try restore(encrypted: true)
    #expect(Set(restored.keys) == Set(1..<32).subtracting([10, 11]))
    #expect(control.restored && control.target == 0x8000_1234)
    try finish()
  }

  @Test("a domain in plaintext mode keeps and gets no context")
  func plaintext() throws {
    #expect(try restore(encrypted: false).isEmpty)
    #expect(!control.restored)
    try finish()
    control.running.domain = 2
    control.order.suspend = true
    #expect(try carryOut(\.order, encrypted: false).writes.isEmpty)
    try finish()
  }

  @Test("a domain that ends leaves zeros, and its neighbours what they have")
  func erase() throws {
    _ = try suspend(isCall: false)
    #expect(try control.simulation.peek(memory: "contexts", at: 64 + 5).words == [register(5)])
    control.eraseDomain = 1
    control.eraseWanted = true
    try control.run(until: \.erased, equals: true, limit: 40)
    control.eraseWanted = false
    try control.tick()
    #expect(try control.simulation.peek(memory: "contexts", at: 64 + 5).words == [register(5)])
    control.eraseDomain = 2
    control.eraseWanted = true
    try control.run(until: \.erased, equals: true, limit: 40)
    control.eraseWanted = false
    try control.tick(2)
    for index in 0..<32 { #expect(try control.simulation.peek(memory: "contexts", at: 64 + index).words == [0]) }
  }

  @Test("method of a domain that cannot be is refused without the port")
  func beyond() throws {
    control.order.execute = true
    control.order.instruction = UInt64(try #require(InstructionKind.named("method")).encoding(rd: 1, rs1: 2, rs2: 3))
    control.order.first = 4
    #expect(try carryOut(\.order, encrypted: false).operations.isEmpty)
    #expect(control.status == UInt64(ModeStatus.noDomain.code))
    try finish()
    control.order.execute = true
    control.order.first = 3
    let (_, operations) = try carryOut(\.order, encrypted: false, status: 8)
    #expect(operations == [UInt64(ModeOperation.configure.rawValue)] && control.status == 8)
    #expect(control.mode.payload.domain == 3)
  }
}
