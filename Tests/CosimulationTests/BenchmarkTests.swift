import Foundation
import Hardware
import Simulation
import Testing

@testable import Cosimulation

@Suite struct BenchmarkTests {
  @Test("what a co-simulation was driven with replays it, in Swift and in C++") func recordingAndReplay() throws {
    let model = try SimulationModel(DesignPoint.minimal.design())
    let bareLoop = try BareLoop(model)
    var checksums: Set<UInt64> = []
    for seed in [UInt64(3), 4] {
      let scenario = Scenario(point: .minimal, seed: seed, lines: 40)
      let recording = try scenario.record(on: model)
      #expect(try recording.cycles == scenario.run(on: model).cycles, "seed \(seed)")
      let typed = try UnitPorts(Simulator(model)).replay(recording)
      #expect(typed.cycles == recording.cycles)
      #expect(try typed.checksum == bareLoop.replay(recording).checksum, "seed \(seed)")
      #expect(try typed.checksum == recording.replay(on: Simulator(model)).checksum, "seed \(seed)")
      checksums.insert(typed.checksum)
    }
    #expect(checksums.count == 2)
  }

  @Test("a replay delivers the words that the co-simulation delivered") func answers() throws {
    let model = try SimulationModel(DesignPoint.minimal.design())
    let scenario = Scenario(point: .minimal, seed: 9, lines: 40)
    let (environment, _, steps) = try scenario.stimulus()
    let lockstep = try Lockstep(
      model, parameters: scenario.point.reference, environment: environment, seed: 9, recordsStimulus: true)
    var words = 0
    lockstep.onTransfer = { transfer, _ in if case .answerWord = transfer { words += 1 } }
    try lockstep.run(steps)
    let recording = try #require(lockstep.recording)
    #expect(words > 40)
    #expect(try UnitPorts(Simulator(model)).answerWords(recording) == words)
    #expect(try UnitPorts(Simulator(model)).answerWords(recording.prefix(recording.cycles / 2)) < words)
  }

  @Test func allThreeLoopsAreMeasured() throws {
    let model = try SimulationModel(DesignPoint.minimal.design())
    var benchmark = SimulationBenchmark(.minimal)
    benchmark.seeds = 2
    benchmark.linesPerSeed = 20
    benchmark.rounds = 2
    let cost = try benchmark.run(on: model)
    #expect(try cost.cycles == benchmark.record(on: model).cycles)
    #expect(cost.design == "minimal" && cost.lines > 20)
    #expect(cost.bareLoop > 0 && cost.typedPorts > 0 && cost.cosimulation > 0)
    #expect(cost.typedPortsRatio.lower > 0 && cost.cosimulationRatio.lower > 0)
  }

  @Test("a recording of the processor replays it, and all three loops are measured") func processor() throws {
    let model = try SimulationModel(ProcessorRegression.design(.minimal))
    var benchmark = ProcessorSimulationBenchmark(.minimal)
    benchmark.seeds = 1
    benchmark.rounds = 1
    let (recordings, instructions) = try benchmark.record(on: model)
    let recording = try #require(recordings.first)
    let regression = ProcessorRegression(.minimal)
    let run = try regression.processor(1, on: model, initialState: .zeros)
    _ = try run.run(limit: regression.limit)
    #expect(recordings.count == 1 && instructions == Int(run.statistics.instructions))
    let simulator = try Simulator(model)
    #expect(try recording.replay(on: simulator).checksum == BareLoop(model).replay(recording).checksum)
    // To the last instruction, those that run while the serial line drains among them.
    let order = try simulator.port("rvfi_order", as: UInt64.self).value
    #expect(try order == run.ports.simulator.port("rvfi_order", as: UInt64.self).value)
    let cost = try benchmark.run(on: model)
    #expect(cost.cycles == recording.cycles && cost.instructions == instructions)
    #expect(cost.bareLoop > 0 && cost.aloneRatio.median > 0 && cost.lockstepRatio.median > 0)
  }

