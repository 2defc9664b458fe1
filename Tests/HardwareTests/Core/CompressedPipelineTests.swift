import HDL
import Simulation
import Testing

@testable import Cosimulation
@testable import Hardware

/// How long instructions take at addresses that are no multiple of 4.
@Suite struct CompressedPipelineTests {
  /// The cycles of a turn of a loop: these halves, from half `start` of main memory on, and a branch back to them.
  private func cycles(start: Int, _ halves: [UInt16]) throws -> Int {
    var parameters = CoreParameters()
    parameters.compressed = true
    let bench = try PipelineBench(parameters)
    var boot = InstructionSequence(at: BenchMemory.rom)
    boot.load(9, 20)
    boot.load(1, BenchMemory.ram)
    boot.add("jalr", rs1: 1)
    try bench.load(boot)
    // c.addi s1, -1; c.bnez s1 to the beginning; c.j to itself.
    let turn = halves + [0x14fd, CompressedFormat.branch(0xe081, distance: -2 * halves.count - 2)]
    let code = [UInt16](repeating: 1, count: start) + turn + [0xa001, 1]
    for index in stride(from: 0, to: code.count - 1, by: 2) {
      bench.memory.poke(BenchMemory.ram + UInt32(2 * index), UInt32(code[index]) | UInt32(code[index + 1]) << 16)
    }
    try bench.runToEnd()
    let turns = bench.retired.filter { $0.pc == BenchMemory.ram + UInt32(2 * start) }
    #expect(turns.count == 20)
    return turns[17].cycle - turns[16].cycle
  }

  @Test("an instruction in each cycle, wherever it begins, but for the first of a block that is cut")
  func everyCycle() throws {
    let short: [UInt16] = [0x0085, 0x0105]
    // addi ra, ra, 1; addi sp, sp, 1.
    let long: [UInt16] = [0x8093, 0x0010, 0x0113, 0x0011]
    for start in 0...1 {
      #expect(try cycles(start: start, short) == 4)
      #expect(try cycles(start: start, [1] + long) == 5)
      #expect(try cycles(start: start, [1, 1] + long) == 6)
      #expect(try cycles(start: start, long) == 4 + start)
    }
  }
}
