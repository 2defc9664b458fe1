import HDL
import Reference
import Testing

@testable import Hardware

/// The block device and the golden one, side by side; the medium takes its time, and fails when it is to.
private struct BlockDeviceBench {
  /// Sectors in memory.
  final class Sectors: Medium {
    var contents: [[UInt8]]

    init(_ contents: [[UInt8]]) { self.contents = contents }

    var sectors: UInt32 { UInt32(contents.count) }
    func read(_ sector: UInt32) -> [UInt8]? { contents[Int(sector)] }
    func write(_ sector: UInt32, _ bytes: [UInt8]) -> Bool {
      contents[Int(sector)] = bytes
      return true
    }
  }

  let device: SimulatedBlockDevice
  let medium: Sectors
  let golden: Reference.BlockDevice
  var generator: SeededGenerator
  /// Words that the medium was given, and requests that it had.
  var taken: [UInt32] = []
  var requests = 0

  init(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let contents = (0..<6).map { _ in generator.bytes(512) }
    medium = Sectors(contents)
    golden = Reference.BlockDevice(medium: Sectors(contents))
    self.generator = generator
    device = try simulateBlockDevice(seed: seed)
    device.sectors = UInt64(contents.count)
    try device.reset()
  }

  /// One access; nil for an error.
  func access(_ offset: UInt32, write value: UInt32? = nil, size: UInt64 = 2) throws -> UInt32? {
    device.access.valid = true
    device.access.write = value != nil
    device.access.offset = UInt64(offset)
    device.access.size = size
    device.access.store = UInt64(value ?? 0)
    let isError = device.error
    let register = UInt32(device.data)
    try device.tick()
    device.access.valid = false
    return isError ? nil : register | UInt32(device.word)
  }

