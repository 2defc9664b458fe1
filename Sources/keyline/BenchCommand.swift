import ArgumentParser
import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation

/// Measures what a line costs in the hardware and what simulating it costs.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure cycles per line, simulation speed and elaboration speed.",
    discussion: """
      Speeds count processor time, not the clock on the wall. Bare C++ loop, typed Swift ports and co-simulation take \
      turns on the same model and the same stimulus, recorded from the co-simulation itself. Exit status 1 when a \
      required figure is missed.
      """)

  @Option(
    name: .long, help: "Design point. Repeatable; small, balanced, fast when absent.")
  var design: [DesignPoint] = []

  @Option(name: .long, help: "How often each loop is measured.")
  var rounds = 31

  @Option(name: .long, help: "Include what Benchmarks/Cocotb measured, from this JSON file.", transform: path)
  var cocotb: String?

  @Option(name: .long, help: "Include what Benchmarks/Elaboration measured, from this JSON file.", transform: path)
  var elaboration: String?

  @Option(name: .long, help: "The same, measured in a debug build.", transform: path)
  var debugElaboration: String?

  @Option(name: .long, help: "Also replace the tables between the markers of this Markdown page.", transform: path)
  var markdown: String?

  @Option(
    name: .long, help: "Measure nothing; write Verilog and stimulus of each design point under this folder.",
    transform: path)
  var record: String?

  @Option(name: .long, help: "Clock cycles to write with --record.")
  var cycles = 20_000

  @Flag(name: .long, help: "Print the measurements as JSON.")
  var json = false

  func validate() throws {
    if rounds < 1 { throw ValidationError("--rounds must be at least 1") }
    if cycles < 1 { throw ValidationError("--cycles must be at least 1") }
  }

  func run() throws {
    let console = Console()
    do {
      if let record { return try write(record, console) }
      #if DEBUG
        console.step("keyline: this is a debug build, which is slower; measure with swift run -c release keyline bench")
      #endif
      let report = try measure(console)
      if let markdown { try report.update(markdown) }
      if json { try printJSON(report) } else { print(report.text) }
      if !report.isReached { throw Exit.failedCheck }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
  }

  private var points: [DesignPoint] { design.isEmpty ? [.small, .balanced, .fast] : design.unique }

  private func measure(_ console: Console) throws -> BenchmarkReport {
    var report = BenchmarkReport()
    // Read first: a bad file should not cost a minute of measuring.
    if let cocotb { report.cocotb = try [CocotbCost].measured(at: cocotb) }
    if let markdown {
      guard let page = try? String(contentsOfFile: markdown, encoding: .utf8) else {
        throw Console.Failure("\(markdown): cannot be read")
      }
      _ = try report.insert(into: page, path: markdown)
    }
    let debug = try debugElaboration.map { try [ElaborationCost].measured(at: $0) } ?? []
    let others = try (elaboration.map { try [ElaborationCost].measured(at: $0) } ?? []).withDebugBuild(debug)
    for point in points {
      let model = try model(point, console)
      console.step("\(point.rawValue): cycles per line")
      for algorithm in Algorithm.allCases where point.parameters.aes256 || algorithm != .aes256XTS {
        for latency in [0, 20] {
          report.lines.append(try LineCost.measure(point, algorithm, latency: latency, on: model))
        }
      }
      var benchmark = SimulationBenchmark(point)
      benchmark.rounds = rounds
      report.simulation.append(
        try benchmark.run(on: model) { console.progress("\(point.rawValue): simulation speed, \($0)") })
      console.endProgress()
      report.elaboration.append(try ElaborationCost.measure(point))
    }
    let system = try SimulationModel(ProcessorRegression.design(.small)) { console.step("processor: \($0)") }
    var benchmark = ProcessorSimulationBenchmark(.small)
    benchmark.rounds = rounds
    report.processors.append(
      try benchmark.run(on: system) { console.progress("processor: simulation speed, \($0)") })
    console.endProgress()
    report.elaboration += others
    return report
  }

  private func write(_ folder: String, _ console: Console) throws {
    for point in points {
      let path = "\(folder)/\(point.rawValue)"
      try StimulusFolder.write(point, on: model(point, console), cycles: cycles, to: path)
      print("wrote \(path)")
    }
  }

  private func model(_ point: DesignPoint, _ console: Console) throws -> SimulationModel {
    try SimulationModel(point.design()) { console.step("\(point.rawValue): \($0)") }
  }
}
