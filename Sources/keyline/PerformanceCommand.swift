import ArgumentParser
import Cosimulation
import Foundation
import Hardware
import Prototype
import Reference
import Simulation
import Toolchain

/// Measures what the design points need and do on an FPGA.
struct PerformanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "performance",
    abstract: "Measure area, clock frequency and throughput of the hardware, beside other cores.",
    discussion: """
      The line engine alone, the whole unit, and the parts for keys and random numbers, on the ECP5-85F as `keyline area` \
      measures them; clock cycles come from simulation, in which every word is compared with the golden model. What was \
      measured before is not measured again; the first time takes minutes for each row and seed. With --design or --part \
      only those are measured.

      Exit status: 0 success; 1 a required figure is missed; 2 the machine or the input is not fit; 64 the command line \
      is wrong.
      """)

  @Option(name: .long, help: "Design point. Repeatable; everything when neither this nor --part is there.")
  var design: [DesignPoint] = []

  @Option(name: .long, help: "Part beside the line engine. Repeatable.")
  var part: [Part] = []

  @Flag(name: .long, inversion: .prefixedNo, help: "Whether to measure the whole units too.")
  var units = true

  @Option(name: .long, help: "Number of seeds of the placement.")
  var seeds = 3

  @Option(name: .shortAndLong, help: "Folder that keeps netlists, logs and results.", transform: path)
  var output = "build/fpga/area"

  @Option(name: .long, help: "Also replace the tables between the markers of this Markdown page.", transform: path)
  var markdown: String?

  @Option(name: .long, help: "Also write the charts, as SVG, to this folder.", transform: path)
  var charts: String?

  @Option(name: .long, help: "Write the figures to this JSON file.", transform: path)
  var json: String?

  func validate() throws {
    if !(1...100).contains(seeds) { throw ValidationError("--seeds must be from 1 to 100") }
  }

  func run() throws {
    let console = Console()
    do {
      // Tried first: a bad file should not cost an hour of measuring.
      if let markdown { _ = try page(markdown, with: "") }
      let report = try measure(console)
      if let markdown { try File.write(page(markdown, with: report.markdown).utf8, to: markdown) }
      if let charts {
        try File.createFolder(charts)
        for chart in report.charts { try File.write(chart.svg.utf8, to: "\(charts)/\(chart.name)") }
      }
      if let json { try File.write(encoded(report).utf8, to: json) }
      print(report.text)
      if !report.misses.isEmpty { throw Exit.failedCheck }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.endProgress()
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func measure(_ console: Console) throws -> PerformanceReport {
    var flow = try MeasurementFlow(PrototypeTools(), output: URL(fileURLWithPath: output, isDirectory: true))
    flow.seeds = (0..<seeds).map { $0 + 1 }
    func measurement(_ point: DesignPoint, _ module: String) throws -> CoreMeasurement {
      let core = try Core(name: point.rawValue, module: module, of: point.elaborate())
      defer { console.endProgress() }
      return try flow.measure(core) { console.progress("\(point.rawValue) \(module): \($0)") }
    }
    let isEverything = design.isEmpty && part.isEmpty
    let points = isEverything ? DesignPoint.allCases : design.unique
    var report = PerformanceReport()
    for point in points {
      let engine = try measurement(point, "line_engine")
      for direction in PerformanceRow.Direction.allCases {
        let cost = try StreamCost.measure(point, decrypt: direction == .decryption)
        report.engines.append(PerformanceRow(measurement: engine, direction: direction, cost: cost))
      }
    }
    for core in isEverything ? EncryptionCore.allCases : [] {
      let verilog = try Core(name: core.rawValue, module: "pipelined_encryption", of: core.elaborate())
      let measurement = try flow.measure(verilog) { console.progress("\(core.rawValue): \($0)") }
      console.endProgress()
      report.ciphers.append(
        PerformanceRow(measurement: measurement, direction: .encryption, cost: try StreamCost.measure(core)))
    }
    for part in isEverything ? Part.allCases : part.unique {
      let design = try part.elaborate()
      let core = Core(name: part.rawValue, top: design.top, files: design.verilog().files)
      let measurement = try flow.measure(core) { console.progress("\(part.rawValue): \($0)") }
      console.endProgress()
      report.parts.append(PartRow(measurement: measurement, tasks: try part.tasks()))
    }
    for point in units ? points : [] {
      let unit = try measurement(point, "encryption_unit")
      for (direction, cost) in try unitCosts(point, console) {
        report.units.append(PerformanceRow(measurement: unit, direction: direction, cost: cost))
      }
    }
    return report
  }

  /// Cycles of the whole unit: latencies with a memory that takes some time, throughput with one that takes none.
  private func unitCosts(
    _ point: DesignPoint, _ console: Console
  ) throws -> [(PerformanceRow.Direction, StreamCost)] {
    let model = try SimulationModel(point.design()) { console.step("\(point.rawValue): \($0)") }
    func cost(_ latency: Int) throws -> LineCost {
      try LineCost.measure(point, .aes128XTS, latency: latency, regions: 1, on: model)
    }
    let slow = try cost(StreamCost.memoryLatency)
    let quick = try cost(0)
    return [
      (.encryption, StreamCost(cyclesPerLine: Double(quick.writeBackInterval))),
      (
        .decryption,
        StreamCost(
          lastBeatToFirstWord: slow.beatToFirstWord, lastBeatToLastWord: slow.beatToLastWord,
          cyclesPerLine: Double(quick.loadInterval))
      ),
    ]
  }

  private func page(_ path: String, with text: String) throws -> String {
    guard let page = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Console.Failure("\(path): cannot be read")
    }
    let section = PerformanceReport.section
    guard let result = section.replace(in: page, with: text) else {
      throw Console.Failure("\(path): it lacks the lines '\(section.begin)' and '\(section.end)'")
    }
    return result
  }

  private func encoded(_ report: PerformanceReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }
}

extension Part: ExpressibleByArgument {}
