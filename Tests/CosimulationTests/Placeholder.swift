import Cosimulation
import Foundation
import Hardware
import Simulation
import Testing

@Test(arguments: DesignPoint.allCases) func smoke(point: DesignPoint) throws {
  let model = try SimulationModel(point.design())
  var regression = Regression(point: point)
  regression.seeds = Int(ProcessInfo.processInfo.environment["SEEDS"] ?? "20")!
  regression.linesPerSeed = 200
  let start = Date()
  let result = try regression.run(on: model)
  print(point, result.passed, result.lines, result.cycles, Date().timeIntervalSince(start))
  if let failure = result.failure {
    print(failure.mismatch!, failure.scenario.replayCommand)
  }
  print("unreached", result.unreached)
  #expect(result.failure?.mismatch == nil)
}
@Test func debug() throws {
  guard let only = ProcessInfo.processInfo.environment["ONLY"] else { return }
  let p = DesignPoint(rawValue: ProcessInfo.processInfo.environment["POINT"]!)!
  let s = Scenario(point: p, seed: UInt64(ProcessInfo.processInfo.environment["SEED"]!)!, lines: 200, only: only.split(separator: ",").map { Int($0)! })
  print(try s.listing().joined(separator: "\n"))
  var o = SimulationOptions(); o.waveform = .vcd
  let model = try SimulationModel(p.design(), options: o)
  print(try s.run(on: model, waveform: "/tmp/debug.vcd").mismatch as Any)
}
