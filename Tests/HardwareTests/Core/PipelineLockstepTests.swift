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

  /// Instructions of each program.
  private static let programLength = 500

  @Test(arguments: seeds) func randomProgramsRunAsOnTheModel(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let timing: PipelineBench.Timing = seed % 3 == 0 ? .ideal : seed % 3 == 1 ? .slow : .init(misses: 20, delay: 30)
    let parameters = seed % 4 == 0 ? CoreParameters.minimal : CoreParameters()
    let lockstep = PipelineLockstep(try PipelineBench(parameters, timing: timing, seed: seed))
    for _ in 0..<Self.length / Self.programLength {
      try lockstep.restart()
      guard try run(lockstep, &random) else {
        Issue.record(
          "replay: CORE_SEED=\(seed) CORE_INSTRUCTIONS=\(Self.length) swift test --filter PipelineLockstepTests")
        return
      }
    }
  }

  /// False when the two differ, or nothing retires any more.
  private func run(_ lockstep: PipelineLockstep, _ random: inout SeededGenerator) throws -> Bool {
    let program = try RandomProgram(instructions: 300, using: &random)
    lockstep.load(program.boot, at: RandomProgram.boot)
    lockstep.load(program.handler, at: RandomProgram.handler)
    lockstep.load(program.code, at: RandomProgram.code)
    lockstep.load((0..<1024).map { _ in UInt32(truncatingIfNeeded: random.next()) }, at: RandomProgram.data)
    let hasInterrupts = random.next() % 2 == 0
    var inputs: UInt32 = 0
    var idle = 0
    while lockstep.compared < Self.programLength {
      if hasInterrupts, random.next() % 64 == 0 {
        inputs = random.next() % 2 == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()) & 0xa88
      }
      lockstep.bench.interrupt(
        software: inputs & 8 != 0, timer: inputs & 0x80 != 0, external: inputs & 0x800 != 0,
        supervisor: inputs & 0x200 != 0)
      lockstep.bench.time = random.next()
      let before = lockstep.compared
      guard try lockstep.tick(inputs: inputs) else { return false }
      idle = lockstep.compared == before ? idle + 1 : 0
      if idle > 1_000 {
        Issue.record("nothing retires after instruction \(lockstep.compared)")
        return false
      }
    }
    return true
  }
}
