import ArgumentParser
import Cosimulation
import Foundation
import HDL
import Hardware
import Reference
import Simulation
import Toolchain

extension MarkedPartProtection.ModeShiftMethod: ExpressibleByArgument {}

/// Runs a program on the processor.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a RISC-V program on the processor: its golden model, or its hardware.",
    discussion: """
      Takes an ELF32 RISC-V program, or a source in C, Swift or assembly, which it compiles with the Swift toolchain and links with \
      sim/bare first. Loads the program into main memory (0x80000000 and up), lets the boot ROM start it at its entry point in \
      machine mode, and connects its serial port (0x10000000) to standard input and output. The program ends the run by \
      a word to the finisher at 0x100000 (0x5555 success; code << 16 | 0x3333), or to its symbol `tohost`. docs/core.md has \
      the memory map.

      With --disk a file is the medium of the block device, and --boot disk starts the program that is on it: `keyline disk` makes such \
      a file.

      With --protect a source is encrypted before it runs, text, data and stack, for the processor that runs it, which executes \
      all of it in encrypted mode: docs/encrypted-execution.md, section 8.

      With --protect-marked only what is marked in the source is encrypted, by the macros of sim/bare/protected.h or, in \
      Swift, by @section; the rest stays in plaintext, and calls over the border shift the mode: docs/writing-programs.md, section 5.

      With --system each source, in C or Swift, is a process under the operating system of sim/system, encrypted and with keys of its own: docs/system.md. \
      With --protect-marked besides, each is a process in plaintext, of which what is marked is encrypted.

      Exit status: 0 the program ended with code 0; 1 it ended with another one, ran into its limit or into an endless \
      trap, hardware and golden model differ, or plaintext of an encrypted program was on the hardware's bus or written to its disk; \
      2 the program cannot be loaded; 64 the command line is wrong.
      """)

  @Argument(
    help: "The program: ELF, .c, .swift or .S. With --system the sources of the processes.", transform: path)
  var programs: [String] = []

  var program: String? { programs.first }

  enum Boot: String, CaseIterable, ExpressibleByArgument { case program, disk }

  @Option(name: .long, help: "What the boot ROM starts: the program, or what is on the disk.")
  var boot = Boot.program

  enum Model: String, CaseIterable, ExpressibleByArgument { case reference, rtl }

  @Option(name: .long, help: "The golden model, or the hardware in simulation with the golden model beside it.")
  var model = Model.reference

  @Option(name: .long, help: "Design point of the hardware.")
  var design = DesignPoint.small

  @Option(name: .long, help: "A level-2 cache of so many KiB in the hardware (default: none).")
  var levelTwo: Int?

  @Option(name: .long, help: "Cycles from a read address on the hardware's bus to the first word.")
  var latency = 20

  @Flag(name: .long, help: "The hardware without the golden model beside it.")
  var alone = false

  @Option(name: .long, help: "Main memory in MiB, 1 to 2047.")
  var memory = 64

  @Option(
    name: .long, help: "File that is the medium of the block device: whole sectors of 512 bytes (default: no medium).",
    transform: path)
  var disk: String?

  @Option(name: .long, help: "Stop after so many instructions; on the hardware, clock cycles.")
  var limit: UInt64?

  @Option(name: .long, help: "Write a line for every instruction to this file; - is standard error.", transform: path)
  var trace: String?

  @Flag(
    name: .long,
    help:
      "Show instructions of encrypted mode in the trace too: for a program of your own that you look for mistakes in.")
  var traceEncrypted = false

  @Option(
    name: .long, help: "Folder of the processor's identity, made by keyline device new.",
    transform: path)
  var device: String?

  @Flag(name: .long, help: "A processor with extension C, instructions of 16 bits; sources are compiled with it.")
  var compressed = false

  @Flag(name: .long, help: "Encrypt a source's whole program, under fresh keys, for the processor that runs it.")
  var protect = false

  @Flag(name: .long, help: "Encrypt the functions and variables that are marked in a source, and leave the rest.")
  var protectMarked = false

  @Option(
    name: .long, help: "How --protect-marked shifts the mode: by instructions, or by regions (default: explicit).")
  var method: MarkedPartProtection.ModeShiftMethod?

  @Flag(name: .long, help: "Each source is an encrypted process under the operating system of sim/system.")
  var system = false

  enum Protection: String, CaseIterable, ExpressibleByArgument {
    case aes128XTS = "aes128-xts"
    case aes256XTS = "aes256-xts"
  }

  @Option(name: .long, help: "What --protect, --protect-marked and --system encrypt with (default: aes128-xts).")
  var algorithm: Protection?

  @Option(name: .long, help: "Write the encrypted program to this file too.", transform: path)
  var save: String?

  @Option(name: .long, help: "Wait for GDB at this port of 127.0.0.1, 0 for a free one; with the golden model.")
  var gdb: UInt16?

  @Flag(name: .long, help: "Print what was executed, on standard error.")
  var statistics = false

  func validate() throws {
    switch boot {
    case .program:
      guard program != nil else { throw ValidationError("say which program, or --boot disk --disk FILE") }
    case .disk:
      guard disk != nil else { throw ValidationError("--boot disk goes with --disk FILE") }
      guard program == nil else { throw ValidationError("--boot disk runs what is on the disk: name no program") }
    }
    guard (0...10_000).contains(latency) else {
      throw ValidationError("--latency takes 0 to 10000 cycles, not \(latency)")
    }
    _ = try levelTwo.map(LevelTwoParameters.init(kibibytes:))
    guard levelTwo == nil || model == .rtl else { throw ValidationError("--level-two goes with --model rtl") }
    guard gdb == nil || model == .reference else { throw ValidationError("--gdb goes with --model reference") }
    guard !traceEncrypted || trace != nil else { throw ValidationError("--trace-encrypted goes with --trace") }
    guard !protect || !(protectMarked || system) else {
      throw ValidationError("--protect encrypts a whole program: it does not go with --protect-marked and --system")
    }
    guard protectMarked || method == nil else { throw ValidationError("--method goes with --protect-marked") }
    guard programs.count <= 1 || system else {
      throw ValidationError("one program at a time; or --system for processes")
    }
    guard !system || boot == .program else { throw ValidationError("--system does not go with --boot disk") }
    guard !system || memory >= 16 else {
      throw ValidationError("--system needs main memory of 16 MiB or more (--memory), not \(memory)")
    }
    guard !compressed || !system else {
      throw ValidationError("--compressed does not go with --system, which compiles without extension C")
    }
    let encrypts = protect || protectMarked || system
    guard encrypts || algorithm == nil else {
      throw ValidationError("--algorithm goes with --protect, --protect-marked or --system")
    }
    guard encrypts || save == nil else {
      throw ValidationError("--save goes with --protect, --protect-marked or --system")
    }
    guard !(protect || protectMarked && !system) || program.map(Self.isSource) == true else {
      throw ValidationError(
        "--protect and --protect-marked take a source (.c, .swift or .S): keyline encrypt is for ELF files")
    }
    guard (1...2047).contains(memory) else { throw ValidationError("--memory takes 1 to 2047 MiB, not \(memory)") }
  }

  func run() throws {
    let prepared = try prepared()
    switch model {
    case .reference: try runReference(prepared)
    case .rtl: try runHardware(prepared)
    }
  }

  private func traceFile() throws -> BufferedOutput? {
    guard let trace else { return nil }
    if trace == "-" { return BufferedOutput(.standardError, name: "standard error") }
    do { return BufferedOutput(try File.opened(trace), name: trace) } catch { throw Console.Failure("\(error)") }
  }
}

