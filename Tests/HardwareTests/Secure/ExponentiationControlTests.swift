import HDL
import Testing

@testable import Cosimulation
@testable import Hardware

/// Operands from memory to the exponentiator, the power back, and what stands in the way.
@Suite struct ExponentiationControlTests {
  let control: CycleSimulator<ExponentiationControl>
  private let first: UInt32 = 0x8000_0100
  private let second: UInt32 = 0x8000_0600

  init() throws {
    control = try simulateHere(
      ExponentiationControl(
        DesignPoint.minimal.parameters, ExponentiationParameters(wordBits: 64, maximumBits: 512, keyBits: [256])),
      seed: 5)
    try control.reset()
  }

  private struct Access: Equatable {
    let operation: DataOperation
    let address: UInt32
    var stored: UInt64?
  }

  /// What an instruction did.
  private struct Outcome {
    var accesses: [Access] = []
    /// By operand and index.
    var operands: [[UInt64]] = [[], [], []]
    /// Lengths of modulus and exponent; of an overwriting 0 and anything.
    var commands: [[UInt64]] = []
    var cause: UInt64 = 0
    var value: UInt64 = 0

    func addresses(_ operation: DataOperation) -> [UInt32] {
      accesses.filter { $0.operation == operation }.map(\.address)
    }
  }