  /// Carries out what the device asks for, with pauses; with a failure after some words.
  mutating func transfer(failingAfter words: Int?) throws {
    let device = device
    func wait(_ generator: inout SeededGenerator) throws {
      for _ in 0..<Int.random(in: 0..<3, using: &generator) { try device.tick() }
    }
    try #require(device.request.valid)
    requests += 1
    try wait(&generator)
    let (sector, isWrite) = (Int(device.request.payload.sector), device.request.payload.write)
    device.request.ready = true
    try device.tick()
    device.request.ready = false
    taken = []
    for word in 0..<(words ?? 128) {
      try wait(&generator)
      if isWrite {
        device.toMedium.ready = true
        var cycles = 0
        while !device.toMedium.valid {
          try device.tick()
          cycles += 1
          try #require(cycles < 3)
        }
        taken.append(UInt32(device.toMedium.payload.data))
        try device.tick()
        device.toMedium.ready = false
      } else {
        let bytes = medium.contents[sector][4 * word..<4 * word + 4]
        device.fromMedium.valid = true
        device.fromMedium.payload.data = UInt64(bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        try #require(device.fromMedium.ready)
        try device.tick()
        device.fromMedium.valid = false
      }
      #expect(try access(12) == 1, "busy in the middle")
    }
    if words == nil, isWrite {
      medium.contents[sector] = taken.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }
    // A word that is offered is taken before the answer.
    device.answer.valid = true
    device.answer.payload.error = words != nil
    device.toMedium.ready = true
    while !device.answer.ready {
      try device.tick()
    }
    try device.tick()
    device.answer.valid = false
    device.toMedium.ready = false
  }

  mutating func runCommands(seed: UInt64) throws {
    try fill()
    for step in 0..<60 {
      let comment: Comment = "step \(step), seed \(seed)"
      let sector = UInt32.random(in: 0..<8, using: &generator)
      let command = UInt32.random(in: 0..<4, using: &generator)
      let enable = UInt32.random(in: 0..<2, using: &generator)
      for (offset, value) in [(16, enable), (0, sector), (8, command)] as [(UInt32, UInt32)] {
        _ = try access(offset, write: value)
        #expect(golden.write(offset, bytes: 4, value))
      }
      let isTransfer = (1...2).contains(command) && sector < 6
      #expect(device.request.valid == isTransfer, comment)
      if isTransfer {
        #expect(try !device.interrupt && access(12) == 1, comment)
        try transfer(failingAfter: nil)
      }
      #expect(device.interrupt == golden.interrupt, comment)
      for offset in [0, 4, 8, 12, 16, 20, 0x1fc, 0x400, 0xffc] as [UInt32] {
        #expect(try access(offset) == golden.read(offset, bytes: 4), comment)
      }
      try compareBuffer(comment)
      // Some words of the buffer, and an acknowledgement, become others.
      let acknowledged = UInt32.random(in: 0..<8, using: &generator)
      let changes = (0..<4).map { _ in
        (0x200 + 4 * UInt32.random(in: 0..<128, using: &generator), generator.next() as UInt32)
      }
      for (offset, value) in changes + [(12, acknowledged)] {
        _ = try access(offset, write: value)
        #expect(golden.write(offset, bytes: 4, value))
      }
      #expect(try access(12) == golden.read(12, bytes: 4), comment)
    }
    #expect(requests > 10)
    for sector in 0..<6 {
      // What the golden medium has, as its device reads it.
      _ = golden.write(0, bytes: 4, UInt32(sector))
      _ = golden.write(8, bytes: 4, 1)
      let bytes = (0..<128).flatMap { word in
        let value = golden.read(0x200 + 4 * UInt32(word), bytes: 4) ?? 0
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      }
      #expect(medium.contents[sector] == bytes, "sector \(sector), seed \(seed)")
    }
  }

  /// What the buffer holds after reset is not specified.
  mutating func fill() throws {
    for word in 0..<128 as Range<UInt32> {
      let value: UInt32 = generator.next()
      _ = try access(0x200 + 4 * word, write: value)
      #expect(golden.write(0x200 + 4 * word, bytes: 4, value))
    }
  }

  func compareBuffer(_ comment: Comment) throws {
    for word in 0..<128 as Range<UInt32> {
      #expect(try access(0x200 + 4 * word) == golden.read(0x200 + 4 * word, bytes: 4), comment)
    }
  }

  mutating func checkBusy() throws {
    try fill()
    let word = try access(0x200)
    _ = try access(0, write: 3)
    _ = try access(8, write: 2)
    for (offset, value) in [(0, 1), (8, 1), (0x200, 7), (12, 7)] as [(UInt32, UInt32)] {
      _ = try access(offset, write: value)
    }
    #expect(try access(0) == 3 && access(0x200) == 0 && access(12) == 1)
    _ = try access(16, write: 1)
    #expect(!device.interrupt && device.request.valid && device.request.payload.write)
    try transfer(failingAfter: nil)
    #expect(taken[0] == word && device.interrupt)
    #expect(try access(12) == 2 && access(0x200) == word && access(16) == 1)
  }
}

/// The block device against the golden one, command by command.
@Suite struct BlockDeviceTests {
  @Test("random commands leave registers, buffer and medium as the golden device's", arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) throws {
    var bench = try BlockDeviceBench(seed: seed)
    try bench.runCommands(seed: seed)
  }

  @Test("while a command is carried out nothing can be changed but the interrupt, and the buffer reads as zero")
  func busy() throws {
    var bench = try BlockDeviceBench(seed: 5)
    try bench.checkBusy()
  }

  @Test("a medium that fails ends the transfer with an error, however many words there were")
  func failure() throws {
    for (words, command) in [(0, 1), (5, 1), (128, 1), (0, 2), (5, 2), (128, 2)] as [(Int, UInt32)] {
      var bench = try BlockDeviceBench(seed: 6)
      _ = try bench.access(0, write: 5)
      _ = try bench.access(8, write: command)
      let before = bench.medium.contents
      try bench.transfer(failingAfter: words)
      #expect(try bench.access(12) == 6 && bench.medium.contents == before)
      // The next command finds everything as it should be.
      _ = try bench.access(8, write: 1)
      try bench.transfer(failingAfter: nil)
      #expect(try bench.access(12) == 2)
      let first = before[5][0..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      #expect(try bench.access(0x200) == first)
    }
  }

  @Test("bytes and halves are refused")
  func sizes() throws {
    let bench = try BlockDeviceBench(seed: 7)
    for size in [0, 1] as [UInt64] {
      #expect(try bench.access(0, size: size) == nil)
      #expect(try bench.access(0x200, write: 1, size: size) == nil)
    }
    #expect(bench.golden.read(0, bytes: 1) == nil && !bench.golden.write(0x200, bytes: 2, 0))
  }
}