// The golden model.
extension RunCommand {
  private func runReference(_ prepared: Prepared) throws {
    let output = BufferedOutput(.standardOutput, name: "standard output")
    let machine = Machine(
      memory: memory << 20, fuses: prepared.fuses, medium: prepared.medium, compressed: compressed
    ) {
      output.write($0)
    }
    try load(prepared) { machine.hart.memory.load($0, at: $1) }
    machine.toHost = prepared.elf?.address(of: "tohost")
    if let gdb, try !debug(machine, prepared, port: gdb, output) { return }
    let lines = try traceFile()
    let start = clock()
    let outcome = lines.map { traced(machine, to: $0) } ?? untraced(machine)
    try lines?.finish()
    try output.finish()
    if statistics { report(machine, seconds: Double(clock() - start) / Double(CLOCKS_PER_SEC)) }
    try conclude(outcome, machine, prepared.elf)
  }

  /// Serves a debugger; whether the program runs on when it has left.
  private func debug(
    _ machine: Machine, _ prepared: Prepared, port: UInt16, _ output: BufferedOutput
  ) throws -> Bool {
    // The first instruction that it sees is the program's.
    while prepared.rom != nil, machine.hart.pc < AddressMap.mainMemory, machine.exitCode == nil { _ = machine.step() }
    let console = Console()
    let input = SerialInput()
    let connection = try DebuggerConnection(port: port) { console.step($0) }
    let runsOn = connection.serve(machine) {
      output.flush()
      input.pass(to: machine.serialPort)
    }
    try output.finish()
    if let code = machine.exitCode, code != 0 { try conclude(.finished(code), machine, prepared.elf) }
    return runsOn && machine.exitCode == nil
  }

  /// Runs in pieces, between which input of the serial port is looked at.
  private func untraced(_ machine: Machine) -> Machine.Outcome {
    let input = SerialInput()
    while true {
      let executed = machine.hart.executed
      let outcome = machine.run(limit: min(limit ?? .max, executed + 100_000))
      input.pass(to: machine.serialPort)
      if outcome != .limit || machine.hart.executed >= limit ?? .max { return outcome }
    }
  }

  private func traced(_ machine: Machine, to lines: BufferedOutput) -> Machine.Outcome {
    let input = SerialInput()
    var trace = InstructionTrace(showsEncrypted: traceEncrypted)
    while machine.hart.executed < limit ?? .max {
      if let line = trace.line(machine.step()) { lines.write(line: line) }
      if let failure = machine.hart.failure { return .failed(failure) }
      if let code = machine.exitCode { return .finished(code) }
      if let cause = machine.hart.endlessTrap { return .trapped(pc: machine.hart.pc, cause: cause) }
      if machine.hart.executed % 10_000 == 0 { input.pass(to: machine.serialPort) }
    }
    return .limit
  }