  @Test("a processor in lockstep that is too slow is a miss") func slowLockstep() {
    var report = BenchmarkReport()
    report.processors = [
      ProcessorSimulationCost(
        design: "small", cycles: 1000, instructions: 500, bareLoop: 1e6, alone: 0.8e6, lockstep: 0.4e6,
        aloneRatio: Spread([0.8]), lockstepRatio: Spread([0.4]))
    ]
    #expect(report.misses == ["small: the processor in lockstep reaches 0.40 of the bare loop; required is 0.50"])
    #expect(
      report.text.contains(
        "in lockstep with the golden model       0.40              0.40  0.40 to 0.40            0.50"))
  }

  @Test func theStimulusAsFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stimulus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = try SimulationModel(DesignPoint.minimal.design())
    let written = try StimulusFolder.write(.minimal, on: model, cycles: 300, to: folder.path)
    let read = try JSONDecoder().decode(
      StimulusFolder.self, from: Data(contentsOf: folder.appendingPathComponent("stimulus.json")))
    #expect(read.cycles == 300 && read.answerWords == written.answerWords && read.top == "encryption_unit")
    let bytes = try Data(contentsOf: folder.appendingPathComponent("stimulus.bin")).count
    #expect(bytes == 300 * read.inputs.reduce(0) { $0 + $1.bytes })
    for source in read.sources {
      #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(source).path))
    }
  }

  @Test func medians() {
    #expect([3, 1, 2].median == 2)
    #expect([4, 1, 2, 3].median == 2.5)
    #expect([Double]().median == 0)
    #expect(Spread([9, 1, 8, 2, 5]) == Spread(lower: 2, median: 5, upper: 8))
    #expect(Spread([]) == Spread(lower: 0, median: 0, upper: 0))
  }
}

@Suite struct BenchmarkReportTests {
  private var report: BenchmarkReport {
    var report = BenchmarkReport()
    report.lines = [
      LineCost(
        design: "fast", algorithm: "aes128-xts", latency: 0, loadToFirstWord: 23, loadToLastWord: 30,
        beatToFirstWord: -1, beatToLastWord: 4, writeBackToAnswer: 32, loadInterval: 31, writeBackInterval: 33)
    ]
    report.simulation = [
      SimulationCost(
        design: "fast", cycles: 1000, lines: 20, bareLoop: 2e6, typedPorts: 1.8e6, cosimulation: 1.2e6,
        typedPortsRatio: Spread(lower: 0.88, median: 0.9, upper: 0.91),
        cosimulationRatio: Spread(lower: 0.55, median: 0.6, upper: 0.61))
    ]
    report.cocotb = [CocotbCost(design: "fast", cycles: 100, cyclesPerSecond: 5_000)]
    report.elaboration = [
      ElaborationCost(
        design: "many", seconds: 0.1, modules: 1001, lines: 5, debugSeconds: 0.2, amaranthSeconds: 23.8)
    ]
    return report
  }

