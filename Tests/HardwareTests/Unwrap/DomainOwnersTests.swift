import HDL
import Testing

@testable import Hardware

/// The table of domains: numbers, owner secrets, and what is left of them.
@Suite struct DomainOwnersTests {
  let table: CycleSimulator<DomainOwners>
  let domains: Int

  init() throws {
    let parameters = DesignPoint.small.parameters
    domains = parameters.domains
    table = try simulateHere(DomainOwners(parameters), seed: 8)
    try table.reset()
    try table.run(until: \.idle, equals: true, limit: 100)
  }

  private func operate(_ operation: KeyPath<DomainOwners, Bit.Input>, _ domain: Int, _ owner: [UInt8]) throws -> Int {
    table.domain = UInt64(domain)
    try table.poke(\.owner, Constant(bytes: owner))
    table[dynamicMember: operation] = true
    try table.tick()
    table[dynamicMember: operation] = false
    return try table.run(until: \.idle, equals: true, limit: 20)
  }

  private func words(of domain: Int) throws -> [UInt64] {
    try (0..<4).flatMap { try table.simulation.peek(memory: "owners", at: 4 * domain + $0).words }
  }

  @Test("after reset nothing is there, whatever the memory held")
  func reset() throws {
    for domain in 0..<domains { #expect(try words(of: domain) == [0, 0, 0, 0]) }
    #expect(!table.full && table.free == 1)
  }

  @Test("domains get the lowest free number until all are taken, and leave no secret when they end")
  func numbers() throws {
    var generator = SeededGenerator(seed: 0xd0)
    for number in 1..<domains {
      #expect(!table.full && table.free == UInt64(number))
      table.domain = UInt64(number)
      #expect(!table.exists)
      _ = try operate(\.store, number, generator.bytes(32))
      #expect(table.exists)
      #expect(try words(of: number).allSatisfy { $0 != 0 })
    }
    #expect(table.full)
    for number in [7, 3, 11] {
      _ = try operate(\.erase, number, generator.bytes(32))
      #expect(!table.exists)
      #expect(try words(of: number) == [0, 0, 0, 0])
    }
    #expect(!table.full && table.free == 3)
    table.domain = 0
    #expect(!table.exists)
  }

  @Test("a comparison sees every bit, in the same number of cycles")
  func comparison() throws {
    var generator = SeededGenerator(seed: 0xd1)
    let owner = generator.bytes(32)
    _ = try operate(\.store, 4, generator.bytes(32))
    _ = try operate(\.store, 5, owner)
    let cycles = try operate(\.compare, 5, owner)
    #expect(!table.differs)
    for bit in 0..<256 {
      var other = owner
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try operate(\.compare, 5, other) == cycles)
      #expect(table.differs, "bit \(bit)")
    }
    _ = try operate(\.compare, 4, owner)
    #expect(table.differs)
    _ = try operate(\.compare, 5, owner)
    #expect(!table.differs)
  }

  @Test("a flipped bit creates no domain, frees no number, and shows until reset")
  func flips() throws {
    let injection = FaultInjection(try Design(DomainOwners(DesignPoint.small.parameters)))
    let copies = injection.registers.filter { $0.name.hasPrefix("valid") }
    #expect(copies.count == 2 * (domains - 1))
    for number in 1...4 { _ = try operate(\.store, number, [UInt8](repeating: 7, count: 32)) }
    #expect(!table.damaged && table.free == 5)
    func existing() -> [Int] {
      (1..<domains).filter {
        table.domain = UInt64($0)
        return table.exists
      }
    }
    for copy in copies {
      try FaultInjection.flip((copy, 0), in: table.simulation)
      let left = existing()
      #expect(table.damaged && Set(left).isSubset(of: 1...4))
      #expect(table.free >= 5)
      try table.tick(10)
      #expect(table.damaged)
      try FaultInjection.flip((copy, 0), in: table.simulation)
      #expect(!table.damaged && existing() == Array(1...4))
    }
  }

  @Test("a flipped bit of the lowest free number names no domain, and shows in its cycle")
  func flippedNumber() throws {
    let injection = FaultInjection(try Design(DomainOwners(DesignPoint.small.parameters)))
    let copies = injection.registers.filter { $0.name.hasPrefix("lowest_free") }
    #expect(copies.map(\.width) == [4, 4])
    for number in 1...4 { _ = try operate(\.store, number, [UInt8](repeating: 7, count: 32)) }
    for copy in copies {
      for bit in 0..<copy.width {
        try FaultInjection.flip((copy, bit), in: table.simulation)
        #expect(table.damaged && table.free == 0)
        try table.tick()
        #expect(!table.damaged && !table.full && table.free == 5)
      }
    }
  }

  @Test("a flipped bit of the step starts nothing, and shows until reset")
  func flippedSteps() throws {
    let injection = FaultInjection(try Design(DomainOwners(DesignPoint.small.parameters)))
    let steps = injection.registers.filter { $0.name.hasPrefix("step") }
    #expect(steps.map(\.width).reduce(0, +) == 6)
    for register in steps {
      for bit in 0..<register.width {
        try table.reset()
        try table.run(until: \.idle, equals: true, limit: 100)
        _ = try operate(\.store, 2, [UInt8](repeating: 9, count: 32))
        table.domain = 5
        try FaultInjection.flip((register, bit), in: table.simulation)
        #expect(table.damaged && !table.idle)
        try table.tick(20)
        #expect(table.damaged && table.idle && !table.exists)
        table.domain = 2
        #expect(table.exists)
        #expect(try words(of: 2).allSatisfy { $0 != 0 } && words(of: 5).allSatisfy { $0 == 0 })
      }
    }
    try table.reset()
    #expect(!table.damaged)
  }
}
