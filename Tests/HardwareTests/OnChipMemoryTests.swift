import HDL
import Testing

@testable import Hardware

/// Main memory and boot ROM of a board.
@Suite struct OnChipMemoryTests {
  private func memory() throws -> CycleSimulator<OnChipMemory> {
    let simulator = try CycleSimulator(
      OnChipMemory(words: 32, contents: (0..<10).map { 0x1111 * ($0 + 1) }, boot: [0xfeed, 0xbeef]),
      start: .random(seed: 11))
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
  private func write(_ words: [UInt64], to address: UInt64, _ memory: CycleSimulator<OnChipMemory>) throws -> UInt64 {
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

  /// Reads a line with a reader that takes a word in every `pace`-th cycle: the words, RRESP, and the cycles it took.
  private func read(
    _ address: UInt64, pace: Int = 1, _ memory: CycleSimulator<OnChipMemory>
  ) throws -> (words: [UInt64], response: UInt64, cycles: Int) {
    memory.axiAr.payload.addr = address
    memory.axiAr.valid = true
    while !memory.axiAr.ready { try memory.tick() }
    let start = memory.cycle
    try memory.tick()
    memory.axiAr.valid = false
    var words: [UInt64] = []
    var responses: Set<UInt64> = []
    while words.count < 8 {
      memory.axiR.ready = memory.cycle % pace == 0
      if memory.axiR.valid && memory.axiR.ready {
        words.append(memory.axiR.payload.data)
        responses.insert(memory.axiR.payload.resp)
        #expect(memory.axiR.payload.last == (words.count == 8))
      }
      try memory.tick()
    }
    memory.axiR.ready = false
    #expect(!memory.axiR.valid && responses.count == 1)
    return (words, responses.first ?? 9, memory.cycle - start)
  }

  @Test("contents are there from power-on") func contents() throws {
    let memory = try memory()
    #expect(try read(0x8000_0000, memory).words == (0..<8).map { 0x1111 * ($0 + 1) })
    #expect(try read(0x8000_0040, memory).words == [0x9999, 0xaaaa] + Array(repeating: 0, count: 6))
    let boot = try read(0x1000, memory)
    #expect(boot.words == [0xfeed, 0xbeef] + Array(repeating: 0, count: 6) && boot.response == 0)
  }

  @Test("lines come back, whatever the pace of the reader", arguments: [1, 2, 3]) func lines(pace: Int) throws {
    let memory = try memory()
    let lines = (0..<4).map { line in (0..<8).map { UInt64(line) << 32 | $0 &* 0x9e37_79b9 } }
    for (number, line) in lines.enumerated() {
      #expect(try write(line, to: 0x8000_0000 + 64 * UInt64(number), memory) == 0)
    }
    for (number, line) in lines.enumerated() {
      let answer = try read(0x8000_0000 + 64 * UInt64(number), pace: pace, memory)
      #expect(answer.words == line && answer.response == 0)
      // Three cycles to the first beat, one for each.
      if pace == 1 { #expect(answer.cycles == 11) }
    }
  }

  @Test("what is not there is an error, and writes nothing") func errors() throws {
    let memory = try memory()
    let line = [UInt64](repeating: 0x55, count: 8)
    #expect(try write(line, to: 0x8000_0040, memory) == 0)
    for address: UInt64 in [0x8000_0140, 0x7fff_ffc0, 0x40, 0x8000_0044, 0x1040, 0x8000_1000] {
      #expect(try write(line.map { ~$0 }, to: address, memory) == 2)
      #expect(try read(address, memory).response == 2)
    }
    #expect(try write(line, to: 0x1000, memory) == 2, "the boot ROM is read-only")
    #expect(try read(0x1000, memory).words[0] == 0xfeed)
    memory.axiW.payload.strb = 0x7f
    #expect(try write(line, to: 0x8000_0000, memory) == 2)
    memory.axiAr.payload.len = 3
    #expect(try read(0x8000_0040, memory).response == 2)
    memory.axiAr.payload.len = 7
    #expect(try read(0x8000_0040, memory).words == line)
  }
}
