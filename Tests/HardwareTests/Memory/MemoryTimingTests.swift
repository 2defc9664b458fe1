import Testing

@testable import Hardware

/// When the memory unit answers, with a line port that never makes it wait.
@Suite struct MemoryTimingTests {
  @Test func missesAndHits() throws {
    let bench = try TimingBench()
    let miss = try bench.access(.load, 0x8000_0040)
    #expect(miss.value == 0x8000_0040)
    #expect(bench.kinds == [.load])
    // Looking again and deciding, asking for the line, eight words, reading it.
    #expect(miss.cycles == 1 + 3 + 1 + 8 + 2)
    #expect(try bench.access(.load, 0x8000_007c) == (1, 0x8000_007c))
    #expect(try bench.access(.store, 0x8000_0044, 0x1111_1111).cycles == 1)
    #expect(try bench.access(.load, 0x8000_0044) == (1, 0x1111_1111))
    #expect(try bench.access(.add, 0x8000_0044, 1) == (2, 0x1111_1111))
    #expect(try bench.access(.load, 0x8000_0044) == (1, 0x1111_1112))
    #expect(try bench.access(.loadReserved, 0x8000_0044) == (2, 0x1111_1112))
    #expect(try bench.access(.storeConditional, 0x8000_0048, 7) == (2, 0))
    #expect(try bench.access(.storeConditional, 0x8000_0048, 8) == (2, 1))
    #expect(try bench.access(.load, 0x8000_0048) == (1, 7))
    #expect(bench.kinds == [.load])
  }

  @Test func aDirtyLineIsWrittenBackBehindTheFill() throws {
    let bench = try TimingBench()
    _ = try bench.access(.store, 0x8000_0040, 0x2222_2222)
    _ = try bench.access(.load, 0x8000_1040)
    #expect(bench.kinds == [.storeFill, .load])
    // The third line of the set: the first goes. It leaves its place in eight cycles, which a memory that needs as long hides.
    let miss = try bench.access(.load, 0x8000_2040)
    #expect(miss.cycles == 1 + 3 + 1 + 8 + 8 + 2)
    while !bench.isQuiet { try bench.tick() }
    #expect(bench.kinds == [.storeFill, .load, .load, .writeBack])
    #expect(bench.written.first == 0x8000_0044_2222_2222)
    #expect(bench.written.count == 8)

    let slow = try TimingBench()
    slow.wait = 8
    _ = try slow.access(.store, 0x8000_0040)
    let clean = try slow.access(.load, 0x8000_1040)
    #expect(clean.cycles == 1 + 3 + 1 + 8 + 8 + 2)
    #expect(try slow.access(.load, 0x8000_2040).cycles == clean.cycles)
  }

  @Test func oneAccessInEveryCycle() throws {
    let bench = try TimingBench()
    let unit = bench.unit
    _ = try bench.access(.store, 0x8000_0080)
    _ = try bench.access(.load, 0x8000_1080)
    // Stores to a byte after the other, then loads of words that were not stored to just before.
    for byte in 0..<8 as Range<UInt64> {
      try bench.offer(.store, 0x8000_0080 + byte, 0x30 + byte, size: 0)
      #expect(unit.data.ready && unit.resultValid)
    }
    let cycle = unit.cycle
    for place in [0x8000_0080, 0x8000_1088, 0x8000_0084, 0x8000_108c] as [UInt64] {
      try bench.offer(.load, place)
      #expect(unit.data.ready && unit.resultValid)
      #expect(unit.result == (place == 0x8000_0080 ? 0x3332_3130 : place == 0x8000_0084 ? 0x3736_3534 : place))
    }
    #expect(unit.cycle == cycle + 4)
    // A word that was stored to in one of the two cycles before is looked for again.
    try bench.offer(.store, 0x8000_0080, 5)
    #expect(try bench.access(.load, 0x8000_0080) == (4, 5))
    try bench.offer(.store, 0x8000_0080, 6)
    try bench.tick()
    #expect(try bench.access(.load, 0x8000_0080) == (4, 6))
    try bench.offer(.store, 0x8000_0080, 7)
    try bench.tick()
    try bench.tick()
    #expect(try bench.access(.load, 0x8000_0080) == (1, 7))
  }

  @Test func oneFetchInEveryCycle() throws {
    let bench = try TimingBench()
    let unit = bench.unit
    unit.instructionReady = true
    func offer(_ address: UInt64) throws {
      unit.fetch.payload.address = address
      unit.fetch.valid = true
      while !unit.fetch.ready { try bench.tick() }
      try bench.tick()
      unit.fetch.valid = false
    }
    try offer(0x8000_0040)
    var cycles = 1
    while !unit.instructionValid {
      try bench.tick()
      cycles += 1
    }
    // Deciding, asking for the line, eight words, looking again.
    #expect(cycles == 1 + 1 + 1 + 8 + 2)
    for address in stride(from: 0x8000_0044, to: 0x8000_0080, by: 4) as StrideTo<UInt64> {
      try offer(address)
      #expect(unit.instructionValid && unit.instruction == address)
    }
    // An answer that is not taken stays; a cancel ends it, and lets the next fetch in.
    unit.instructionReady = false
    for _ in 0..<3 {
      #expect(unit.instructionValid && unit.instruction == 0x8000_007c && !unit.fetch.ready)
      try bench.tick()
    }
    unit.fetchCancel = true
    #expect(!unit.instructionValid)
    try offer(0x8000_0048)
    unit.fetchCancel = false
    #expect(unit.instructionValid && unit.instruction == 0x8000_0048)

    // One that waits while fence.i is done is fetched again.
    _ = try bench.access(.store, 0x8000_0048, 0x3333_3333)
    #expect(unit.instructionValid && unit.instruction == 0x8000_0048)
    unit.commandValid = true
    while !unit.commandReady { try bench.tick() }
    try bench.tick()
    unit.commandValid = false
    while !unit.instructionValid { try bench.tick() }
    #expect(unit.instruction == 0x3333_3333)
  }

  @Test func commands() throws {
    let bench = try TimingBench()
    let unit = bench.unit
    _ = try bench.access(.store, 0x8000_0040, 1)
    unit.commandValid = true
    var cycles = 0
    while !unit.commandReady {
      try bench.tick()
      cycles += 1
    }
    try bench.tick()
    unit.commandValid = false
    #expect(bench.kinds == [.storeFill, .writeBack])
    // Three cycles for each of 64 sets; the line that is dirty takes a look, a decision, ten cycles to leave its place and nine to
    // be written more.
    #expect(cycles == 64 * 3 + 3 + 1 + 10 + 9)
    _ = try bench.access(.load, 0x8000_0040)
    #expect(bench.kinds == [.storeFill, .writeBack, .load])
    unit.command = true
    unit.commandValid = true
    cycles = 0
    while !unit.commandReady {
      try bench.tick()
      cycles += 1
    }
    #expect(cycles == 16)
  }
}
