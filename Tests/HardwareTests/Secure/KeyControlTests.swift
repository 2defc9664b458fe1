import HDL
import Testing

@testable import Cosimulation
@testable import Hardware

/// Descriptors, key entries and the ports that get them.
@Suite struct KeyControlTests {
  let control: CycleSimulator<KeyControl>
  private let first: UInt32 = 0x8000_0100
  private let second: UInt32 = 0x8000_0200

  init() throws {
    control = try simulateHere(KeyControl(DesignPoint.minimal.parameters), seed: 5)
    try control.reset()
  }

  /// What an instruction did.
  private struct Outcome {
    var loads: [UInt32] = []
    var entry: [UInt64] = []
    var flushes = 0
    var events: [String] = []
    var cause: UInt64 = 0
    var value: UInt64 = 0
    var segment: UInt64 = 0
    var base: UInt64 = 0
    var bound: UInt64 = 0
    var domain: UInt64 = 0
  }

  /// Executes an instruction, with a memory that `word` reads (the second argument is how many words were loaded before), and ports that answer.
  private func execute(
    _ name: String, first: UInt32? = nil, second: UInt32? = nil, isUser: Bool = false,
    word: (UInt32, Int) -> UInt32?
  ) throws -> Outcome {
    var outcome = Outcome()
    control.order.instruction = UInt64(try #require(InstructionKind.named(name)).encoding(rd: 5, rs1: 6, rs2: 7))
    control.order.first = UInt64(first ?? self.first)
    control.order.second = UInt64(second ?? self.second)
    control.order.isUser = isUser
    control.order.execute = true
    control.keyEntry.ready = true
    for _ in 0..<4000 {
      control.loadDone = false
      control.flushed = control.flush
      control.erased = control.erase
      if control.load {
        let address = UInt32(control.loadAddress)
        try control.tick()
        let answer = word(address, outcome.loads.count)
        outcome.loads.append(address)
        control.loadDone = true
        control.loadCause = answer == nil ? 16 + 13 : 0
        control.loadWord = UInt64(answer ?? 0xdead_beef)
      }
      if control.keyEntry.valid {
        outcome.entry.append(control.keyEntry.payload.data)
        if control.keyEntry.payload.last { outcome.events.append("last") }
      }
      if control.flush { outcome.events.append("flush") }
      if control.erase { outcome.events.append("erase \(control.eraseDomain)") }
      // The unwrap unit takes a command when it is answered, the set-up port after that.
      control.keyResponse.valid = control.keyResponse.ready
      control.key.ready = control.keyResponse.ready
      control.setupResponse.valid = control.setupResponse.ready
      control.keyResponse.payload.status = 0
      control.keyResponse.payload.domain = 3
      control.keyResponse.payload.attribute = 2
      control.setupResponse.payload.status = 9
      control.setupResponse.payload.attribute = 1
      if control.keyResponse.ready {
        outcome.events.append("key")
        outcome.segment = control.key.payload.segment
        outcome.base = control.key.payload.base
        outcome.bound = control.key.payload.bound
        outcome.domain = control.key.payload.domain
      }
      if control.setupResponse.ready {
        outcome.events.append("setup \(control.setup.payload.operation)")
        outcome.segment = control.setup.payload.segment
        outcome.base = control.setup.payload.base
        outcome.bound = control.setup.payload.bound
        outcome.domain = control.setup.payload.domain
      }
      control.setup.ready = control.setup.valid && !control.setupResponse.ready
      if control.done {
        (outcome.cause, outcome.value) = (control.cause, control.value)
        control.order.execute = false
        try control.tick()
        return outcome
      }
      try control.tick()
    }
    Issue.record("\(name) is never done")
    return outcome
  }

  private func memory(_ descriptor: [UInt32], entry: Int = 8) -> (UInt32, Int) -> UInt32? {
    { address, _ in
      address < self.second ? descriptor[Int(address - self.first) / 4] : 0xa000_0000 + (address - self.second) / 4
    }
  }

  @Test("setk reads its entry twice, empties the caches in between, and hands the words over")
  func setk() throws {
    let outcome = try execute("setk", word: memory([7 | 3 << 8 | 2 << 16 | 4 << 24, 0x1000, 0x40]))
    let entry = Array(stride(from: second, to: second + 32, by: 4))
    #expect(outcome.loads == Array(stride(from: first, to: first + 12, by: 4)) + entry + entry)
    #expect(outcome.events == ["flush", "last", "key"])
    let words = (0..<4).map { number -> UInt64 in 0xa000_0001_a000_0000 + 0x2_0000_0002 * number }
    #expect(outcome.entry == words)
    #expect(outcome.segment == 7 && outcome.base == 0x1000 && outcome.bound == 1 << 32 | 0x40 && outcome.domain == 2)
    #expect(outcome.cause == 0 && outcome.value == 2 << 16 | 3 << 8)
  }

  @Test("what cannot be read is an exception, and no port is asked")
  func faults() throws {
    let descriptor: [UInt32] = [4 << 24, 0x1000, 0x40]
    for missing in [first, first + 8, second, second + 28] {
      let outcome = try execute("setk") { address, _ in address == missing ? nil : memory(descriptor)(address, 0) }
      #expect(outcome.cause == 16 + 13 && outcome.value == UInt64(missing))
      #expect(outcome.events.isEmpty && outcome.loads.last == missing)
    }
    for (a, b, wrong) in [(first + 2, second + 1, first + 2), (first, second + 1, second + 1)] {
      let outcome = try execute("setk", first: a, second: b, word: memory(descriptor))
      #expect(outcome.cause == 16 + 4 && outcome.value == UInt64(wrong) && outcome.loads.isEmpty)
    }
  }

  @Test("an entry that cannot be read the second time becomes one that does not open")
  func lostEntry() throws {
    let outcome = try execute("setk") { address, count in
      count > 13 ? nil : memory([4 << 24, 0x1000, 0x40])(address, count)
    }
    #expect(outcome.cause == 0 && outcome.events == ["flush", "last", "key"])
    #expect(outcome.entry[0] == 0xa000_0001_a000_0000 && outcome.entry[1] == 0xa000_0002)
    #expect(outcome.entry[2...].allSatisfy { $0 == 0 } && outcome.entry.count == 4)
  }

  @Test("setik hands its key over and keeps nothing of it; in user mode the domain is the running one")
  func setik() throws {
    control.runningDomain = 3
    var seen: Constant?
    let outcome = try execute("setik", isUser: true) { address, _ in
      if address == first + 84 { seen = try? control.peek(\.words[21]) }
      return 0x0101_0101 * ((address - first) / 4 + 1)
    }
    #expect(outcome.loads.count == 22 && outcome.events == ["flush", "setup 0"])
    #expect(outcome.domain == 3 && outcome.value == 1 << 16 | 9)
    #expect(outcome.base == 0x0202_0202 && outcome.bound == 0x0303_0303)
    #expect(seen.map { $0.words != [0] } == true)
    for word in 0..<22 { #expect(try control.peek(\.words[word]).words == [0]) }
  }

  @Test("kill overwrites the context first; numbers that cannot be are refused before the port")
  func ends() throws {
    #expect(try execute("kill", first: 2, word: memory([])).events == ["flush", "erase 2", "setup 2"])
    #expect(try execute("kill", first: 0, word: memory([])).events == ["flush", "setup 2"])
    let cleared = try execute("keyclr", first: 200, second: 1, word: memory([]))
    #expect(cleared.events == ["flush", "setup 1"] && cleared.segment == 200 && cleared.domain == 1)
    for (name, a, b, status) in [("kill", 4, 0, 1), ("keyclr", 1, 4, 1), ("keyclr", 256, 1, 14), ("keyclr", 256, 4, 1)]
    {
      let outcome = try execute(name, first: UInt32(a), second: UInt32(b), word: memory([]))
      #expect(outcome.events == ["flush"] && outcome.value == UInt64(status), "\(name) \(a) \(b)")
    }
    let unknown = try execute("setck", word: memory([4 << 16 | 1 << 24, 0, 0]))
    #expect(unknown.events == ["flush"] && unknown.value == 25)
  }
}
