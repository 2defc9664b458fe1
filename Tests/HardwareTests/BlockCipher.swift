import HDL
import Simulation

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
  let simulator: Simulator
  let parameters: UnitParameters
  private let keyPort: WidePort
  private let block, tweak, result: WidePort
  private let expand, aes256, expanding, start, decrypt, taken, done: Port<Bool>

  init(_ parameters: UnitParameters, seed: UInt64 = 1) throws {
    self.parameters = parameters
    simulator = try simulate(BlockCipher(parameters), seed: seed)
    keyPort = try simulator.widePort("key")
    block = try simulator.widePort("block")
    tweak = try simulator.widePort("tweak")
    result = try simulator.widePort("result")
    expand = try simulator.port("expand")
    aes256 = try simulator.port("aes256")
    expanding = try simulator.port("expanding")
    start = try simulator.port("start")
    decrypt = try simulator.port("decrypt")
    taken = try simulator.port("taken")
    done = try simulator.port("done")
    try simulator.reset()
  }

  func roundKey(_ number: Int) throws -> [UInt8] { try simulator.widePort("round_keys_\(number)").bytes }

  /// Starts the key schedule: one cycle. A shorter key is followed by bytes that must not matter.
  func begin(key: [UInt8]) throws {
    keyPort.bytes = key + [UInt8](repeating: 0xa5, count: keyPort.byteCount - key.count)
    aes256.value = key.count == 32
    expand.value = true
    try simulator.tick()
    expand.value = false
  }

  /// Expands a key and returns the cycles until `busy` falls, the one of the start included.
  @discardableResult
  func expand(key: [UInt8]) throws -> Int {
    let before = simulator.cycle
    try begin(key: key)
    try simulator.run(until: expanding, equals: false, limit: 50)
    return simulator.cycle - before
  }

  /// Passes a block through the lane and returns the cycles until `done`, the one of the start included.
  func process(
    _ input: [UInt8], decrypt direction: Bool, tweak mask: [UInt8] = [UInt8](repeating: 0, count: 16)
  ) throws -> (output: [UInt8], cycles: Int) {
    let before = simulator.cycle
    block.bytes = input
    tweak.bytes = mask
    decrypt.value = direction
    start.value = true
    try simulator.tick()
    start.value = false
    try simulator.run(until: done, equals: true, limit: 50)
    let cycles = simulator.cycle - before
    let output = result.bytes
    taken.value = true
    try simulator.tick()
    taken.value = false
    return (output, cycles)
  }
}
