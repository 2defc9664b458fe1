import HDL
import Hardware
import Reference

extension StreamCost {
  /// Sends lines through a core that encrypts blocks, four blocks each, and compares them with the golden model.
  ///
  /// - Throws: `PrototypeError.wrongResult` when they differ.
  public static func measure(_ core: EncryptionCore) throws -> StreamCost {
    let key = (0..<16).map { UInt8($0) &* 29 &+ 7 }
    let golden = try AESBlock(key: key)
    let lines = 24
    let blocks = (0..<4 * lines).map { number in (0..<16).map { UInt8(truncatingIfNeeded: 61 * number + 7 * $0) } }

    let simulation = try CycleSimulation(core.elaborate())
    try simulation.reset()
    try simulation.poke("key", constant(key))
    try simulation.poke("expand", 1)
    try simulation.tick()
    try simulation.poke("expand", 0)
    let limit = 1000
    func wait(for port: String) throws {
      for _ in 0..<limit where try simulation.probe(port).peekWord() == 0 { try simulation.tick() }
    }
    try wait(for: "ready_for_blocks")
    try simulation.poke("result_ready", 1)
    var (entered, left): ([Int], [Int]) = ([], [])
    while left.count < blocks.count {
      let cycle = simulation.cycle
      guard cycle < limit else { throw PrototypeError.engineStuck(cycles: limit) }
      try simulation.poke("block_valid", entered.count < blocks.count ? 1 : 0)
      if entered.count < blocks.count {
        try simulation.poke("block_block", constant(blocks[entered.count]))
        if try simulation.probe("block_ready").peekWord() == 1 { entered.append(cycle) }
      }
      if try simulation.probe("result_valid").peekWord() == 1 {
        guard try simulation.peek("result_block") == constant(golden.encrypt(blocks[left.count])) else {
          throw PrototypeError.wrongResult(core: core.rawValue, place: "block \(left.count)")
        }
        left.append(cycle)
      }
      try simulation.tick()
    }
    let half = lines / 2
    return StreamCost(
      blockToFirstWord: left[0] - entered[0],
      cyclesPerLine: Double(left[4 * lines - 1] - left[4 * half - 1]) / Double(lines - half))
  }

  /// 16 bytes as a port's value, the first in bits 7:0.
  private static func constant(_ bytes: [UInt8]) -> Constant {
    Constant(width: 128, words: littleEndianWords(bytes))
  }
}
