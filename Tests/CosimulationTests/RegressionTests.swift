import Cosimulation
import Foundation
import HDL
import Hardware
import Reference
import Simulation
import Testing

@Suite struct RegressionTests {
  /// The sample of every run: more than 20,000 line transactions over all design points, reaching every coverage point.
  @Test(arguments: DesignPoint.allCases) func hardwareAgreesWithTheGoldenModel(point: DesignPoint) throws {
    let model = try SimulationModel(point.design())
    var regression = Regression(point: point)
    regression.seeds = 120
    regression.linesPerSeed = 120
    let result = try regression.run(on: model)
    if let failure = result.failure, let mismatch = failure.mismatch {
      let steps = try failure.scenario.listing().joined(separator: "\n")
      Issue.record("\(mismatch)\n\(steps)\nrepeat with: \(failure.scenario.replayCommand)")
    }
    #expect(result.passed == 120)
    #expect(result.lines > 5_000)
    #expect(result.unreached == [])
  }

  @Test func aRunRepeatsExactly() throws {
    let model = try SimulationModel(DesignPoint.minimal.design())
    let scenario = Scenario(point: .minimal, seed: 7, lines: 60)
    let first = try scenario.run(on: model)
    let second = try scenario.run(on: model)
    #expect(first.cycles == second.cycles)
    #expect(first.lines == second.lines)
    #expect(CoveragePoint.allCases.allSatisfy { first.coverage[$0] == second.coverage[$0] })
  }

  @Test(arguments: [1, 2, 3, 7]) func shardsCoverEverySeedOnce(shards: Int) {
    var seeds: [UInt64] = []
    for shard in 0..<shards {
      var regression = Regression(point: .small)
      regression.firstSeed = 100
      regression.seeds = 20
      regression.shard = shard
      regression.shards = shards
      seeds += (0..<regression.seedsOfShard).map(regression.seed)
    }
    #expect(seeds.sorted() == (100..<120).map { UInt64($0) })
  }

  @Test func everyCoveragePointNamesItsMechanism() {
    for point in CoveragePoint.allCases {
      #expect(!point.features.isEmpty)
      #expect(point.features.allSatisfy { (1...280).contains($0) })
    }
  }

  @Test func resultsAsJUnitXML() throws {
    let model = try SimulationModel(DesignPoint.minimal.design())
    let good = RegressionResult(try Scenario(point: .minimal, seed: 1, lines: 20).run(on: model))
    let xml = JUnitReport([good]).xml
    #expect(xml.contains("<testsuite name=\"keyline cosim\" tests=\"1\" failures=\"0\""))
    #expect(RegressionTable([good]).text.contains("no mismatch"))
  }
}

/// The same machinery on hardware with a planted defect: every kind of comparison must be able to fail.
@Suite struct PlantedDefects {
  /// `minimal` with one piece of its Verilog replaced.
  private func broken(_ file: String, _ text: String, _ replacement: String) throws -> SimulationModel {
    let design = try DesignPoint.minimal.design()
    var found = false
    let files = design.files.map { original in
      guard original.name == file, original.text.contains(text) else { return original }
      found = true
      return VerilogFile(name: file, text: original.text.replacingOccurrences(of: text, with: replacement))
    }
    try #require(found, "\(file) no longer contains \(text): adapt the test")
    return try SimulationModel(
      VerilogDesign(top: design.top, clock: design.clock, reset: design.reset, ports: design.ports, files: files))
  }

  private func failure(_ model: SimulationModel) throws -> ScenarioResult {
    var regression = Regression(point: .minimal)
    regression.seeds = 40
    regression.linesPerSeed = 100
    return try #require(try regression.run(on: model).failure)
  }

  @Test func aWrongFieldPolynomialIsFoundAndShrunk() throws {
    let model = try broken("aes_mix_column.v", "8'h1b", "8'h1d")
    let result = try failure(model)
    let mismatch = try #require(result.mismatch)
    #expect(mismatch.what.contains("word") || mismatch.what.contains("beat"))
    #expect(result.steps <= 6)
    // What the replay command names fails in the same way.
    let replayed = try result.scenario.run(on: model)
    #expect(replayed.mismatch == mismatch)
    #expect(result.scenario.replayCommand.contains("--only"))
    let xml = JUnitReport([RegressionResult(result)]).xml
    #expect(xml.contains("failures=\"1\"") && xml.contains("<failure message="))
  }

  @Test func plaintextOnTheBusIsFoundByTheCanaries() throws {
    // The first word of a write-back goes out as it came in.
    let model = try broken(
      "line_control.v", "assign axi_w_data = sending ? out_data",
      """
      reg [63:0] kept;
        always @(posedge clock) if (store_valid && store_ready && words == 4'd0) kept <= store_data;
        assign axi_w_data = sending ? (enciphered ? kept : out_data)
      """)
    let mismatch = try failure(model).mismatch
    #expect(mismatch?.what == "canary", "\(mismatch.map { "\($0)" } ?? "no difference")")
  }

  @Test(arguments: [("axi_w_data", "sending"), ("response_data", "delivering")])
  func dataPinsBetweenTransfersAreWatched(pin: String, gate: String) throws {
    let model = try broken("line_control.v", "assign \(pin) = \(gate) ? out_data", "assign \(pin) = 1'b1 ? out_data")
    #expect(try failure(model).mismatch?.what == pin)
  }

  @Test(arguments: ["line_control.v", "mode_control.v"])
  func aHandshakeDuringSetupIsFound(file: String) throws {
    let stream = file == "line_control.v" ? "request" : "command"
    let model = try broken(
      file, "assign \(stream)_ready = (phase == PHASE_IDLE) & !hold", "assign \(stream)_ready = (phase == PHASE_IDLE)")
    #expect(try failure(model).mismatch?.what == "order")
  }

  @Test func aHandshakeDuringALineIsFound() throws {
    let model = try broken(
      "line_control.v", "assign request_ready = (phase == PHASE_IDLE) & !hold", "assign request_ready = !hold")
    #expect(try failure(model).mismatch?.what == "order")
  }

  @Test func aStuckHandshakeIsFound() throws {
    let model = try broken(
      "setup_control.v", "assign response_valid = ", "assign response_valid = 1'b0 & ")
    #expect(try failure(model).mismatch?.what == "progress")
  }

  @Test func aViolatedAssertionIsADifference() throws {
    let model = try broken("key_store.v", "assert (!(write & erase) &", "assert (!write &")
    let mismatch = try #require(try failure(model).mismatch)
    #expect(mismatch.what == "simulation")
    #expect(mismatch.found.contains("one_operation_at_a_time"))
  }

  @Test func aViewOfTheWrongRegisterIsFound() throws {
    let model = try broken("encryption_unit.v", "assign view_shared = ", "assign view_shared = !")
    #expect(try failure(model).mismatch?.what.contains("public view") == true)
  }
}
