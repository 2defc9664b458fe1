import HDL
import Testing

@testable import Hardware

/// Main memory and boot ROM of a board.
@Suite struct OnChipMemoryTests {
  private func memory() throws -> CycleSimulator<OnChipMemory> {
    let simulator = try CycleSimulator(
      OnChipMemory(words: 32, contents: (0..<10).map { 0x1111 * ($0 + 1) }, boot: [0xfeed, 0xbeef]),
      start: .random(seed: 11))
    try simulator.begin()
    return simulator
  }

  @Test("contents are there from power-on") func contents() throws {
    let memory = try memory()
    #expect(try memory.read(0x8000_0000).words == (0..<8).map { 0x1111 * ($0 + 1) })
    #expect(try memory.read(0x8000_0040).words == [0x9999, 0xaaaa] + Array(repeating: 0, count: 6))
    let boot = try memory.read(0x1000)
    #expect(boot.words == [0xfeed, 0xbeef] + Array(repeating: 0, count: 6) && boot.response == 0)
  }

  @Test("lines come back, whatever the pace of the reader", arguments: [1, 2, 3]) func lines(pace: Int) throws {
    let memory = try memory()
    let lines = (0..<4).map { line in (0..<8).map { UInt64(line) << 32 | $0 &* 0x9e37_79b9 } }
    for (number, line) in lines.enumerated() {
      #expect(try memory.write(line, to: 0x8000_0000 + 64 * UInt64(number)) == 0)
    }
    for (number, line) in lines.enumerated() {
      let answer = try memory.read(0x8000_0000 + 64 * UInt64(number), pace: pace)
      #expect(answer.words == line && answer.response == 0)
      // Three cycles to the first beat, one for each.
      if pace == 1 { #expect(answer.cycles == 11) }
    }
  }

  @Test("what is not there is an error, and writes nothing") func errors() throws {
    let memory = try memory()
    let line = [UInt64](repeating: 0x55, count: 8)
    #expect(try memory.write(line, to: 0x8000_0040) == 0)
    for address: UInt64 in [0x8000_0140, 0x7fff_ffc0, 0x40, 0x8000_0044, 0x1040, 0x8000_1000] {
      #expect(try memory.write(line.map { ~$0 }, to: address) == 2)
      #expect(try memory.read(address).response == 2)
    }
    #expect(try memory.write(line, to: 0x1000) == 2, "the boot ROM is read-only")
    #expect(try memory.read(0x1000).words[0] == 0xfeed)
    memory.axiW.payload.strb = 0x7f
    #expect(try memory.write(line, to: 0x8000_0000) == 2)
    memory.axiAr.payload.len = 3
    #expect(try memory.read(0x8000_0040).response == 2)
    memory.axiAr.payload.len = 7
    #expect(try memory.read(0x8000_0040).words == line)
  }
}
