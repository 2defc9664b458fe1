import Simulation

@testable import Hardware

/// Drives a `LineEngine`.
struct LineEngineBench {
  /// What became of one line. Cycles are counted from the one of `start`, which is number 0.
  struct Passage {
    var output: [UInt8] = []
    /// The cycle in which each word was taken in.
    var taken: [Int] = []
    /// The cycle in which each word was given out.
    var given: [Int] = []
    /// The first cycle in which the engine is idle again.
    var idle = 0

    /// The cycles that a reader of the line waits after its last word has arrived.
    var latency: Int { (given.last ?? 0) - (taken.last ?? 0) }
    var cycles: [Int] { taken + given + [idle] }
  }

  let simulator: Simulator
  private let dataKey, tweakKey, tweakPort: WidePort
  private let start, wipe, decrypt, aes256, idle, inputValid, inputReady, outputValid, outputReady: Port<Bool>
  private let inputData, outputData: Port<UInt64>

  init(_ point: DesignPoint, seed: UInt64 = 1) throws {
    // Waveforms are not written unless a test asks; with them all tests share one model.
    simulator = try simulate(LineEngine(point.parameters), seed: seed, waveform: .vcd)
    dataKey = try simulator.widePort("data_key")
    tweakKey = try simulator.widePort("tweak_key")
    tweakPort = try simulator.widePort("tweak")
    start = try simulator.port("start")
    wipe = try simulator.port("wipe")
    decrypt = try simulator.port("decrypt")
    aes256 = try simulator.port("aes256")
    idle = try simulator.port("idle")
    inputValid = try simulator.port("input_valid")
    inputReady = try simulator.port("input_ready")
    inputData = try simulator.port("input_data")
    outputValid = try simulator.port("output_valid")
    outputReady = try simulator.port("output_ready")
    outputData = try simulator.port("output_data")
    try simulator.reset()
  }

  /// Gives the engine a line as soon as it can take it, and takes the result as soon as it is there, except in the
  /// cycles in which `stall` says that a side waits.
  ///
  /// - Parameter key: data key, then tweak key.
  func process(
    _ line: [UInt8], key: [UInt8], tweak: [UInt8], decrypt direction: Bool,
    stall: () -> (input: Bool, output: Bool) = { (false, false) }
  ) throws -> Passage {
    let half = key.count / 2
    // Bytes beyond a short key must not matter.
    let padding = [UInt8](repeating: 0xa5, count: dataKey.byteCount - half)
    dataKey.bytes = key.prefix(half) + padding
    tweakKey.bytes = key.suffix(half) + padding
    tweakPort.bytes = tweak
    decrypt.value = direction
    aes256.value = key.count == 64
    start.value = true
    let first = simulator.cycle
    try simulator.tick()
    start.value = false

    var passage = Passage()
    while !idle.value {
      let word = passage.taken.count
      let stall = stall()
      inputValid.value = !stall.input && word < 8
      inputData.value = inputValid.value ? Self.word(word, of: line) : ~0
      outputReady.value = !stall.output
      try simulator.evaluate()
      if inputValid.value && inputReady.value { passage.taken.append(simulator.cycle - first) }
      if outputValid.value && outputReady.value {
        passage.given.append(simulator.cycle - first)
        passage.output += (0..<8).map { UInt8(truncatingIfNeeded: outputData.value >> (8 * $0)) }
      }
      try simulator.tick()
      guard simulator.cycle - first < 2000 else { throw SimulationError.limitReached(port: "idle", cycles: 2000) }
    }
    inputValid.value = false
    outputReady.value = false
    passage.idle = simulator.cycle - first
    return passage
  }

  /// Overwrites keys, tweak and data.
  func wipeRegisters() throws {
    wipe.value = true
    try simulator.tick()
    wipe.value = false
  }

  private static func word(_ index: Int, of line: [UInt8]) -> UInt64 {
    line[(8 * index)..<(8 * index + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
