import Cosimulation
import HDL
import Simulation
import Testing

@testable import Hardware

/// Small programs, each for one thing.
@Suite struct PipelineTests {
  private static let base = BenchMemory.ram
  private static let handler = BenchMemory.ram + 0x1000

  /// Runs a program from main memory. A trap goes to a handler that ends the run.
  private func run(
    _ timing: PipelineBench.Timing = .ideal, _ build: (inout InstructionSequence) -> Void
  ) throws -> PipelineBench {
    let bench = try PipelineBench(timing: timing)
    var boot = InstructionSequence(at: BenchMemory.rom)
    boot.load(1, Self.handler)
    boot.add("csrrw", rs1: 1, 0x305)
    boot.load(1, Self.base)
    boot.add("jalr", rs1: 1)
    try bench.load(boot)
    var handler = InstructionSequence(at: Self.handler)
    handler.add("csrrs", rd: 28, 0x342)
    handler.add("csrrs", rd: 29, 0x343)
    handler.add("csrrs", rd: 30, 0x341)
    handler.label("end")
    handler.add("jal", to: "end")
    try bench.load(handler)
    var program = InstructionSequence(at: Self.base)
    build(&program)
    program.label("end")
    program.add("jal", to: "end")
    try bench.load(program)
    try bench.runToEnd()
    return bench
  }

  @Test func aLoopSumsUp() throws {
    let bench = try run { program in
      program.add("addi", rd: 1, 10)
      program.add("addi", rd: 2)
      program.label("loop")
      program.add("add", rd: 2, rs1: 2, rs2: 1)
      program.add("addi", rd: 1, rs1: 1, -1)
      program.add("bne", rs1: 1, to: "loop")
    }
    #expect(bench.registers[2] == 55)
  }

  // MARK: Traps

  private struct Exception: CustomTestStringConvertible {
    let name: String
    let cause: UInt32
    let value: UInt32
    let word: UInt32

    init(
      _ name: String, _ cause: UInt32, _ value: UInt32, rd: Int = 5, rs1: Int = 0, rs2: Int = 0, _ immediate: Int = 0
    ) {
      self.name = name
      self.cause = cause
      word = InstructionKind.named(name)?.encoding(rd: rd, rs1: rs1, rs2: rs2, immediate: immediate) ?? 0
      self.value = cause == 2 ? word : value
    }

    var testDescription: String { "\(name), cause \(cause)" }
  }

  // x1 holds 0x80000000, the program's start; x2 an address where nothing is; x3 one that is no multiple of 4.
  private static let exceptions: [Exception] = [
    Exception("jal", 0, 0x8000_0012, 0xa), Exception("beq", 0, 0x8000_000e, 0x6),
    Exception("jalr", 0, 0x8000_0006, rs1: 1, 7),
    Exception("ebreak", 3, 0x8000_0008), Exception("ecall", 11, 0),
    Exception("lw", 4, 0x8000_0101, rs1: 3), Exception("lh", 4, 0x8000_0103, rs1: 3, 2),
    Exception("lr.w", 4, 0x8000_0101, rs1: 3), Exception("sw", 6, 0x8000_0101, rs1: 3),
    Exception("sc.w", 6, 0x8000_0101, rs1: 3), Exception("amoadd.w", 6, 0x8000_0101, rs1: 3),
    Exception("lb", 5, 0x9000_0003, rs1: 2, 3), Exception("sb", 7, 0x9000_0003, rs1: 2, 3),
    Exception("amoor.w", 7, 0x9000_0000, rs1: 2), Exception("lr.w", 5, 0x9000_0000, rs1: 2),
    Exception("csrrw", 2, 0, 0xc00), Exception("csrrs", 2, 0, rs1: 1, 0xf11), Exception("csrrs", 2, 0, 0x7ff),
  ]

