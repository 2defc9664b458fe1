import Cosimulation
import Foundation
import HDL
import Hardware
import Reference
import Simulation
import Testing

/// The keyed unit under random key entries, and everything else beside them. An entry takes 1.7 million cycles: a sample of
/// neighbouring seeds reaches every status, and the long tests run many more.
@Suite struct KeyedRegressionTests {
  static let isLong = ProcessInfo.processInfo.environment["KEYLINE_LONG_TESTS"] != nil

  @Test func hardwareAgreesWithTheGoldenModel() throws {
    var regression = Regression(.keyed, point: .minimal)
    regression.seeds = Self.isLong ? 240 : 14
    let result = try run(regression)
    var ofEntries: Set<CoveragePoint> = [
      .entryInstalled, .entryCreatesDomain, .entryJoinsDomain, .entryWithDefaultKey, .entryRefusedBySetup, .noDeviceKey,
      .wrongEntrySize, .fault, .badEntry, .unknownVersion, .malformedEntry, .badAuthenticator, .wrongKind,
      .unknownDomain, .wrongOwner, .domainsFull, .wrongRegionSize, .wrongBase, .lineWhileEntryOpens,
      .modeWhileEntryOpens,
      .setupAfterEntry, .notEntryPoint,
    ]
    if Self.isLong { ofEntries.formUnion([.entryForLongModulus, .resetWhileEntryOpens]) }
    #expect(ofEntries.filter { result.coverage[$0] == 0 } == [])
  }

  /// The unit that is emitted under `rtl/keyed`.
  @Test(.enabled(if: isLong)) func emittedUnitAgreesWithTheGoldenModel() throws {
    var regression = Regression(.keyed, point: .small)
    regression.seeds = 48
    _ = try run(regression)
  }

  private func run(_ regression: Regression) throws -> RegressionResult {
    let result = try regression.run(on: regression.unit.model(regression.point))
    if let failure = result.failure, let mismatch = failure.mismatch {
      let steps = try failure.scenario.listing().joined(separator: "\n")
      Issue.record("\(mismatch)\n\(steps)\nrepeat with: \(failure.scenario.replayCommand)")
    }
    #expect(result.passed == regression.seeds)
    return result
  }
}

/// Defects in the Verilog of the keyed unit: every kind of comparison that only it has must be able to fail. Each needs a model
/// of its own and millions of cycles.
@Suite(.enabled(if: KeyedRegressionTests.isLong)) struct PlantedKeyedDefects {
  struct Defect: CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let text: String
    let replacement: String
    /// How the name of the difference begins.
    let difference: String
  }

  static let all = [
    Defect(
      testDescription: "another owner is accepted", file: "unwrap_unit.v",
      text: "(!creates & domain_owners_differs) ? 5'd26", replacement: "(1'b0 & domain_owners_differs) ? 5'd26",
      difference: "public view of register"),
    Defect(
      testDescription: "a key stays after a refusal", file: "unwrap_unit.v", text: "wire clears = wipes |",
      replacement: "wire clears = (wipes & (status == 5'd0)) |", difference: "secrets in registers"),
    Defect(
      testDescription: "the opened entry shows on the exponentiator's port", file: "unwrap_unit.v",
      text: "exponentiator_result_word & power_result_word_t1", replacement: "exponentiator_result_word",
      difference: "secret on power_result_word"),
    Defect(
      testDescription: "a domain that ended is remembered", file: "unwrap_unit.v",
      text: ".erase(phase == PHASE_FORGET)", replacement: ".erase(1'b0)", difference: "public view of register"),
  ]

  @Test(arguments: all) func isFound(_ defect: Defect) throws {
    let design = try CosimulatedUnit.keyed.design(.minimal)
    var found = false
    let files = design.files.map { original in
      guard original.name == defect.file, original.text.contains(defect.text) else { return original }
      found = true
      return VerilogFile(
        name: original.name, text: original.text.replacingOccurrences(of: defect.text, with: defect.replacement))
    }
    try #require(found, "\(defect.file) no longer contains \(defect.text): adapt the test")
    let model = try CosimulatedUnit.keyed.model(
      of: VerilogDesign(top: design.top, clock: design.clock, reset: design.reset, ports: design.ports, files: files))
    for seed in 1...24 as ClosedRange<UInt64> {
      if let mismatch = try Scenario(.keyed, point: .minimal, seed: seed, lines: 250).run(on: model).mismatch {
        #expect(mismatch.what.hasPrefix(defect.difference), "\(mismatch)")
        return
      }
    }
    Issue.record("no difference in 24 seeds")
  }
}
