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
      measured before is not measured again; the first time takes minutes for each row and seed. With --design, \
      --cipher or --part only those are measured; with --record the tables have them and everything else that the record knows.

      Exit status: 0 success; 1 a required figure is missed; 2 the machine or the input is not fit; 64 the command line \
      is wrong.
      """)

  @Option(name: .long, help: "Design point. Repeatable; everything when neither this nor --cipher nor --part is there.")
  var design: [DesignPoint] = []

  @Option(name: .long, help: "Core that encrypts a block per cycle. Repeatable.")
  var cipher: [EncryptionCore] = []

  @Option(name: .long, help: "Part beside the line engine. Repeatable.")
  var part: [Part] = []

  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "Whether to measure the whole unit too: of each --design, or of the default parameters.")
  var units = true

  @Option(name: .long, help: "Number of seeds of the placement.")
  var seeds = 3

  @Option(name: .shortAndLong, help: "Folder that keeps netlists, logs and results.", transform: path)
  var output = "build/fpga/area"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Results to go on from; what is measured is added to it.",
      discussion: "They are filed under the hash of what they depend on; those of other hardware are dropped."
    ), transform: path)
  var record: String?

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
    let file = record.map { URL(fileURLWithPath: $0) }
    if let file {
      flow.record = try MeasurementRecord(contentsOf: file)
      // A place that cannot be written should not cost an hour of measuring either.
      try flow.record.write(to: file)
    }
    let isEverything = design.isEmpty && cipher.isEmpty && part.isEmpty

    var measured: [CoreMeasurement] = []
    /// Nil for what is not to be measured now and is not known either.
    func measurement(_ core: Core, isWanted: Bool) throws -> CoreMeasurement? {
      guard isWanted || (file != nil && flow.isKnown(core)) else { return nil }
      defer { console.endProgress() }
      let measurement = try flow.measure(core) { console.progress("\(core.name) \(core.top): \($0)") }
      measured.append(measurement)
      flow.record.add(measurement)
      // At once: the next one may take an hour.
      if let file { try flow.record.write(to: file) }
      return measurement
    }
    func measurement(_ point: DesignPoint, _ module: String, isWanted: Bool) throws -> CoreMeasurement? {
      try measurement(
        Core(name: point.rawValue, module: module, of: point.elaborate()), isWanted: design.contains(point) || isWanted)
    }

    var report = PerformanceReport()
    for point in DesignPoint.allCases {
      guard let engine = try measurement(point, "line_engine", isWanted: isEverything) else { continue }
      for direction in PerformanceRow.Direction.allCases {
        let cost = try StreamCost.measure(point, decrypt: direction == .decryption)
        report.engines.append(PerformanceRow(measurement: engine, direction: direction, cost: cost))
      }
    }
    for core in EncryptionCore.allCases {
      let verilog = try Core(name: core.rawValue, module: "pipelined_encryption", of: core.elaborate())
      guard let measurement = try measurement(verilog, isWanted: isEverything || cipher.contains(core)) else {
        continue
      }
      report.ciphers.append(
        PerformanceRow(measurement: measurement, direction: .encryption, cost: try StreamCost.measure(core)))
    }
    for part in Part.allCases {
      let design = try part.elaborate()
      let core = Core(name: part.rawValue, top: design.top, files: design.verilog().files)
      guard let measurement = try measurement(core, isWanted: isEverything || self.part.contains(part)) else {
        continue
      }
      report.parts.append(PartRow(measurement: measurement, tasks: try part.tasks()))
    }
    for point in units ? DesignPoint.allCases : [] {
      guard let unit = try measurement(point, "encryption_unit", isWanted: isEverything && point == .small) else {
        continue
      }
      for (direction, cost) in try unitCosts(point, console) {
        report.units.append(PerformanceRow(measurement: unit, direction: direction, cost: cost))
      }
    }
    if let file, units {
      flow.record.keep(only: measured)
      try flow.record.write(to: file)
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

extension EncryptionCore: ExpressibleByArgument {}
extension Part: ExpressibleByArgument {}
