import HDL
import Testing

@testable import Cosimulation
@testable import Hardware
@testable import Reference

/// `spill` and `fill` between a context store, a mode port and a memory in which any access may fail.
@Suite struct SealControlTests {
  let control: CycleSimulator<SealControl>
  let surroundings = Surroundings()
  private static let place: UInt32 = 0x8000_2000
  private static let key: [UInt8] = (0..<16).map { 0xa0 + $0 }

  /// What is around the control, and what it has done to it.
  final class Surroundings {
    var contexts = [[UInt32]](repeating: [UInt32](repeating: 0, count: 32), count: 16)
    var states = [[UInt32]](repeating: [UInt32](repeating: 0, count: 18), count: 16)
    var memory: [UInt32: UInt32] = [:]
    /// Number of the access that fails, from 0 on.
    var failing: Int?
    var accesses: [(operation: DataOperation, address: UInt32)] = []
  }

  init() throws {
    var parameters = DesignPoint.small.parameters
    parameters.images = 2
    control = try simulateHere(SealControl(parameters), seed: 9)
    try control.reset()
  }

  private func draw() throws {
    for index in 0..<8 {
      control.random = UInt64(Self.key[2 * index]) | UInt64(Self.key[2 * index + 1]) << 8
      control.randomValid = true
      #expect(control.draws)
      try control.tick()
      control.randomValid = false
      try control.tick()
    }
    #expect(!control.draws)
  }

