import HDL

@testable import Hardware

/// Drives a `BlockCipher`.
struct BlockCipherBench {
  /// What becomes of a stream of blocks. Cycles are counted from the reset.
  struct Passage {
    var output: [[UInt8]] = []
    /// The cycle in which each block entered.
    var entered: [Int] = []
    /// The first cycle in which each result was there.
    var left: [Int] = []
  }

  let simulator: CycleSimulator<BlockCipher>
  let parameters: UnitParameters
  /// The key words, as they lie in a key store: those of the data key first.
  private var keys: [Constant] = []

  init(_ parameters: UnitParameters, seed: UInt64 = 1) throws {
    self.parameters = parameters
    simulator = try simulateHere(parameters.blockCipher(), seed: seed)
    try simulator.reset()
  }

  /// Starts the expansion of both keys: one cycle. A shorter key is followed by bytes that must not matter.
  mutating func begin(dataKey: [UInt8], tweakKey: [UInt8]) throws {
    try simulator.run(until: \.idle, equals: true, limit: 100)
    keys = keyWords(dataKey + tweakKey, parameters)
    simulator.aes256 = dataKey.count == 32
    simulator.expand = true
    try tick()
    simulator.expand = false
  }

  /// Expands both keys to the end.
  mutating func expand(dataKey: [UInt8], tweakKey: [UInt8]) throws {
    try begin(dataKey: dataKey, tweakKey: tweakKey)
    while !simulator.idle { try tick() }
  }

  /// A cycle, with the word that a key store gives.
  func tick() throws {
    let index = Int(simulator.keyWordIndex)
    try simulator.tick()
    if !keys.isEmpty { try simulator.poke(\.keyWord, keys[index]) }
  }

  /// Passes blocks through the cipher one behind the other, with pauses where `stall` says so.
  func process(
    _ blocks: [(block: [UInt8], mask: [UInt8], decrypt: Bool)],
    stall: () -> (input: Bool, output: Bool) = { (false, false) }
  ) throws -> Passage {
    var passage = Passage()
    var isFresh = true
    let limit = simulator.cycle + 200 + 100 * blocks.count
    while passage.output.count < blocks.count {
      let stall = stall()
      let next = passage.entered.count
      // An offer stays until it is taken.
      let offers = next < blocks.count && (simulator.blockOperation.valid || !stall.input)
      simulator.blockOperation.valid = offers
      if offers {
        try simulator.simulation.poke("block_operation_block", Constant(bytes: blocks[next].block))
        try simulator.simulation.poke("block_operation_mask", Constant(bytes: blocks[next].mask))
        simulator.blockOperation.payload.decrypt = blocks[next].decrypt
      }
      simulator.blockResult.ready = !stall.output
      if simulator.blockResult.valid, isFresh {
        passage.left.append(simulator.cycle)
        isFresh = false
      }
      let enters = offers && simulator.blockOperation.ready
      if enters { passage.entered.append(simulator.cycle) }
      if simulator.blockResult.valid, !stall.output {
        passage.output.append(try simulator.simulation.peek("block_result_block").bytes)
        isFresh = true
      }
      try tick()
      if enters { simulator.blockOperation.valid = false }
      guard simulator.cycle < limit else { throw CycleSimulationTimeout() }
    }
    simulator.blockResult.ready = false
    return passage
  }

  /// Encrypts one tweak and returns the cycles from operation to result.
  func encrypt(tweak: [UInt8]) throws -> (output: [UInt8], cycles: Int) {
    try simulator.simulation.poke("tweak_operation_value", Constant(bytes: tweak))
    simulator.tweakOperation.valid = true
    while !simulator.tweakOperation.ready { try tick() }
    let before = simulator.cycle
    try tick()
    simulator.tweakOperation.valid = false
    var cycles = 1
    while !simulator.tweakResult.valid {
      try tick()
      cycles = simulator.cycle - before
      guard cycles < 200 else { throw CycleSimulationTimeout() }
    }
    let output = try simulator.simulation.peek("tweak_result_value").bytes
    simulator.tweakResult.ready = true
    try tick()
    simulator.tweakResult.ready = false
    return (output, cycles)
  }
}

/// The hardware did not come to an end.
struct CycleSimulationTimeout: Error {}

/// The words of a key store that holds a key: data key, then tweak key. A shorter key is followed by bytes that must not
/// matter.
func keyWords(_ key: [UInt8], _ parameters: UnitParameters) -> [Constant] {
  let bytes = key + [UInt8](repeating: 0xa5, count: parameters.keyBits / 8 - key.count)
  let width = parameters.keyWordBits / 8
  return (0..<parameters.keyWords).map { Constant(bytes: Array(bytes[($0 * width)..<($0 * width + width)])) }
}
