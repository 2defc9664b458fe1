import ArgumentParser
import Cosimulation
import Foundation
import HDL
import Hardware
import Simulation
import Synchronization

/// Random programs on the processor and on its golden model.
struct LockstepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lockstep", abstract: "Compare the processor with its golden model, instruction by instruction.",
    discussion: """
      Each seed is a random program. Those about the system: legal and nearly legal instructions in machine, supervisor \
      and user mode, with page tables, delegation, interrupts and instructions that replace others. Those about domains: \
      plaintext and encrypted code under several keys, mode shifts, key instructions, interrupts between all of it. Every \
      instruction that retires or traps is compared, and every line that is written to memory. The first difference stops the run, with the instructions before it, a waveform, and the command that \
      repeats it. For a program of your own: keyline run --model rtl.

      Exit status: 0 no difference; 1 a difference; 2 the machine is not fit; 64 the command line is wrong.
      """)

  @Option(name: .long, help: "Design point. Repeatable; minimal and small when absent.")
  var design: [DesignPoint] = []

  @Option(name: .long, help: "A level-2 cache of so many KiB between encryption unit and memory (default: none).")
  var levelTwo: Int?

  @Flag(name: .long, help: "A processor with extension C, instructions of 16 bits, and programs with them.")
  var compressed = false

  @Option(name: .long, help: "What the programs are about: system or domains. Repeatable; both when absent.")
  var programs: [ProcessorRegression.Programs] = []

  @Option(name: .long, help: "First seed.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Seeds for each design point and kind of programs.")
  var seeds = 100

  @Option(name: .long, help: "Random instructions of a program, 10 to 6000.")
  var instructions = 2000

  @Option(name: .long, help: "Run part i of n, written i/n with i from 1: for array jobs on a cluster.")
  var shard = Shard(index: 1, count: 1)

  @Option(name: .long, help: "Folder for the waveform of a difference.", transform: path)
  var waveforms = "build/waveforms"

  func validate() throws {
    _ = try levelTwo.map(LevelTwoParameters.init(kibibytes:))
    if seeds < 1 { throw ValidationError("--seeds must be at least 1") }
    if !(10...6000).contains(instructions) { throw ValidationError("--instructions must be from 10 to 6000") }
  }

  func run() throws {
    let console = Console()
    do {
      let kinds = programs.isEmpty ? ProcessorRegression.Programs.allCases : programs
      for point in design.isEmpty ? [.minimal, .small] : design.unique {
        let verilog = try ProcessorRegression.design(
          point, levelTwo: levelTwo.map(LevelTwoParameters.init(kibibytes:)), compressed: compressed)
        let model = try SimulationModel(verilog) { console.step("\(point.rawValue): \($0)") }
        for kind in kinds {
          var regression = ProcessorRegression(point, kind)
          regression.levelTwo = try levelTwo.map(LevelTwoParameters.init(kibibytes:))
          regression.compressed = compressed
          try compare(regression, verilog, model, console)
        }
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func compare(
    _ shape: ProcessorRegression, _ verilog: VerilogDesign, _ model: SimulationModel, _ console: Console
  ) throws {
    var regression = shape
    regression.instructions = instructions
    let name = "\(shape.point.rawValue), \(shape.programs.rawValue)"
    let numbers = (0..<UInt64(seeds)).filter { Int($0) % shard.count == shard.index - 1 }.map { seed &+ $0 }
    let pace = Pace(interval: 1)
    let done = Mutex(0)
    let results = try regression.run(numbers, on: model) { _ in
      let count = done.withLock { count in
        count += 1
        return count
      }
      if pace.isDue() { console.progress("\(name): \(count) of \(numbers.count) seeds") }
    }
    console.endProgress()
    if let failure = results.first(where: { $0.difference != nil }) {
      try explain(failure, regression, model, verilog, console)
      throw Exit.failedCheck
    }
    let retired = results.reduce(0) { $0 + $1.statistics.instructions }
    var coverage = ProcessorCoverage()
    for result in results { coverage.merge(result.coverage) }
    let cycles = results.reduce(0) { $0 + $1.statistics.cycles }
    print(
      "\(name): \(results.count) programs, \(grouped(Int(retired))) instructions in \(grouped(Int(cycles))) cycles, no difference"
    )
    print("\(name): \(coverage.summary)")
    if shape.programs == .domains {
      for line in coverage.domains.listing { print("  \(line)") }
    }
  }

  private func explain(
    _ failure: ProcessorRegression.Result, _ regression: ProcessorRegression, _ model: SimulationModel,
    _ verilog: VerilogDesign, _ console: Console
  ) throws {
    var regression = regression
    var failure = failure
    if let shorter = try regression.shortened(failure.seed, on: model) {
      regression.instructions = shorter.instructions
      failure = shorter.result
    }
    console.step(
      "keyline: \(regression.point.rawValue), \(regression.programs.rawValue), seed \(failure.seed): hardware and golden model differ"
    )
    console.step(failure.difference ?? "")
    let path = "\(waveforms)/processor-\(regression.point.rawValue)-\(failure.seed).fst"
    do {
      try FileManager.default.createDirectory(atPath: waveforms, withIntermediateDirectories: true)
      var options = SimulationOptions()
      options.waveform = .fst
      _ = try regression.run(failure.seed, on: SimulationModel(verilog, options: options), waveform: path)
      console.step("waveform: \(path)")
    } catch { console.step("no waveform: \(error)") }
    console.step("repeat with: \(regression.replayCommand(failure.seed))")
  }
}

extension ProcessorRegression.Programs: ExpressibleByArgument {}