  /// Executes `modexp`.
  ///
  /// - Parameters:
  ///   - lengths: the first word of the operands.
  ///   - missing: an address at which every access fails.
  ///   - status: of the exponentiation.
  ///   - damaged: index of a word of the result whose copies differ.
  private func execute(
    first: UInt32? = nil, second: UInt32? = nil, lengths: UInt32 = 0xee01_0102, missing: UInt32? = nil,
    status: ExponentiationStatus = .done, damaged: UInt64? = nil
  ) throws -> Outcome {
    let first = first ?? self.first
    var outcome = Outcome()
    control.order.instruction = UInt64(try #require(InstructionKind.named("modexp")).encoding(rd: 5, rs1: 6, rs2: 7))
    control.order.first = UInt64(first)
    control.order.second = UInt64(second ?? self.second)
    control.order.execute = true
    control.operand.ready = true
    control.command.ready = true
    control.request.ready = true
    control.status = status
    var (answered, shown, busy) = (false, UInt64?.none, 0)
    for cycle in 0..<4000 {
      control.accessDone = answered
      control.accessCause = 0
      if answered, let access = outcome.accesses.last {
        // The memory stage may ask for it in any cycle until then.
        #expect(control.access.operation == access.operation && UInt32(control.access.address) == access.address)
        let isMissing = access.address == missing
        control.accessCause = isMissing ? 16 + 13 : 0
        control.accessWord = UInt64(access.address == first ? lengths : access.address ^ 0x5555_0000)
        if access.operation != .load { outcome.accesses[outcome.accesses.count - 1].stored = control.accessStore }
      }
      answered = false
      control.operand.ready = cycle % 3 != 0
      control.powerIdle = busy == 0
      busy = max(busy - 1, 0)
      control.result.valid = shown != nil
      control.result.payload.word = shown.map { 0x1000_0001_2000_0002 * ($0 + 1) } ?? 0
      control.result.payload.damaged = shown != nil && shown == damaged
      if control.done {
        (outcome.cause, outcome.value) = (control.cause, control.value)
        #expect(shown == nil && busy == 0)
        control.order.execute = false
        try control.tick()
        #expect(!control.busy && !control.access.valid)
        return outcome
      }
      if control.result.ready { shown = nil }
      if control.request.valid { shown = control.request.payload.index }
      if control.command.valid {
        outcome.commands.append([control.command.payload.words, control.command.payload.exponentWords])
        busy = 5
      }
      if control.operand.valid, control.operand.ready {
        let (operand, index) = (Int(control.operand.payload.operand), Int(control.operand.payload.index))
        #expect(outcome.operands[operand].count == index)
        outcome.operands[operand].append(control.operand.payload.word)
      }
      if control.access.valid {
        outcome.accesses.append(
          Access(operation: try #require(control.access.operation), address: UInt32(control.access.address)))
        answered = true
      }
      try control.tick()
    }
    Issue.record("never done")
    return outcome
  }

  private func words(_ address: UInt32, _ count: UInt32) -> [UInt32] { (0..<count).map { address + 4 * $0 } }

  @Test("the operands go to the exponentiator, the power to its place, and nothing stays")
  func power() throws {
    let outcome = try execute()
    #expect(outcome.addresses(.load) == words(first, 1 + 8 + 8 + 4))
    #expect(outcome.addresses(.or) == words(second, 8) && outcome.addresses(.store) == words(second, 8))
    #expect(outcome.accesses.map(\.operation).firstIndex(of: .or) == 21)
    for (operand, start, count) in [(2, 1, 4), (0, 9, 4), (1, 17, 2)] as [(Int, UInt32, UInt32)] {
      let expected = (0..<count).map { index -> UInt64 in
        let address = first + 4 * (start + 2 * index)
        return UInt64(address ^ 0x5555_0000) | UInt64((address + 4) ^ 0x5555_0000) << 32
      }
      #expect(outcome.operands[operand] == expected)
    }
    for access in outcome.accesses where access.operation == .or { #expect(access.stored == 0) }
    let stored = outcome.accesses.filter { $0.operation == .store }.compactMap(\.stored)
    #expect(stored == (1...4).flatMap { [0x2000_0002 * $0, 0x1000_0001 * $0] })
    #expect(outcome.commands == [[4, 2], [0, 2]])
    #expect(outcome.cause == 0 && outcome.value == 0)
    #expect(try control.peek(\.low).words == [0] && control.peek(\.high).words == [0])
  }

  @Test("the longest and the shortest operands; every other length is refused before anything else is read")
  func lengths() throws {
    for lengths in [0x0101, 0x0404, 0x0401] as [UInt32] {
      let outcome = try execute(lengths: lengths)
      let (length, exponent) = (4 * (lengths & 0xff), 4 * (lengths >> 8))
      #expect(outcome.addresses(.load) == words(first, 1 + 2 * length + exponent))
      #expect(outcome.addresses(.store) == words(second, length))
    }
    for lengths in [0, 1, 0x100, 0x0105, 0x0501, 0x0181, 0x8101, 0xff01, 0x01ff, 0x1001_0000] as [UInt32] {
      let outcome = try execute(lengths: lengths)
      #expect(outcome.addresses(.load) == [first] && outcome.accesses.count == 1 && outcome.commands.isEmpty)
      #expect(outcome.cause == 0 && outcome.value == 5)
    }
  }

  @Test("what cannot be read or written is an exception, and what was read is overwritten")
  func exceptions() throws {
    for missing in words(first, 21) + words(second, 8) {
      let outcome = try execute(missing: missing)
      #expect(outcome.cause == 16 + 13 && outcome.value == UInt64(missing))
      #expect(outcome.accesses.last?.address == missing && outcome.addresses(.store).isEmpty)
      #expect(outcome.commands.map { $0[0] } == (missing == first ? [] : [0]))
      #expect(try control.peek(\.low).words == [0] && control.peek(\.high).words == [0])
    }
    for (a, b, cause, wrong) in [
      (first + 2, second + 1, 4, first + 2), (first, second + 1, 6, second + 1), (first + 1, second, 4, first + 1),
    ] as [(UInt32, UInt32, UInt64, UInt32)] {
      let outcome = try execute(first: a, second: b)
      #expect(outcome.cause == 16 + cause && outcome.value == UInt64(wrong) && outcome.accesses.isEmpty)
    }
    // None of it is left for the next one.
    #expect(try execute().value == 0)
  }

  @Test("without a result nothing is stored; a damaged word ends it")
  func refusals() throws {
    for (status, code) in [(ExponentiationStatus.badModulus, 4), (.fault, 2)] as [(ExponentiationStatus, UInt64)] {
      let outcome = try execute(status: status)
      #expect(outcome.cause == 0 && outcome.value == code && outcome.addresses(.store).isEmpty)
      #expect(outcome.commands == [[4, 2], [0, 2]])
    }
    let outcome = try execute(damaged: 1)
    #expect(outcome.value == 2 && outcome.addresses(.store) == words(second, 2))
    #expect(outcome.commands.last?[0] == 0)
  }
}
