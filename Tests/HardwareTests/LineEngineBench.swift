import Simulation
import Testing

@testable import Hardware

/// Drives a `LineEngine`.
struct LineEngineBench {
  /// What became of one line. Cycles are counted from the one of the first command, which is number 0.
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

  /// A line with its tweak and direction.
  struct Line {
    let words: [UInt8]
    let tweak: [UInt8]
    let decrypt: Bool
  }

  let simulator: Simulator
  private let tweakPort: WidePort
  private let keyWordIndex: Port<UInt8>
  private let parameters: UnitParameters
  private let commandValid, commandReady, newKeys, wipe, decrypt, aes256, idle: Port<Bool>
  private let inputValid, inputReady, outputValid, outputReady: Port<Bool>
  private let inputData, outputData: Port<UInt64>

  init(_ point: DesignPoint, seed: UInt64 = 1) throws {
    // Waveforms are not written unless a test asks; with them all tests share one model.
    simulator = try simulate(LineEngine(point.parameters), seed: seed, waveform: .vcd)
    parameters = point.parameters
    keyWordIndex = try simulator.port("key_word_index")
    tweakPort = try simulator.widePort("command_tweak")
    commandValid = try simulator.port("command_valid")
    commandReady = try simulator.port("command_ready")
    newKeys = try simulator.port("command_new_keys")
    decrypt = try simulator.port("command_decrypt")
    wipe = try simulator.port("wipe")
    aes256 = try simulator.port("aes256")
    idle = try simulator.port("idle")
    inputValid = try simulator.port("input_valid")
    inputReady = try simulator.port("input_ready")
    inputData = try simulator.port("input_data")
    outputValid = try simulator.port("output_valid")
    outputReady = try simulator.port("output_ready")
    outputData = try simulator.port("output_data")
    try simulator.reset()
    try waitUntilIdle()
  }

  private func waitUntilIdle() throws {
    for _ in 0...100 where !idle.value { try simulator.tick() }
    #expect(idle.value)
  }

  /// Gives the engine a line under new keys as soon as it can take it, and takes the result as soon as it is there, except
  /// in the cycles in which `stall` says that a side waits.
  ///
  /// - Parameter key: data key, then tweak key.
  func process(
    _ line: [UInt8], key: [UInt8], tweak: [UInt8], decrypt direction: Bool,
    stall: () -> (input: Bool, output: Bool) = { (false, false) }
  ) throws -> Passage {
    try process([Line(words: line, tweak: tweak, decrypt: direction)], key: key, stall: stall)
  }

  /// Gives the engine lines one behind the other.
  ///
  /// - Parameters:
  ///   - key: data key, then tweak key; nil for those of the lines before.
  func process(
    _ lines: [Line], key: [UInt8]?, stall: () -> (input: Bool, output: Bool) = { (false, false) }
  ) throws -> Passage {
    try waitUntilIdle()
    if let key { aes256.value = key.count == 64 }
    let keys = key.map { keyWords($0, parameters).map(\.words) }
    let first = simulator.cycle
    let limit = 2000 + 500 * lines.count
    var passage = Passage()
    var commands = 0
    while passage.given.count < 8 * lines.count || !idle.value {
      commandValid.value = commands < lines.count
      if commands < lines.count {
        newKeys.value = key != nil && commands == 0
        decrypt.value = lines[commands].decrypt
        tweakPort.bytes = lines[commands].tweak
      }
      let word = passage.taken.count
      let stall = stall()
      // An offer stays until it is taken.
      inputValid.value = word < 8 * lines.count && (inputValid.value || !stall.input)
      inputData.value = inputValid.value ? Self.word(word % 8, of: lines[word / 8].words) : ~0
      outputReady.value = !stall.output
      try simulator.evaluate()
      let commandFires = commandValid.value && commandReady.value
      if inputValid.value && inputReady.value { passage.taken.append(simulator.cycle - first) }
      if outputValid.value && outputReady.value {
        passage.given.append(simulator.cycle - first)
        passage.output += (0..<8).map { UInt8(truncatingIfNeeded: outputData.value >> (8 * $0)) }
      }
      let inputFires = inputValid.value && inputReady.value
      let index = Int(keyWordIndex.value)
      try simulator.tick()
      if let keys { try simulator.drive("key_word", words: keys[index]) }
      if commandFires { commands += 1 }
      if inputFires { inputValid.value = false }
      guard simulator.cycle - first < limit else { throw SimulationError.limitReached(port: "idle", cycles: limit) }
    }
    commandValid.value = false
    outputReady.value = false
    passage.idle = simulator.cycle - first
    return passage
  }

  /// Overwrites keys, tweak and data.
  func wipeRegisters() throws {
    wipe.value = true
    try simulator.tick()
    wipe.value = false
    try waitUntilIdle()
  }

  private static func word(_ index: Int, of line: [UInt8]) -> UInt64 {
    line[(8 * index)..<(8 * index + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