  @Test(arguments: exceptions) private func exceptionsSayWhatHappened(_ exception: Exception) throws {
    for timing in [PipelineBench.Timing.ideal, .slow] {
      let bench = try PipelineBench(timing: timing, seed: 3)
      var boot = InstructionSequence(at: BenchMemory.rom)
      boot.load(1, Self.handler)
      boot.add("csrrw", rs1: 1, 0x305)
      boot.load(1, Self.base)
      boot.load(2, 0x9000_0000)
      boot.load(3, Self.base + 0x101)
      boot.add("addi", rd: 5, 77)
      boot.add("jalr", rs1: 1)
      try bench.load(boot)
      var handler = InstructionSequence(at: Self.handler)
      handler.add("csrrs", rd: 28, 0x342)
      handler.add("csrrs", rd: 29, 0x343)
      handler.add("csrrs", rd: 30, 0x341)
      handler.label("end")
      handler.add("jal", to: "end")
      try bench.load(handler)
      var program = InstructionSequence(at: Self.base)
      program.add("addi", rd: 6, 1)
      program.add("addi", rd: 6, 2)
      program.add(word: exception.word)
      // Neither of these happens.
      program.add("sw", rs1: 1, rs2: 6, 0x100)
      program.add("addi", rd: 6, 3)
      try bench.load(program)
      try bench.runToEnd()
      let registers = bench.registers
      #expect(registers[28] == exception.cause)
      #expect(registers[29] == exception.value)
      #expect(registers[30] == Self.base + 8)
      #expect(registers[5] == 77 && registers[6] == 2)
      #expect(bench.memory.peek(Self.base + 0x100) == 0)
    }
  }

  @Test func aFetchFromNowhereTraps() throws {
    let bench = try run { program in
      program.load(1, 0x9000_0000)
      program.add("jalr", rs1: 1)
    }
    #expect(bench.registers[28] == 1 && bench.registers[29] == 0x9000_0000 && bench.registers[30] == 0x9000_0000)
  }

  @Test func interruptsComeInTheirOrder() throws {
    let bench = try run { program in
      for register in [4, 10, 11] { program.add("addi", rd: register) }
      program.add("addi", rd: 1, -1)
      program.add("csrrw", rs1: 1, 0x304)
      program.load(2, 0x222)
      program.add("csrrw", rs1: 2, 0x344)
      program.load(3, UInt32(Self.base) + 0x400)
      program.add("csrrw", rs1: 3, 0x305)
      program.add("csrrsi", rs1: 8, 0x300)
      program.label("wait")
      program.add("wfi")
      program.add("bne", rs1: 10, rs2: 11, to: "wait")
      while program.address < Self.base + 0x400 { program.add("addi") }
      // Notes the cause, and disables that interrupt.
      program.add("csrrs", rd: 5, 0x342)
      program.add("slli", rd: 4, rs1: 4, 4)
      program.add("andi", rd: 6, rs1: 5, 15)
      program.add("add", rd: 4, rs1: 4, rs2: 6)
      program.add("addi", rd: 7, 1)
      program.add("sll", rd: 7, rs1: 7, rs2: 6)
      program.add("csrrc", rs1: 7, 0x304)
      program.add("addi", rd: 11, rs1: 11, 1)
      program.add("addi", rd: 10, 6)
      program.add("mret")
    } then: {
      $0.interrupt(software: true, timer: true, external: true, supervisor: true)
    }
    #expect(bench.registers[4] == 0xb37915)
    #expect(bench.interrupts.map(\.cause) == [11, 3, 7, 9, 1, 5])
  }

  private func run(
    _ build: (inout InstructionSequence) -> Void, then prepare: (PipelineBench) -> Void
  ) throws -> PipelineBench {
    let bench = try PipelineBench()
    prepare(bench)
    var boot = InstructionSequence(at: BenchMemory.rom)
    boot.load(1, Self.base)
    boot.add("jalr", rs1: 1)
    try bench.load(boot)
    var program = InstructionSequence(at: Self.base)
    build(&program)
    try bench.load(program)
    try bench.run(instructions: 200)
    return bench
  }

  @Test func fencesAreCommandsOfTheMemoryUnit() throws {
    let bench = try run(.slow) { program in
      program.add("fence.i")
      program.add("fence")
      program.add("sfence.vma")
      program.add("fence.i")
    }
    #expect(bench.commands == [0, 1, 0])
  }

