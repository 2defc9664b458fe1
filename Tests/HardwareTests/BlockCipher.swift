import HDL

@testable import Hardware

/// A lane with its key schedule: a complete AES block cipher.
final class BlockCipher: Module {
  let expand = In("start the key schedule")
  let key: Bits.Input
  let aes256 = In()
  let expanding = Out()
  let roundKeys: [Bits.Output]

  let start = In("start the lane")
  let block = In(128).secret()
  let tweak = In(128).secret()
  let decrypt = In()
  let taken = In()
  let idle = Out()
  let done = Out()
  let result = Out(128).secret()
  let wipe = In()

  let schedule: Instance<KeySchedule>
  let lane: Instance<Lane>

  init(_ parameters: UnitParameters) {
    key = In(parameters.keyBits / 2).secret()
    roundKeys = (0..<parameters.roundKeys).map { _ in Out(128).secret() }
    schedule = Instance(KeySchedule(parameters))
    lane = Instance(Lane(parameters))
  }

  override func build() {
    schedule.start <== expand
    schedule.key <== key
    schedule.aes256 <== aes256
    schedule.wipe <== wipe
    expanding <== schedule.busy
    lane.start <== start
    lane.block <== block
    lane.tweak <== tweak
    lane.decrypt <== decrypt
    lane.aes256 <== aes256
    lane.taken <== taken
    lane.wipe <== wipe
    idle <== lane.idle
    done <== lane.done
    result <== lane.result
    for ((port, input), key) in zip(zip(roundKeys, lane.roundKeys), schedule.roundKeys) {
      port <== key
      input <== key
    }
  }
}

/// Drives a `BlockCipher`.
struct BlockCipherBench {
  let simulator: CycleSimulator<BlockCipher>
  let parameters: UnitParameters

  init(_ parameters: UnitParameters, seed: UInt64 = 1) throws {
    self.parameters = parameters
    simulator = try simulateHere(BlockCipher(parameters), seed: seed)
    try simulator.reset()
  }

  func roundKey(_ number: Int) throws -> [UInt8] { try simulator.simulation.peek("round_keys_\(number)").bytes }

  /// Starts the key schedule: one cycle. A shorter key is followed by bytes that must not matter.
  func begin(key: [UInt8]) throws {
    let padding = [UInt8](repeating: 0xa5, count: parameters.keyBits / 16 - key.count)
    try simulator.poke(\.key, Constant(bytes: key + padding))
    simulator.aes256 = key.count == 32
    simulator.expand = true
    try simulator.tick()
    simulator.expand = false
  }

  /// Expands a key and returns the cycles until `busy` falls, the one of the start included.
  @discardableResult
  func expand(key: [UInt8]) throws -> Int {
    let before = simulator.cycle
    try begin(key: key)
    try simulator.run(until: \.expanding, equals: false, limit: 50)
    return simulator.cycle - before
  }

  /// Passes a block through the lane and returns the cycles until `done`, the one of the start included.
  func process(
    _ input: [UInt8], decrypt direction: Bool, tweak mask: [UInt8] = [UInt8](repeating: 0, count: 16)
  ) throws -> (output: [UInt8], cycles: Int) {
    let before = simulator.cycle
    try simulator.poke(\.block, Constant(bytes: input))
    try simulator.poke(\.tweak, Constant(bytes: mask))
    simulator.decrypt = direction
    simulator.start = true
    try simulator.tick()
    simulator.start = false
    try simulator.run(until: \.done, equals: true, limit: 50)
    let cycles = simulator.cycle - before
    let output = try simulator.peek(\.result).bytes
    simulator.taken = true
    try simulator.tick()
    simulator.taken = false
    return (output, cycles)
  }
}
