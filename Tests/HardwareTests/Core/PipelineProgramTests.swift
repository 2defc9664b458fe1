import Cosimulation
import Foundation
import Testing
import Toolchain

@testable import Hardware

/// The programs of `sim/bare` on the pipeline. What they expect is written in them.
@Suite struct PipelineProgramTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sim/bare").path

  /// Runs a program to its end: what it wrote to the finisher, and cycles and instructions it took.
  private func run(
    _ source: String, _ timing: PipelineBench.Timing
  ) throws -> (finish: UInt32?, cycles: Int, instructions: Int) {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/\(source)")
    let bench = try PipelineBench(timing: timing)
    bench.memory = BenchMemory(size: 1 << 20)
    bench.memory.devices = BenchDevices()
    for segment in elf.segments {
      let contents = elf.contents(of: segment) + [0, 0, 0]
      for offset in stride(from: 0, to: contents.count - 3, by: 4) {
        let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(contents[offset + $1]) << UInt32(8 * $1) }
        bench.memory.poke(segment.address + UInt32(offset), word)
      }
    }
    var boot = InstructionSequence(at: BenchMemory.rom)
    boot.load(5, elf.entry)
    boot.add("jalr", rs1: 5)
    try bench.load(boot)
    let start = bench.simulator.cycle
    var count = 0
    while bench.memory.devices?.finish == nil, bench.simulator.cycle - start < 3_000_000 {
      try bench.tick()
      count += bench.retired.count
      bench.retired = []
    }
    return (bench.memory.devices?.finish, bench.simulator.cycle - start, count)
  }

  @Test(
    arguments: [
      "atomics", "branches", "integer", "interrupts", "memory", "multiply", "privileges", "registers", "self-modifying",
      "traps",
    ]) func everyTestInAssemblySucceeds(name: String) throws
  {
    for timing in [PipelineBench.Timing.ideal, .slow] {
      #expect(try run("tests/\(name).S", timing).finish == 0x5555)
    }
  }

  @Test(arguments: [("sorting", 1.2), ("strings", 1.05)])
  func programsComputeWhatTheyShouldInTime(name: String, cyclesPerInstruction: Double) throws {
    let run = try run("programs/\(name).c", .ideal)
    #expect(run.finish == 0x5555)
    #expect(Double(run.cycles) / Double(run.instructions) < cyclesPerInstruction)
  }
}