  // MARK: Time

  /// Cycles of two turns of a loop, once everything is predicted.
  private func cycles(_ build: (inout InstructionSequence) -> Void) throws -> Int {
    let bench = try run { program in
      program.load(1, Self.base + 0x800)
      program.add("sw", rs1: 1, rs2: 1)
      program.add("addi", rd: 9, 20)
      program.label("loop")
      program.add("addi", rd: 9, rs1: 9, -1)
      build(&program)
      program.add("bne", rs1: 9, to: "loop")
    }
    let turns = bench.retired.filter { $0.pc == 0x8000_0010 }
    return turns[16].cycle - turns[14].cycle
  }

  @Test func whatTakesHowLong() throws {
    let empty = try cycles { _ in }
    #expect(empty == 4)
    // Each depends on the one before.
    let chain = try cycles { program in
      program.add("addi", rd: 2, rs1: 2, 1)
      program.add("xor", rd: 3, rs1: 2, rs2: 2)
      program.add("sll", rd: 4, rs1: 3, rs2: 2)
    }
    #expect(chain == empty + 6)
    let apart = try cycles { program in
      program.add("lw", rd: 2, rs1: 1)
      program.add("addi")
      program.add("addi", rd: 3, rs1: 2, 1)
    }
    #expect(apart == empty + 6)
    let loads = try cycles { program in
      program.add("lbu", rd: 2, rs1: 1)
      program.add("addi", rd: 3, rs1: 2, 1)
    }
    #expect(loads == empty + 6)
    let pointers = try cycles { program in
      program.add("lw", rd: 2, rs1: 1)
      program.add("lw", rd: 2, rs1: 2)
      program.add("sw", rs1: 2, rs2: 2)
    }
    #expect(pointers == empty + 10)
    let products = try cycles { program in
      program.add("mul", rd: 2, rs1: 9, rs2: 9)
      program.add("addi", rd: 3, rs1: 2, 1)
    }
    #expect(products == empty + 6)
    let quotient = try cycles { program in
      program.add("div", rd: 2, rs1: 9, rs2: 1)
      program.add("addi", rd: 3, rs1: 2, 1)
    }
    #expect(quotient == empty + 40)
    let call = try cycles { program in
      program.add("jal", rd: 2, to: "over")
      program.add("addi", rd: 3, rs1: 2, 1)
      program.label("over")
    }
    #expect(call == empty + 2)
    // Taken in every other turn, which the counter cannot learn: 3 cycles each time that it is wrong.
    let surprise = try cycles { program in
      program.add("andi", rd: 2, rs1: 9, 1)
      program.add("beq", rs1: 2, to: "even")
      program.add("addi")
      program.label("even")
    }
    #expect([3, 6].contains(surprise - (empty + 5)))
  }

  // MARK: Form

  @Test func everySetOfParametersIsCleanVerilog() throws {
    var bare = CoreParameters.minimal
    bare.retirePort = false
    let compressed = [CoreParameters(), .minimal, bare].map { parameters in
      var parameters = parameters
      parameters.compressed = true
      return parameters
    }
    for parameters in [CoreParameters(), .minimal, bare] + compressed {
      #expect(parameters.problem == nil)
      try SimulationModel.lint(Design(Pipeline(parameters)).verilog())
    }
  }

  @Test func badParametersAreNamed() {
    var parameters = CoreParameters()
    parameters.predictorEntries = 24
    #expect(parameters.problem == "predictorEntries is 24; it must be a power of two, at least 16")
    parameters = CoreParameters()
    parameters.predictorTagBits = 25
    #expect(parameters.problem == "predictorTagBits is 25; with 512 entries it must be from 1 to 21")
    parameters = CoreParameters()
    parameters.dividerRadix = 8
    #expect(parameters.problem == "dividerRadix is 8; it must be 2, 4 or 16")
    parameters = CoreParameters()
    parameters.resetVector = 2
    #expect(parameters.problem == "resetVector is 2; it must be a multiple of 4")
  }
}
