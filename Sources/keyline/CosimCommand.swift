import ArgumentParser
import Cosimulation
import Foundation
import HDL
import Hardware
import Prototype
import Simulation
import Toolchain

/// Runs the hardware against the golden model with random stimulus.
struct CosimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cosim", abstract: "Compare the hardware with the golden model under random stimulus.",
    discussion: """
      Each seed is one run with its own stimulus, timing, memory contents and initial register values. The first \
      difference stops the run, is shrunk to a few steps, recorded as a waveform, and printed with the command that \
      repeats it.

      With --unit keyed the unwrap unit stands in front of the encryption unit: keys come in entries, which the hardware \
      opens with a secret key that follows from the seed. An entry takes 1.7 million cycles or more, so such a run has a \
      handful of them in each seed.

      With --post-synthesis the unit is the netlist that Yosys makes of it, simulated cell by cell: slow, a few hundred \
      transactions say enough. scripts/fpga.sh installs Yosys.
      """)

  @Option(name: .long, help: "Hardware: encryption, or keyed with key entries.")
  var unit: CosimulatedUnit = .encryption

  @Option(name: .long, help: "Design point. Repeatable; all when absent, of a keyed unit minimal and small.")
  var design: [DesignPoint] = []

  @Option(name: .long, help: "First seed.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: "Line requests over all design points and seeds; 20000 when absent, with a keyed unit 4000.")
  var transactions: Int?

  @Option(name: .long, help: "Line requests in one seed, at most 100000.")
  var lines = 250

  @Option(name: .long, help: "Seeds for each design point, instead of --transactions.")
  var seeds: Int?

  @Option(name: .long, help: "Run part i of n, written i/n with i from 1: for array jobs on a cluster.")
  var shard = Shard(index: 1, count: 1)

  @Option(name: .long, help: "Simulate the netlist after synthesis for this family of FPGAs: ecp5 or ice40.")
  var postSynthesis: FPGAFamily?

  @Option(
    name: .long, help: "Simulate this netlist of encryption_unit, as Yosys writes it after synth_ecp5 or synth_ice40.",
    transform: path)
  var netlist: String?

  @Option(
    name: .long, parsing: .upToNextOption, help: "Steps to perform, by index, separated by commas: a shrunk failure.")
  var only: [StepList] = []

  @Option(name: .long, help: "Write the results as JUnit XML to this file.", transform: path)
  var junit: String?

  @Option(name: .long, help: "Folder for the waveform of a failure.", transform: path)
  var waveforms = "build/waveforms"

  @Flag(name: .long, help: "Print the results as JSON.")
  var json = false

  func validate() throws {
    if let transactions, transactions < 1 { throw ValidationError("--transactions must be at least 1") }
    if !(1...100_000).contains(lines) { throw ValidationError("--lines must be from 1 to 100000") }
    if let seeds, seeds < 1 { throw ValidationError("--seeds must be at least 1") }
    if !only.isEmpty, design.count != 1 || seeds != 1 {
      throw ValidationError("--only repeats one run: it needs one --design, --seed and --seeds 1")
    }
    if netlist != nil, postSynthesis != nil {
      throw ValidationError("--netlist and --post-synthesis do not go together: one of them says what to simulate")
    }
    if unit == .keyed, netlist != nil || postSynthesis != nil {
      throw ValidationError("--unit keyed is simulated as it is emitted, not as a netlist")
    }
    if netlist != nil, design.count != 1 {
      throw ValidationError("--netlist needs the one --design that was synthesised")
    }
  }

  func run() throws {
    let console = Console()
    do {
      // Found out first: a bad path should not cost the results of an hour.
      if let junit, File.isFolder(junit) { throw Console.Failure("\(junit): cannot be written: it is a folder") }
      if let junit { try File.createFolder(URL(fileURLWithPath: junit).deletingLastPathComponent().path) }
      // Few domains, so that a run can take them all; and the unit that is emitted as rtl/keyed.
      let usual: [DesignPoint] = unit == .keyed ? [.minimal, .small] : DesignPoint.allCases
      let points = design.isEmpty ? usual : design.unique
      var results: [RegressionResult] = []
      for point in points {
        let result = try only.isEmpty ? regression(point, points.count, console) : replay(point, console)
        results.append(result)
        if let failure = result.failure { try explain(failure, console) }
        if result.failure != nil { break }
      }
      if json { try printJSON(results.map(RegressionSummary.init)) } else { print(RegressionTable(results).text) }
      if let junit { try JUnitReport(results).write(to: junit) }
      if results.contains(where: { $0.failure != nil }) { throw Exit.failedCheck }
    } catch let code as ExitCode {
      throw code
    } catch let wrong as ValidationError {
      throw wrong
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func model(_ point: DesignPoint, _ console: Console, waveform: SimulationOptions.Waveform = .none) throws
    -> SimulationModel
  {
    let say = { (text: String) in console.step("\(point.rawValue): \(text)") }
    let isNetlist = netlist != nil || postSynthesis != nil
    var options = isNetlist ? NetlistFlow.options : SimulationOptions()
    options.waveform = waveform
    guard isNetlist else { return try unit.model(point, options: options, progress: say) }
    return try SimulationModel(netlist(point, say), options: options, progress: say)
  }

  /// The netlist that takes the unit's place.
  private func netlist(_ point: DesignPoint, _ say: @escaping (String) -> Void) throws -> VerilogDesign {
    let design = try point.design()
    let flow = try NetlistFlow(PrototypeTools(), output: URL(fileURLWithPath: "build/fpga/netlists", isDirectory: true))
    if let netlist { return try flow.netlist(at: URL(fileURLWithPath: netlist), of: design) }
    return try postSynthesis.map { try flow.synthesised(design, for: $0, progress: say) } ?? design
  }

  /// What a command that repeats a run needs besides.
  private var origin: String {
    (netlist.map { " --netlist \($0)" } ?? "") + (postSynthesis.map { " --post-synthesis \($0)" } ?? "")
  }

  private func regression(_ point: DesignPoint, _ points: Int, _ console: Console) throws -> RegressionResult {
    let model = try model(point, console)
    let transactions = transactions ?? (unit == .keyed ? 4_000 : 20_000)
    var regression = Regression(unit, point: point)
    regression.firstSeed = seed
    regression.linesPerSeed = lines
    regression.seeds = seeds ?? (transactions - 1) / (points * lines) + 1
    regression.shard = shard.index - 1
    regression.shards = shard.count
    if regression.seedsOfShard == 0 {
      console.step(
        "\(point.rawValue): none of the \(regression.seeds) seeds is in part \(shard.index) of \(shard.count)")
    }
    let pace = Pace(interval: 1)
    let result = try regression.run(on: model) { done, total in
      if pace.isDue() { console.progress("\(point.rawValue): \(done) of \(total) seeds") }
    }
    console.endProgress()
    return result
  }

  private func replay(_ point: DesignPoint, _ console: Console) throws -> RegressionResult {
    let scenario = Scenario(unit, point: point, seed: seed, lines: lines, only: only.flatMap(\.steps))
    let count = try Scenario(unit, point: point, seed: seed, lines: lines).listing().count
    if let beyond = scenario.only?.first(where: { $0 >= count }) {
      throw ValidationError("--only: there is no step \(beyond); seed \(seed) has \(count), counted from 0")
    }
    return RegressionResult(try scenario.run(on: model(point, console)))
  }

  /// Everything that helps to find the defect: the steps, the difference, a waveform, and how to repeat it.
  private func explain(_ failure: ScenarioResult, _ console: Console) throws {
    guard let mismatch = failure.mismatch else { return }
    let scenario = failure.scenario
    console.step(
      "keyline: \(unit == .keyed ? "keyed " : "")\(scenario.point.rawValue), seed \(scenario.seed): \(mismatch)")
    for (index, line) in try scenario.listing().enumerated() { console.step("  \(index): \(line)") }
    let path = "\(waveforms)/\(unit == .keyed ? "keyed-" : "")\(scenario.point.rawValue)-\(scenario.seed).fst"
    do {
      try FileManager.default.createDirectory(atPath: waveforms, withIntermediateDirectories: true)
      _ = try scenario.run(on: model(scenario.point, console, waveform: .fst), waveform: path)
      console.step("waveform: \(path)")
    } catch {
      console.step("no waveform: \(error)")
    }
    console.step("repeat with: \(scenario.replayCommand)\(origin)")
  }
}

extension FPGAFamily: ExpressibleByArgument {}
extension CosimulatedUnit: ExpressibleByArgument {}

/// `i/n`.
struct Shard: ExpressibleByArgument {
  let index: Int
  let count: Int

  init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1, (1...count).contains(index) else {
      return nil
    }
    self.init(index: index, count: count)
  }

  var defaultValueDescription: String { "\(index)/\(count)" }
}

/// Step indices separated by commas.
struct StepList: ExpressibleByArgument {
  let steps: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",").map { Int($0) }
    let steps = parts.compactMap { $0 }
    guard !steps.isEmpty, steps.count == parts.count, steps.allSatisfy({ $0 >= 0 }) else { return nil }
    self.steps = steps
  }
}
