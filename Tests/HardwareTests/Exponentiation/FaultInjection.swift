@testable import HDL

/// Flips single bits of a running design, as a fault attack does.
struct FaultInjection {
  /// A register, or a word of a memory, by its path below the top module.
  struct Target {
    let name: String
    let width: Int
    /// Of the word, for a memory.
    let address: Int?
  }

  let registers: [Target]
  let memoryWords: [Target]
  /// Register bits up to each register.
  private let sums: [Int]

  /// Every register and every memory of a design that is written.
  init(_ design: Design) {
    var registers: [Target] = []
    var words: [Target] = []
    func collect(_ definition: Definition, _ path: String) {
      for node in definition.signals where node.operation == .register {
        if let name = node.name { registers.append(Target(name: path + name, width: node.width, address: nil)) }
      }
      for memory in definition.memories where memory.isWritten {
        words += (0..<memory.depth).map { Target(name: path + memory.name, width: memory.width, address: $0) }
      }
      for instance in definition.instances { collect(instance.definition, "\(path)\(instance.name).") }
    }
    if let top = design.definitions.last { collect(top, "") }
    self.registers = registers
    memoryWords = words
    var sum = 0
    sums = registers.map {
      sum += $0.width
      return sum
    }
  }

  /// Bits of all registers.
  var registerBits: Int { sums.last ?? 0 }

  /// A bit of a register, each with the same probability.
  func registerBit(using generator: inout some RandomNumberGenerator) -> (target: Target, bit: Int) {
    let number = Int.random(in: 0..<registerBits, using: &generator)
    let position = sums.firstIndex { number < $0 } ?? 0
    return (registers[position], number - (position == 0 ? 0 : sums[position - 1]))
  }

  /// A bit of a memory.
  func memoryBit(using generator: inout some RandomNumberGenerator) -> (target: Target, bit: Int) {
    let word = memoryWords[Int.random(in: 0..<memoryWords.count, using: &generator)]
    return (word, Int.random(in: 0..<word.width, using: &generator))
  }

  /// Flips a bit between two cycles.
  static func flip(_ place: (target: Target, bit: Int), in simulation: CycleSimulation) throws {
    let target = place.target
    func flipped(_ value: Constant) -> Constant {
      var words = value.words
      words[place.bit / 64] ^= 1 << UInt64(place.bit % 64)
      return Constant(width: value.width, words: words)
    }
    if let address = target.address {
      let word = try simulation.peek(memory: target.name, at: address)
      try simulation.poke(memory: target.name, at: address, flipped(word))
    } else {
      try simulation.poke(target.name, flipped(simulation.peek(target.name)))
    }
  }
}