  private func report(_ machine: Machine, seconds: Double) {
    let hart = machine.hart
    var text = "\(hart.executed) instructions"
    if seconds > 0.01 { text += ", \(Int(Double(hart.executed) / seconds / 1e6)) million per CPU second" }
    let console = Console()
    console.step(text)
    for cause in ExceptionCause.allCases where hart.exceptions[Int(cause.rawValue)] > 0 {
      console.step("exception \(cause): \(hart.exceptions[Int(cause.rawValue)])")
    }
    for cause in InterruptCause.allCases where hart.interrupts[Int(cause.rawValue)] > 0 {
      console.step("interrupt \(cause): \(hart.interrupts[Int(cause.rawValue)])")
    }
  }

  private func ended(_ code: Int, _ elf: ELFFile?, by privilege: Privilege) {
    // A program that the monitor started writes its own codes in user mode.
    let explained = privilege == .machine ? elf : nil
    let reason = explained.flatMap { WholeProgramProtection.explanation(of: code, in: $0) }
    Console().step("\(name): ended with code \(code)" + (reason.map { ": \($0)" } ?? ""))
  }

  private func conclude(_ outcome: Machine.Outcome, _ machine: Machine, _ elf: ELFFile?) throws {
    let console = Console()
    switch outcome {
    case .finished(0): return
    case .finished(let code): ended(code, elf, by: machine.hart.privilege)
    case .limit: console.step("\(name): not ended after \(machine.hart.executed) instructions (--limit)")
    case .failed(let error): throw Console.Failure("the golden model cannot go on: \(error)")
    case .trapped(let pc, let cause):
      console.step(
        "\(name): \(cause) at 0x\(String(pc, radix: 16)), which is also the handler of exceptions (mtvec)")
    }
    throw Exit.failedCheck
  }
}

// The hardware in simulation.
extension RunCommand {
  private func runHardware(_ prepared: Prepared) throws {
    let console = Console()
    let run: ProcessorRun
    let output = BufferedOutput(.standardOutput, name: "standard output")
    do {
      console.step("\(design): building the model of the processor")
      var parameters = SystemParameters(design)
      parameters.levelTwo = try levelTwo.map(LevelTwoParameters.init(kibibytes:))
      parameters.core.compressed = compressed
      let verilog = try Design(ProcessorSystem(parameters)).verilog()
      run = try ProcessorRun(
        SimulationModel(verilog), memory: memory << 20, latency: latency, fuses: prepared.fuses, unit: design.reference,
        compressed: compressed, medium: prepared.medium, isCompared: !alone
      ) { output.write($0) }
    } catch { throw Console.Failure("\(error)") }
    try load(prepared) { run.load($0, at: $1) }
    run.plaintextWords = prepared.plaintextWords
    run.toHost = prepared.elf?.address(of: "tohost")
    let lines = try traceFile()
    var trace = InstructionTrace(showsEncrypted: traceEncrypted)
    if let lines { run.trace = { if let line = trace.line($0) { lines.write(line: line) } } }
    let outcome: ProcessorRun.Outcome
    let start = clock()
    do { outcome = try run.run(limit: limit ?? .max) } catch { throw Console.Failure("\(error)") }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    try lines?.finish()
    try output.finish()
    if statistics { report(run, seconds: seconds) }
    switch outcome {
    case .finished(0): return
    case .finished(let code): ended(code, prepared.elf, by: run.lastPrivilege)
    case .leak(let text): console.step("\(name): \(text)")
    case .limit: console.step("\(name): not ended after \(run.statistics.cycles) clock cycles (--limit)")
    case .difference(let text):
      console.step("\(text)\n\(name): hardware and golden model differ in cycle \(run.statistics.cycles)")
    }
    throw Exit.failedCheck
  }

  private func report(_ run: ProcessorRun, seconds: Double) {
    let statistics = run.statistics
    var text = Self.summary(statistics)
    if seconds > 0.01 {
      text += String(format: "; %.2f million cycles per CPU second", Double(statistics.cycles) / seconds / 1e6)
    }
    Console().step(text)
    guard let before = run.beforeEncryption else { return }
    Console().step("from the first instruction in encrypted mode on: \(Self.summary(statistics - before))")
  }

  private static func summary(_ statistics: ProcessorRun.Statistics) -> String {
    let perInstruction = Double(statistics.cycles) / Double(max(statistics.instructions, 1))
    return "\(statistics.instructions) instructions in \(statistics.cycles) clock cycles"
      + String(format: ", %.3f cycles per instruction", perInstruction)
      + "; \(statistics.linesRead) lines read, \(statistics.linesWritten) written"
      + (statistics.levelTwoReads > 0 ? "; \(statistics.levelTwoReads) read from level 2" : "")
  }
}
