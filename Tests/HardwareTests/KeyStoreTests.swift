import HDL
import Testing

@testable import Hardware

@Suite struct KeyStoreTests {
  /// Drives a `KeyStore`.
  struct Bench {
    let simulator: CycleSimulator<KeyStore>
    let slots: Int
    let keyBytes: Int

    init(_ point: DesignPoint, seed: UInt64 = 1) throws {
      slots = point.parameters.keySlots
      keyBytes = point.parameters.keyBits / 8
      simulator = try simulateHere(KeyStore(point.parameters), seed: seed)
    }

    /// Resets and waits for the end of the sweep.
    func resetAndSweep() throws {
      try simulator.reset()
      try simulator.run(until: \.ready, equals: true, limit: 100)
    }

    func write(_ key: [UInt8], to slot: Int) throws { try operate(\.write, slot, key) }
    func erase(_ slot: Int) throws { try operate(\.erase, slot, [UInt8](repeating: 0xff, count: keyBytes)) }

    private func operate(_ operation: KeyPath<KeyStore, Bit.Input>, _ slot: Int, _ key: [UInt8]) throws {
      simulator.writeSlot = UInt64(slot)
      try simulator.poke(\.writeKey, Constant(bytes: key))
      simulator[dynamicMember: operation] = true
      try simulator.tick()
      simulator[dynamicMember: operation] = false
    }

    /// Data key and tweak key as the engine gets them, one cycle later.
    func read(_ slot: Int, aes256: Bool) throws -> (data: [UInt8], tweak: [UInt8]) {
      simulator.readSlot = UInt64(slot)
      simulator.readAES256 = aes256
      try simulator.tick()
      return (try simulator.peek(\.dataKey).bytes, try simulator.peek(\.tweakKey).bytes)
    }

    func keys() throws -> [[UInt8]] {
      try (0..<slots).map { try simulator.simulation.peek(memory: "keys", at: $0).bytes }
    }
    var noKeys: [[UInt8]] { [[UInt8]](repeating: [UInt8](repeating: 0, count: keyBytes), count: slots) }
  }

  static let points: [DesignPoint] = [.minimal, .small]

  @Test("reset erases every slot, one in a cycle, whatever was there", arguments: points)
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
      for swept in 0..<store.slots {
        #expect(!store.simulator.ready, "\(swept) slots swept")
        #expect(try store.keys() == Array(store.noKeys.prefix(swept) + keys.dropFirst(swept)))
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
    try store.simulator.tick(store.slots - 1)
    try store.simulator.reset()
    #expect(
      try store.simulator.run(until: \.ready, equals: true, limit: 100) == store.slots)
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

  @Test("the halves of a key are data key and tweak key, those of a short one in its lower half", arguments: points)
  func halves(point: DesignPoint) throws {
    let store = try Bench(point)
    try store.resetAndSweep()
    var generator = SeededGenerator(seed: 6)
    for slot in 0..<store.slots {
      let key = generator.bytes(store.keyBytes)
      try store.write(key, to: slot)
      let long = try store.read(slot, aes256: true)
      #expect(long.data + long.tweak == key)
      guard point.parameters.aes256 else { continue }
      let short = try store.read(slot, aes256: false)
      let padding = [UInt8](repeating: 0, count: 16)
      #expect(short.data == key[0..<16] + padding)
      #expect(short.tweak == key[16..<32] + padding)
    }
    // What was read last does not outlive its slot.
    _ = try store.read(1, aes256: true)
    try store.erase(1)
    let erased = try store.read(1, aes256: true)
    #expect((erased.data + erased.tweak).allSatisfy { $0 == 0 })
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
