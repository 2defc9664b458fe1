import HDL
import Testing

@testable import Hardware

/// The memory behind the unit on a board.
@Suite struct BusMemoryTests {
  private func memory() throws -> CycleSimulator<BusMemory> {
    let simulator = try CycleSimulator(BusMemory(lines: 4, firstLine: 0x1000), start: .random(seed: 3))
    try simulator.begin()
    return simulator
  }

  @Test(arguments: [1, 2, 3]) func linesComeBack(pace: Int) throws {
    let memory = try memory()
    let lines = (0..<4).map { line in (0..<8).map { UInt64(line) << 32 | $0 &* 0x9e37_79b9 } }
    for (number, line) in lines.enumerated() {
      #expect(try memory.write(line, to: 0x4_0000 + 64 * UInt64(number)) == 0)
    }
    for (number, line) in lines.enumerated() {
      let answer = try memory.read(0x4_0000 + 64 * UInt64(number), pace: pace)
      #expect(answer.words == line && answer.response == 0)
    }
  }

  @Test func whatIsNotThereIsAnError() throws {
    let memory = try memory()
    let line = [UInt64](repeating: 0x55, count: 8)
    #expect(try memory.write(line, to: 0x4_0040) == 0)
    for address: UInt64 in [0x4_0140, 0x3_ffc0, 0x8004_0040, 0x4_0044] {
      #expect(try memory.write(line.map { ~$0 }, to: address) == 2)
      #expect(try memory.read(address).response == 2)
    }
    memory.axiW.payload.strb = 0x7f
    #expect(try memory.write(line, to: 0x4_0000) == 2)
    memory.axiAr.payload.len = 3
    #expect(try memory.read(0x4_0040).response == 2)
    memory.axiAr.payload.len = 7
    #expect(try memory.read(0x4_0040).words == line)
  }
}