  @Test func textForATerminal() {
    #expect(
      report.text == """
        Cost of a line, in clock cycles

        design  algorithm   latency  load: first word  last word  beat to first word  to last word  load after load  write-back  after write-back
        ------  ----------  -------  ----------------  ---------  ------------------  ------------  ---------------  ----------  ----------------
        fast    aes128-xts        0                23         30                  -1             4               31          32                33


        Cost of simulation, in millions of clock cycles per CPU second

        design  loop                             Mcycles/s  of the bare loop  half of the rounds  required
        ------  -------------------------------  ---------  ----------------  ------------------  --------
        fast    bare C++ loop                         2.00                 1
                typed Swift ports                     1.80              0.90  0.88 to 0.91            0.85
                co-simulation with golden model       1.20              0.60  0.55 to 0.61            0.50
                cocotb                              0.0050             0.003


        Elaboration, checks and Verilog, in CPU seconds

        design  Keyline  debug build  Amaranth 0.5.10  debug build faster by  modules  lines of Verilog
        ------  -------  -----------  ---------------  ---------------------  -------  ----------------
        many      0.100        0.200             23.8                    119     1001                 5


        Everything that is required is reached.
        """)
  }

  @Test func everyMissIsNamed() {
    var report = report
    report.simulation = [
      SimulationCost(
        design: "small", cycles: 1000, lines: 20, bareLoop: 2e6, typedPorts: 1e6, cosimulation: 0.8e6,
        typedPortsRatio: Spread([0.5]), cosimulationRatio: Spread([0.4]))
    ]
    report.lines = [
      LineCost(
        design: "fast", algorithm: "aes128-xts", latency: 20, loadToFirstWord: 23, loadToLastWord: 30,
        beatToFirstWord: 6, beatToLastWord: 13, writeBackToAnswer: 32, loadInterval: 31, writeBackInterval: 33)
    ]
    report.elaboration = [
      ElaborationCost(design: "many", seconds: 0.1, modules: 1001, lines: 5, debugSeconds: 0.5, amaranthSeconds: 23.8),
      ElaborationCost(design: "encryption_unit fast", seconds: 1.5, modules: 12, lines: 5),
    ]
    #expect(!report.isReached)
    #expect(
      report.misses == [
        "small: typed ports reach 0.50 of the bare loop; required is 0.85",
        "small: the co-simulation reaches 0.40 of the bare loop; required is 0.50",
        "fast: aes128-xts takes 13 cycles from the last beat to the last word; required are at most 6",
        "many: a debug build takes 0.50 CPU seconds to elaborate it; allowed are 0.3",
        "many: a debug build is 48 times as fast as Amaranth; required is 50",
        "all design points take 1.50 CPU seconds to elaborate; allowed is 1",
      ])
    #expect(report.text.hasSuffix(report.misses.joined(separator: "\n")))
  }

  @Test func tablesReplaceWhatStandsBetweenTheMarkers() throws {
    let page = "# Title\n\(BenchmarkReport.section.begin)\nstale\n\(BenchmarkReport.section.end)\nrest\n"
    let once = try report.insert(into: page, path: "page.md")
    #expect(
      once.hasPrefix("# Title\n\(BenchmarkReport.section.begin)\n\n### Cost of a line, in clock cycles\n\n| design | "))
    #expect(once.hasSuffix(" |\n\n\(BenchmarkReport.section.end)\nrest\n") && !once.contains("stale"))
    #expect(once.contains("|  | co-simulation with golden model | 1.20 | 0.60 | 0.55 to 0.61 | 0.50 |"))
    #expect(try report.insert(into: once, path: "page.md") == once)
    for page in ["", BenchmarkReport.section.begin, "\(BenchmarkReport.section.end)\n\(BenchmarkReport.section.begin)"]
    {
      #expect(throws: BenchmarkError.self) { try report.insert(into: page, path: "page.md") }
    }
    #expect(throws: BenchmarkError.self) { try report.update("/does/not/exist.md") }
  }

  @Test func measurementsOfOtherToolsAreReadOrRefused() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("measured-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(#"[{"design": "small", "cycles": 10, "cyclesPerSecond": 4.5}]"#.utf8).write(to: file)
    #expect(
      try [CocotbCost].measured(at: file.path)
        == [CocotbCost(design: "small", cycles: 10, cyclesPerSecond: 4.5)])
    try Data("[{}]".utf8).write(to: file)
    #expect(throws: BenchmarkError.self) { try [CocotbCost].measured(at: file.path) }
    #expect(throws: BenchmarkError.self) { try [CocotbCost].measured(at: file.path + ".missing") }
  }

  @Test func tables() {
    let table = TextTable([.text("name"), .number("n")], rows: [["a|b", "1"], ["c", "200"], ["d"]])
    #expect(table.text == "name    n\n----  ---\na|b     1\nc     200\nd")
    #expect(table.markdown == "| name | n |\n| --- | ---: |\n| a\\|b | 1 |\n| c | 200 |\n| d |  |")
  }
}
