import HDL
import Hardware
import Reference

/// Sends lines through a line engine, in this process: the only place here that knows the engine's ports.
struct EngineDrive {
  /// What became of one line. Cycles are counted from reset.
  struct Passage {
    /// The cycle in which the line was begun.
    var begin = 0
    /// The cycle in which each word was taken in.
    var taken: [Int] = []
    /// The cycle in which each word was given out.
    var given: [Int] = []
    var words: [UInt64] = []
  }

  private let simulation: CycleSimulation

  /// - Parameter key: the data key, then the tweak key.
  init(_ point: DesignPoint, key: [UInt8], decrypt: Bool) throws {
    simulation = try CycleSimulation(point.elaborateLineEngine())
    try simulation.reset()
    try simulation.poke("data_key", constant(key.prefix(key.count / 2), of: "data_key"))
    try simulation.poke("tweak_key", constant(key.suffix(key.count / 2), of: "tweak_key"))
    try simulation.poke("decrypt", decrypt ? 1 : 0)
    try simulation.poke("aes256", key.count == 64 ? 1 : 0)
    try simulation.poke("output_ready", 1)
  }

  /// Begins each line as soon as the engine takes it and takes every word as soon as it is there.
  ///
  /// - Parameter wait: cycles from the begin of a line to its first word, as from a request to the memory's answer.
  func send(_ lines: [(line: Line, tweak: Tweak)], wait: Int) throws -> [Passage] {
    let start = try simulation.probe("start")
    let idle = try simulation.probe("idle")
    let inputValid = try simulation.probe("input_valid")
    let inputReady = try simulation.probe("input_ready")
    let inputData = try simulation.probe("input_data")
    let outputValid = try simulation.probe("output_valid")
    let outputData = try simulation.probe("output_data")
    var passages: [Passage] = []
    for (line, tweak) in lines {
      try simulation.poke("tweak", Constant(width: 128, words: [tweak.lineIndex, tweak.nonce]))
      try start.poke(1)
      var passage = Passage(begin: simulation.cycle)
      try simulation.tick()
      try start.poke(0)
      while try idle.peekWord() == 0 {
        let cycle = simulation.cycle
        guard cycle - passage.begin < 10_000 else { throw PrototypeError.engineStuck(cycles: 10_000) }
        let next = passage.taken.count
        let isOffered = next < Line.wordCount && cycle - passage.begin >= wait
        try inputValid.poke(isOffered ? 1 : 0)
        try inputData.poke(isOffered ? line[next] : 0)
        if isOffered, try inputReady.peekWord() == 1 { passage.taken.append(cycle) }
        if try outputValid.peekWord() == 1 {
          passage.given.append(cycle)
          passage.words.append(try outputData.peekWord())
        }
        try simulation.tick()
      }
      passages.append(passage)
    }
    return passages
  }

  /// Bytes as a port's value, the first in bits 7:0; the port may be wider.
  private func constant(_ bytes: some Sequence<UInt8>, of port: String) throws -> Constant {
    var words: [UInt64] = []
    for (number, byte) in bytes.enumerated() {
      if number % 8 == 0 { words.append(0) }
      words[number / 8] |= UInt64(byte) << (8 * UInt64(number % 8))
    }
    return Constant(width: try simulation.probe(port).width, words: words)
  }
}
