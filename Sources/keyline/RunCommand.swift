import ArgumentParser
import Foundation
import Reference
import Toolchain

/// Runs a program on the processor.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a RISC-V program on the golden model of the processor.",
    discussion: """
      Takes an ELF32 RISC-V program, or a C or assembly source, which it compiles with the Swift toolchain's clang and links \
      with sim/bare first. Loads the program into main memory (0x80000000 and up) or the boot ROM, starts it at its entry point in \
      machine mode, and connects its serial port (0x10000000) to standard input and output. The program ends the run by \
      a word to the finisher at 0x100000 (0x5555 success; code << 16 | 0x3333), or to its symbol `tohost`. docs/core.md has \
      the memory map.

      Exit status: 0 the program ended with code 0; 1 it ended with another one, ran into its limit or into an endless \
      trap; 2 the program cannot be loaded; 64 the command line is wrong.
      """)

  @Argument(help: "The program: ELF, .c or .S.", transform: path)
  var program: String

  @Option(name: .long, help: "Main memory in MiB, 1 to 2047.")
  var memory = 64

  @Option(name: .long, help: "Stop after so many instructions.")
  var limit: UInt64?

  @Option(name: .long, help: "Write a line for every instruction to this file; - is standard error.", transform: path)
  var trace: String?

  @Flag(name: .long, help: "Print what was executed, on standard error.")
  var statistics = false

  func validate() throws {
    guard (1...2047).contains(memory) else { throw ValidationError("--memory takes 1 to 2047 MiB, not \(memory)") }
  }

  func run() throws {
    let elf = try executable()
    let output = BufferedOutput(.standardOutput)
    let machine = Machine(memory: memory << 20) { output.write($0) }
    try load(elf, into: machine)
    let start = clock()
    let outcome = try trace.map { try traced(machine, to: $0) } ?? untraced(machine)
    output.flush()
    if statistics { report(machine, seconds: Double(clock() - start) / Double(CLOCKS_PER_SEC)) }
    try conclude(outcome, machine)
  }

  private func executable() throws -> ELFFile {
    do {
      guard BareProgram.endings.contains(URL(fileURLWithPath: program).pathExtension) else {
        return try ELFFile(path: program)
      }
      return try BareProgram(tools: Tools(), folder: folderOfCheckout("sim/bare")).build(program)
    } catch let failure as Console.Failure { throw failure } catch { throw Console.Failure("\(error)") }
  }

  private func load(_ elf: ELFFile, into machine: Machine) throws {
    for segment in elf.segments where segment.memorySize > 0 {
      let contents = elf.contents(of: segment)
      let zeros = [UInt8](repeating: 0, count: Int(segment.memorySize) - contents.count)
      guard machine.hart.memory.load(contents + zeros, at: segment.address) else {
        throw Console.Failure(
          """
          \(program): \(segment.memorySize) bytes at 0x\(String(segment.address, radix: 16)) are not in memory; main memory is \
          0x80000000 to 0x\(String(0x8000_0000 + machine.hart.memory.size - 1, radix: 16)) (--memory), the boot ROM \
          0x1000 to 0x1fff
          """)
      }
    }
    machine.toHost = elf.address(of: "tohost")
    machine.hart.start(at: elf.entry)
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

  private func traced(_ machine: Machine, to path: String) throws -> Machine.Outcome {
    let lines: BufferedOutput
    if path == "-" {
      lines = BufferedOutput(.standardError)
    } else {
      guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
      else { throw Console.Failure("\(path): the trace cannot be written") }
      lines = BufferedOutput(file)
    }
    let input = SerialInput()
    while machine.hart.executed < limit ?? .max {
      lines.write(line: machine.step().description)
      if let code = machine.exitCode { return finish(lines, .finished(code)) }
      if let cause = machine.hart.endlessTrap {
        return finish(lines, .trapped(pc: machine.hart.pc, cause: cause))
      }
      if machine.hart.executed % 10_000 == 0 { input.pass(to: machine.serialPort) }
    }
    return finish(lines, .limit)
  }

  private func finish(_ lines: BufferedOutput, _ outcome: Machine.Outcome) -> Machine.Outcome {
    lines.flush()
    return outcome
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

  private func conclude(_ outcome: Machine.Outcome, _ machine: Machine) throws {
    let console = Console()
    switch outcome {
    case .finished(0): return
    case .finished(let code): console.step("\(program): ended with code \(code)")
    case .limit: console.step("\(program): not ended after \(machine.hart.executed) instructions (--limit)")
    case .trapped(let pc, let cause):
      console.step(
        "\(program): \(cause) at 0x\(String(pc, radix: 16)), which is also the handler of exceptions (mtvec)")
    }
    throw Exit.failedCheck
  }
}

/// Bytes on their way to a file, in blocks; a line that a program prints appears at its end.
private final class BufferedOutput {
  private let file: FileHandle
  private var bytes: [UInt8] = []

  init(_ file: FileHandle) { self.file = file }

  func write(_ byte: UInt8) {
    bytes.append(byte)
    if byte == 10 || bytes.count >= 4096 { flush() }
  }

  func write(line: String) {
    bytes += Array(line.utf8) + [10]
    if bytes.count >= 1 << 16 { flush() }
  }

  func flush() {
    try? file.write(contentsOf: Data(bytes))
    bytes = []
  }
}

/// Standard input, taken as it comes.
private final class SerialInput {
  private var isOpen = true

  func pass(to port: SerialPort) {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard isOpen, poll(&request, 1, 0) > 0 else { return }
    let bytes = FileHandle.standardInput.availableData
    isOpen = !bytes.isEmpty
    for byte in bytes { port.receive(byte) }
  }
}