  /// Executes an instruction; cause and value, and the cycles that it took.
  private func execute(
    _ name: String, _ domain: Int, at address: UInt32 = place
  ) throws -> (cause: UInt64, value: UInt64, cycles: Int) {
    let around = surroundings
    around.accesses = []
    control.order.instruction = UInt64(try #require(InstructionKind.named(name)).encoding(rd: 5, rs1: 6, rs2: 7))
    control.order.first = UInt64(domain)
    control.order.second = UInt64(address)
    control.order.execute = true
    control.mode.ready = true
    var (answered, told, erasing) = (false, UInt32?.none, 0)
    for cycle in 0..<20_000 {
      control.accessDone = answered
      if answered, let access = around.accesses.last {
        // The memory stage may ask for it in any cycle until then.
        #expect(control.access.operation == access.operation && UInt32(control.access.address) == access.address)
        let fails = around.failing == around.accesses.count - 1
        control.accessCause = fails ? 16 + (access.operation == .load ? 5 : 7) : 0
        control.accessWord = UInt64(around.memory[access.address] ?? 0)
        if !fails, access.operation == .store { around.memory[access.address] = UInt32(control.accessStore) }
      }
      answered = false
      control.modeResponse.valid = told != nil && control.modeResponse.ready
      control.modeResponse.payload.pc = UInt64(told ?? 0)
      control.erased = control.erase && erasing == 3
      if control.done {
        let result = (control.cause, control.value, cycle)
        control.order.execute = false
        try control.tick()
        #expect(!control.busy && !control.access.valid)
        let left = [
          try control.peek(\.word), try control.peek(\.low), try control.peek(\.state),
          try control.cipher.cipher.peek(\.state), try control.cipher.hash.peek(\.hashKey),
        ]
        #expect(left.allSatisfy { $0.bytes.allSatisfy { $0 == 0 } })
        return result
      }
      if control.mode.valid { told = answer() }
      if control.access.valid {
        around.accesses.append((try #require(control.access.operation), UInt32(control.access.address)))
        answered = true
      }
      let (index, contextDomain) = (Int(control.context.index), Int(control.context.domain))
      if control.context.write { around.contexts[contextDomain][index] = UInt32(control.context.value) }
      let read = control.context.read ? around.contexts[contextDomain][index] : nil
      erasing = control.erase ? erasing + 1 : 0
      if control.erased { around.contexts[contextDomain] = [UInt32](repeating: 0, count: 32) }
      try control.tick()
      if let read { control.contextWord = UInt64(read) }
    }
    Issue.record("never done")
    return (99, 99, 0)
  }

  /// The mode port: a word of a state, or a pair of words back.
  private func answer() -> UInt32 {
    let command = control.mode.payload
    let (domain, target) = (Int(command.domain), UInt32(command.target))
    let pair = Int(target >> 24)
    if command.operation == UInt64(ModeOperation.save.rawValue) {
      return surroundings.states[domain][2 * pair + (command.link ? 1 : 0)]
    }
    let flags = target & 0xff_ffff
    let method = surroundings.states[domain][0] & 2
    surroundings.states[domain][2 * pair] = pair == 0 ? flags & ~2 | method : UInt32(command.next)
    if pair > 0 { surroundings.states[domain][2 * pair + 1] = flags }
    return 0
  }

  /// A domain in encrypted mode with two back-links.
  private func suspend(_ domain: Int, method: UInt32 = 0) -> (context: [UInt32], state: [UInt32]) {
    let context = (0..<32).map { UInt32(0x1111_0000 + 0x101 * $0 + domain) & ~2 }
    var state = [UInt32](repeating: 0, count: 18)
    state[0] = 1 | method | 5 << 8 | 2 << 16
    (state[2], state[3], state[4], state[5]) = (0x8000_1230, 1 | 3 << 8, 0x8000_4560, 0)
    (surroundings.contexts[domain], surroundings.states[domain]) = (context, state)
    return (context, state)
  }

  private var image: [UInt32] { (0..<60).map { surroundings.memory[Self.place + 4 * $0] ?? 0 } }
  private func code(_ status: Reference.ContextStatus) -> UInt64 { UInt64(status.rawValue) }

  @Test("an image is what OpenSSL makes of the context; it comes back once, and the time is always the same")
  func thereAndBack() throws {
    try draw()
    var times: Set<[Int]> = []
    for round in 0..<3 {
      let domain = 3 + round
      let (context, state) = suspend(domain)
      let spilled = try execute("spill", domain)
      #expect(spilled.cause == 0 && spilled.value == 0)
      let header = SealedContext.Header(domain: domain, slot: 0, version: UInt64(round + 1))
      let sealed = try SealedContext.seal(context + state + [0, 0], header, under: Self.key)
      #expect(image == header.words + sealed)
      #expect(surroundings.contexts[domain].allSatisfy { $0 == 0 } && surroundings.states[domain][0] == 0)
      #expect(try execute("fill", domain + 1).value == code(.stale))
      let bit = Self.place + 4 * UInt32(4 + 5 * round)
      surroundings.memory[bit, default: 0] ^= 0x8000
      let refused = try execute("fill", domain)
      #expect(refused.cause == 0 && refused.value == code(.badImage))
      #expect(surroundings.contexts[domain].allSatisfy { $0 == 0 } && surroundings.states[domain][0] == 0)
      surroundings.memory[bit, default: 0] ^= 0x8000
      let filled = try execute("fill", domain)
      #expect(filled.cause == 0 && filled.value == 0)
      #expect(surroundings.contexts[domain] == context && surroundings.states[domain] == state)
      #expect(try execute("fill", domain).value == code(.inUse))
      times.insert([spilled.cycles, filled.cycles])
      surroundings.states[domain][0] = 0
      #expect(try execute("fill", domain).value == code(.stale))
    }
    #expect(times.count == 1)
  }

  @Test("after a bus error at any access everything is as it was, and the next attempt succeeds under another version")
  func failures() throws {
    try draw()
    let (context, state) = suspend(7)
    for failing in [0, 1, 4, 5, 36, 37, 40, 56, 57, 60] {
      surroundings.failing = failing
      let outcome = try execute("spill", 7)
      #expect(outcome.cause == 16 + 7 && surroundings.accesses.count == failing + 1)
      #expect(outcome.value == UInt64(surroundings.accesses[failing].address))
      #expect(surroundings.contexts[7] == context && surroundings.states[7] == state)
      #expect(surroundings.accesses.first?.operation == .or)
      surroundings.failing = nil
      surroundings.states[7][0] = 0
      #expect(try execute("fill", 7).value == code(.stale))
      surroundings.states[7] = state
    }
    #expect(try execute("spill", 7).value == 0)
    // One version for each attempt in which something was written.
    #expect(image[1] == 10)
    for failing in [0, 3, 4, 40, 59] {
      surroundings.failing = failing
      let outcome = try execute("fill", 7)
      #expect(outcome.cause == 16 + 5 && outcome.value == UInt64(Self.place) + 4 * UInt64(failing))
      #expect(surroundings.contexts[7].allSatisfy { $0 == 0 } && surroundings.states[7][0] == 0)
    }
    surroundings.failing = nil
    #expect(try execute("fill", 7).value == 0)
    #expect(surroundings.contexts[7] == context && surroundings.states[7] == state)
  }

  @Test("refusals touch neither memory nor context; a domain that ends takes its images with it")
  func refusals() throws {
    let (context, state) = suspend(2)
    #expect(try execute("spill", 2).value == code(.noKey))
    try draw()
    for domain in [0, 16, 0x8000_0002] { #expect(try execute("spill", domain).value == code(.noDomain)) }
    #expect(try execute("spill", 3).value == code(.noContext))
    #expect(try execute("spill", 2, at: Self.place + 128).cause == 16 + 6)
    #expect(try execute("fill", 2, at: Self.place + 4).cause == 16 + 4)
    #expect(surroundings.memory.isEmpty && surroundings.contexts[2] == context && surroundings.states[2] == state)

    #expect(try execute("spill", 2).value == 0)
    surroundings.states[2][0] = 2
    #expect(try execute("fill", 2).value == code(.wrongMethod))
    #expect(surroundings.contexts[2].allSatisfy { $0 == 0 } && surroundings.states[2][0] == 2)
    surroundings.states[2][0] = 0
    _ = suspend(4)
    #expect(try execute("spill", 4, at: Self.place + 256).value == 0)
    _ = suspend(5)
    #expect(try execute("spill", 5, at: Self.place + 512).value == code(.imagesFull))
    #expect(surroundings.accesses.isEmpty)
    control.endedDomain = 2
    control.ended = true
    try control.tick()
    control.ended = false
    #expect(try execute("fill", 2).value == code(.stale))
    #expect(try execute("spill", 5, at: Self.place + 512).value == 0)
    #expect(try execute("fill", 4, at: Self.place + 256).value == 0)
  }
}
