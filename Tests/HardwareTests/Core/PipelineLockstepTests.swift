import Cosimulation
import Foundation
import Testing

@testable import Hardware

/// Random programs with random interrupts and a memory of random speed, each instruction compared with the golden model.
///
/// `CORE_SEED=7 CORE_INSTRUCTIONS=100000 swift test --filter PipelineLockstepTests` runs one seed, as long as wanted.
@Suite struct PipelineLockstepTests {
  private static let seeds: [UInt64] = {
    if let text = ProcessInfo.processInfo.environment["CORE_SEED"], let seed = UInt64(text) { return [seed] }
    return Array(1...16)
  }()

  private static let length =
    ProcessInfo.processInfo.environment["CORE_INSTRUCTIONS"].flatMap { Int($0) } ?? 4_000

  @Test(arguments: seeds) func randomProgramsRunAsOnTheModel(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let timing: PipelineBench.Timing = seed % 3 == 0 ? .ideal : seed % 3 == 1 ? .slow : .init(misses: 20, delay: 30)
    let parameters = seed % 4 == 0 ? CoreParameters.minimal : CoreParameters()
    let lockstep = PipelineLockstep(try PipelineBench(parameters, timing: timing, seed: seed))
    try run(lockstep, instructions: Self.length, &random, "CORE_SEED=\(seed) CORE_INSTRUCTIONS=\(Self.length)")
  }

  private func run(
    _ lockstep: PipelineLockstep, instructions: Int, _ random: inout SeededGenerator, _ replay: String
  ) throws {
    let program = try RandomProgram(instructions: 1_000, using: &random)
    lockstep.load(program.boot, at: RandomProgram.boot)
    lockstep.load(program.handler, at: RandomProgram.handler)
    lockstep.load(program.code, at: RandomProgram.code)
    lockstep.load((0..<1024).map { _ in UInt32(truncatingIfNeeded: random.next()) }, at: RandomProgram.data)
    var inputs: UInt32 = 0
    var idle = 0
    while lockstep.compared < instructions {
      if random.next() % 64 == 0 {
        inputs = random.next() % 2 == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()) & 0xa88
      }
      lockstep.bench.interrupt(
        software: inputs & 8 != 0, timer: inputs & 0x80 != 0, external: inputs & 0x800 != 0,
        supervisor: inputs & 0x200 != 0)
      lockstep.bench.time = random.next()
      let before = lockstep.compared
      guard try lockstep.tick(inputs: inputs) else {
        Issue.record("replay: \(replay) swift test --filter PipelineLockstepTests")
        return
      }
      idle = lockstep.compared == before ? idle + 1 : 0
      if idle > 1_000 {
        Issue.record("nothing retires; replay: \(replay) swift test --filter PipelineLockstepTests")
        return
      }
    }
  }
}
