import HDL
import Testing

@testable import Hardware

@Suite struct KeyStoreTests {
  /// Drives a `KeyStore`.
  struct Bench {
    let simulator: CycleSimulator<KeyStore>
    let parameters: UnitParameters
    let slots: Int
    let keyBytes: Int
    /// Cycles of a sweep.
    var words: Int { slots * parameters.keyWords }

    init(_ point: DesignPoint, seed: UInt64 = 1) throws {
      parameters = point.parameters
      slots = point.parameters.keySlots
      keyBytes = point.parameters.keyBits / 8
      simulator = try simulateHere(KeyStore(point.parameters), seed: seed)
    }

    /// Resets and waits for the end of the sweep.
    func resetAndSweep() throws {
      try simulator.reset()
      try simulator.run(until: \.ready, equals: true, limit: 100)
    }

    /// Stores a key and returns the cycles that it took.
    @discardableResult func write(_ key: [UInt8], to slot: Int) throws -> Int {
      simulator.writeSlot = UInt64(slot)
      try simulator.poke(\.writeKey, Constant(bytes: key))
      simulator.write = true
      var cycles = 1
      while !simulator.written {
        try simulator.tick()
        cycles += 1
      }
      try simulator.tick()
      simulator.write = false
      return cycles
    }

    /// Frees a slot and overwrites it.
    func erase(_ slot: Int) throws {
      simulator.writeSlot = UInt64(slot)
      simulator.erase = true
      simulator.sweep = true
      try simulator.tick()
      simulator.erase = false
      simulator.sweep = false
      #expect(!simulator.ready)
      #expect(try simulator.run(until: \.ready, equals: true, limit: 100) == words)
    }

    /// A stored key as the engine gets it: word by word, each one cycle later.
    func read(_ slot: Int) throws -> [UInt8] {
      simulator.readSlot = UInt64(slot)
      return try (0..<parameters.keyWords).flatMap { word in
        simulator.readWord = UInt64(word)
        try simulator.tick()
        return try simulator.peek(\.word).bytes
      }
    }

    func keys() throws -> [[UInt8]] {
      try (0..<slots).map { slot in
        try (0..<parameters.keyWords).flatMap {
          try simulator.simulation.peek(memory: "keys", at: slot * parameters.keyWords + $0).bytes
        }
      }
    }
    var noKeys: [[UInt8]] { [[UInt8]](repeating: [UInt8](repeating: 0, count: keyBytes), count: slots) }
  }

  static let points: [DesignPoint] = [.minimal, .small]

  @Test("reset erases every slot, a word in a cycle, whatever was there", arguments: points)
  func sweep(point: DesignPoint) throws {
    for seed: UInt64 in 1...4 {
      // After power-on the memory holds anything.
      let store = try Bench(point, seed: seed)
      #expect(try store.keys() != store.noKeys, "seed \(seed)")
      try store.resetAndSweep()
      #expect(try store.keys() == store.noKeys, "seed \(seed)")

      var generator = SeededGenerator(seed: seed)
      let keys = (0..<store.slots).map { _ in generator.bytes(store.keyBytes) }
      for (slot, key) in keys.enumerated() { try store.write(key, to: slot) }
      #expect(try store.keys() == keys)
      #expect(store.simulator.full)

      try store.simulator.reset()
      for swept in 0..<store.words {
        #expect(!store.simulator.ready, "\(swept) words swept")
        let bytes = swept * store.parameters.keyWordBits / 8
        let expected = [UInt8](repeating: 0, count: bytes) + keys.flatMap { $0 }.dropFirst(bytes)
        #expect(try store.keys().flatMap { $0 } == expected)
        try store.simulator.tick()
      }
      #expect(store.simulator.ready)
      #expect(try store.keys() == store.noKeys)
      #expect(!store.simulator.full)
      #expect(store.simulator.freeSlot == 0)
    }
  }

  @Test("a reset during the sweep starts it anew", arguments: points)
  func sweepAgain(point: DesignPoint) throws {
    let store = try Bench(point, seed: 5)
    try store.simulator.reset()
    try store.simulator.tick(store.words - 1)
    try store.simulator.reset()
    #expect(
      try store.simulator.run(until: \.ready, equals: true, limit: 100) == store.words)
    #expect(try store.keys() == store.noKeys)
  }

  @Test("the free slot is the lowest, and the store is full when there is none", arguments: points)
  func freeSlots(point: DesignPoint) throws {
    let seed: UInt64 = 0xf1
    var generator = SeededGenerator(seed: seed)
    let store = try Bench(point)
    try store.resetAndSweep()
    var expected: [[UInt8]?] = [[UInt8]?](repeating: nil, count: store.slots)
    func check(_ context: String) throws {
      let free = expected.firstIndex { $0 == nil }
      #expect(store.simulator.full == (free == nil), "\(context), seed \(seed)")
      if let free { #expect(store.simulator.freeSlot == UInt64(free), "\(context), seed \(seed)") }
      #expect(try store.keys() == zip(expected, store.noKeys).map { $0 ?? $1 }, "\(context), seed \(seed)")
    }
    // Upwards to full and back to empty, then at random.
    for slot in 0..<store.slots {
      let key = generator.bytes(store.keyBytes)
      #expect(store.simulator.freeSlot == UInt64(slot))
      try store.write(key, to: slot)
      expected[slot] = key
      try check("slot \(slot) written")
    }
    for slot in (0..<store.slots).reversed() {
      try store.erase(slot)
      expected[slot] = nil
      try check("slot \(slot) erased")
    }
    for number in 0..<200 {
      let slot = Int.random(in: 0..<store.slots, using: &generator)
      if Bool.random(using: &generator) {
        let key = generator.bytes(store.keyBytes)
        try store.write(key, to: slot)
        expected[slot] = key
      } else {
        try store.erase(slot)
        expected[slot] = nil
      }
      try check("operation \(number)")
    }
  }

  @Test("a key is stored and read a word at a time, and what was read last does not outlive it", arguments: points)
  func words(point: DesignPoint) throws {
    let store = try Bench(point)
    try store.resetAndSweep()
    var generator = SeededGenerator(seed: 6)
    let keys = (0..<store.slots).map { _ in generator.bytes(store.keyBytes) }
    for (slot, key) in keys.enumerated() {
      #expect(try store.write(key, to: slot) == point.parameters.keyWords)
    }
    for (slot, key) in keys.enumerated() { #expect(try store.read(slot) == key) }
    #expect(try store.read(1) == keys[1])
    try store.erase(1)
    try store.simulator.tick()
    #expect(try store.simulator.peek(\.word).bytes.allSatisfy { $0 == 0 })
    #expect(try store.read(1).allSatisfy { $0 == 0 })
    #expect(try store.read(0) == keys[0])
  }

  @Test("operations that contradict each other or the sweep are reported")
  func misuse() throws {
    let store = try Bench(.minimal)
    try store.simulator.reset()
    #expect(violates("no_operation_during_the_sweep") { try store.erase(0) })
    let other = try Bench(.minimal)
    try other.resetAndSweep()
    other.simulator.erase = true
    #expect(violates("one_operation_at_a_time") { try other.write([UInt8](repeating: 1, count: 32), to: 0) })
  }
}
