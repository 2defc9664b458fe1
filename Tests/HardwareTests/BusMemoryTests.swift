import HDL
import Testing

@testable import Hardware

/// The memory behind the unit on a board.
@Suite struct BusMemoryTests {
  private func memory() throws -> CycleSimulator<BusMemory> {
    let simulator = try CycleSimulator(BusMemory(lines: 4, firstLine: 0x1000), start: .random(seed: 3))
    try simulator.reset()
    simulator.axiB.ready = true
    simulator.axiW.payload.strb = 0xff
    for burst in [simulator.axiAr, simulator.axiAw] {
      burst.payload.len = 7
      burst.payload.size = 3
      burst.payload.burst = 1
    }
    return simulator
  }

  /// Writes a line and gives BRESP.
  private func write(_ words: [UInt64], to address: UInt64, _ memory: CycleSimulator<BusMemory>) throws -> UInt64 {
    memory.axiAw.payload.addr = address
    memory.axiAw.valid = true
    while !memory.axiAw.ready { try memory.tick() }
    try memory.tick()
    memory.axiAw.valid = false
    memory.axiW.valid = true
    for (index, word) in words.enumerated() {
      memory.axiW.payload.data = word
      memory.axiW.payload.last = index == words.count - 1
      while !memory.axiW.ready { try memory.tick() }
      try memory.tick()
    }
    memory.axiW.valid = false
    #expect(memory.axiB.valid)
    let response = memory.axiB.payload.resp
    try memory.tick()
    return response
  }

  /// Reads a line with a reader that takes a word in every `pace`-th cycle, and gives the words with RRESP.
  private func read(_ address: UInt64, pace: Int, _ memory: CycleSimulator<BusMemory>) throws -> ([UInt64], UInt64) {
    memory.axiAr.payload.addr = address
    memory.axiAr.valid = true
    #expect(memory.axiAr.ready)
    try memory.tick()
    memory.axiAr.valid = false
    var words: [UInt64] = []
    var response: UInt64 = 0
    while words.count < 8 {
      memory.axiR.ready = memory.cycle % pace == 0
      if memory.axiR.valid && memory.axiR.ready {
        words.append(memory.axiR.payload.data)
        response = memory.axiR.payload.resp
        #expect(memory.axiR.payload.last == (words.count == 8))
      }
      try memory.tick()
    }
    memory.axiR.ready = false
    #expect(!memory.axiR.valid)
    return (words, response)
  }

  @Test(arguments: [1, 2, 3]) func linesComeBack(pace: Int) throws {
    let memory = try memory()
    let lines = (0..<4).map { line in (0..<8).map { UInt64(line) << 32 | $0 &* 0x9e37_79b9 } }
    for (number, line) in lines.enumerated() {
      #expect(try write(line, to: 0x4_0000 + 64 * UInt64(number), memory) == 0)
    }
    for (number, line) in lines.enumerated() {
      let (words, response) = try read(0x4_0000 + 64 * UInt64(number), pace: pace, memory)
      #expect(words == line)
      #expect(response == 0)
    }
  }

  @Test func whatIsNotThereIsAnError() throws {
    let memory = try memory()
    let line = [UInt64](repeating: 0x55, count: 8)
    #expect(try write(line, to: 0x4_0040, memory) == 0)
    for address: UInt64 in [0x4_0140, 0x3_ffc0, 0x8004_0040, 0x4_0044] {
      #expect(try write(line.map { ~$0 }, to: address, memory) == 2)
      #expect(try read(address, pace: 1, memory).1 == 2)
    }
    memory.axiW.payload.strb = 0x7f
    #expect(try write(line, to: 0x4_0000, memory) == 2)
    memory.axiAr.payload.len = 3
    #expect(try read(0x4_0040, pace: 1, memory).1 == 2)
    memory.axiAr.payload.len = 7
    #expect(try read(0x4_0040, pace: 1, memory).0 == line)
  }
}
