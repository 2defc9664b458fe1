import HDL
import Hardware
import Reference

/// Sends lines through a line engine, in this process: the only place here that knows the engine's ports.
struct EngineDrive {
  /// What became of one line. Cycles are counted from reset.
  struct Passage {
    /// The cycle in which each word was taken in.
    var taken: [Int] = []
    /// The cycle in which each word was given out.
    var given: [Int] = []
    var words: [UInt64] = []
  }

  private let simulation: CycleSimulation
  /// The words of the key store's slot.
  private let keyWords: [Constant]

  /// - Parameter key: the data key, then the tweak key.
  init(_ point: DesignPoint, key: [UInt8], decrypt: Bool) throws {
    simulation = try CycleSimulation(point.elaborateLineEngine())
    try simulation.reset()
    let parameters = point.parameters
    let bytes = key + [UInt8](repeating: 0, count: parameters.keyBits / 8 - key.count)
    let width = parameters.keyWordBits / 8
    keyWords = (0..<parameters.keyWords).map { number in
      Constant(
        width: parameters.keyWordBits,
        words: littleEndianWords(Array(bytes[(number * width)..<(number * width + width)])))
    }
    try simulation.poke("command_decrypt", decrypt ? 1 : 0)
    try simulation.poke("aes256", key.count == 64 ? 1 : 0)
    try simulation.poke("output_ready", 1)
    while try simulation.probe("idle").peekWord() == 0 { try simulation.tick() }
  }

  /// Sends lines one behind the other, the first with new keys, and takes every word as soon as it is there.
  ///
  /// - Parameter wait: cycles from the first command to the first word, as from a request to the memory's answer.
  func send(_ lines: [(line: Line, tweak: Tweak)], wait: Int) throws -> [Passage] {
    let commandValid = try simulation.probe("command_valid")
    let commandReady = try simulation.probe("command_ready")
    let newKeys = try simulation.probe("command_new_keys")
    let inputValid = try simulation.probe("input_valid")
    let inputReady = try simulation.probe("input_ready")
    let inputData = try simulation.probe("input_data")
    let outputValid = try simulation.probe("output_valid")
    let outputData = try simulation.probe("output_data")
    let keyWordIndex = try simulation.probe("key_word_index")
    let begin = simulation.cycle
    let limit = 10_000 * lines.count
    var passages = [Passage](repeating: Passage(), count: lines.count)
    var (commands, wordsIn, wordsOut) = (0, 0, 0)
    while wordsOut < lines.count * Line.wordCount {
      let cycle = simulation.cycle
      guard cycle - begin < limit else { throw PrototypeError.engineStuck(cycles: limit) }
      try commandValid.poke(commands < lines.count ? 1 : 0)
      try newKeys.poke(commands == 0 ? 1 : 0)
      if commands < lines.count {
        let tweak = lines[commands].tweak
        try simulation.poke("command_tweak", Constant(width: 128, words: [tweak.lineIndex, tweak.nonce]))
        if try commandReady.peekWord() == 1 { commands += 1 }
      }
      let isOffered = wordsIn < lines.count * Line.wordCount && cycle - begin >= wait
      try inputValid.poke(isOffered ? 1 : 0)
      if isOffered {
        let number = wordsIn / Line.wordCount
        try inputData.poke(lines[number].line[wordsIn % Line.wordCount])
        if try inputReady.peekWord() == 1 {
          passages[number].taken.append(cycle)
          wordsIn += 1
        }
      }
      if try outputValid.peekWord() == 1 {
        let number = wordsOut / Line.wordCount
        passages[number].given.append(cycle)
        passages[number].words.append(try outputData.peekWord())
        wordsOut += 1
      }
      let index = Int(try keyWordIndex.peekWord())
      try simulation.tick()
      try simulation.poke("key_word", keyWords[index])
    }
    return passages
  }
}
