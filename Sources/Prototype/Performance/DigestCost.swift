import HDL
import Hardware
import Reference

/// What a block of SHA-256 costs.
enum DigestCost {
  /// Clock cycles from block to block of a message whose words always wait.
  ///
  /// - Throws: `PrototypeError.wrongResult` when the digest is not that of the golden model, `.engineStuck` when there is none.
  static func measure(_ core: HashCore) throws -> Int {
    let message = (0..<1024).map { UInt8(truncatingIfNeeded: $0 * 29 + 7) }
    let words = littleEndianWords(message)
    let simulation = try CycleSimulation(core.elaborate())
    try simulation.reset()
    try simulation.poke("start", 1)
    try simulation.tick()
    try simulation.poke("start", 0)
    try simulation.poke("word_valid", 1)
    try simulation.poke("word_bytes", 8)
    let ready = try simulation.probe("word_ready")
    let data = try simulation.probe("word_data")
    /// The cycle in which each word was taken.
    var taken: [Int] = []
    let limit = 1000 * words.count
    while taken.count < words.count {
      guard simulation.cycle < limit else { throw PrototypeError.engineStuck(cycles: limit) }
      try data.poke(words[taken.count])
      try simulation.poke("word_last", taken.count == words.count - 1 ? 1 : 0)
      if try ready.peekWord() == 1 { taken.append(simulation.cycle) }
      try simulation.tick()
    }
    try simulation.poke("word_valid", 0)
    while try simulation.probe("valid").peekWord() == 0 {
      guard simulation.cycle < limit else { throw PrototypeError.engineStuck(cycles: limit) }
      try simulation.tick()
    }
    let digest = try simulation.peek("digest").words.flatMap(littleEndian)
    guard try digest == sha256(message) else {
      throw PrototypeError.wrongResult(core: core.rawValue, place: "a digest")
    }
    // Between the first words of the last two blocks.
    return taken[words.count - 8] - taken[words.count - 16]
  }
}
