extension Machine {
  /// Gives every register, and every memory without initial contents, reproducible random contents.
  func randomize(_ compiled: CompiledDesign, seed: UInt64) {
    var random = SplitMix(state: seed)
    for register in compiled.registers {
      for (index, position) in register.state.enumerated() {
        words[position] = random.next() & WordArithmetic.mask(WordGraph.wordWidth(register.node.width, index))
      }
    }
    for memory in compiled.memories where memory.memory.initial.isEmpty {
      for word in 0..<memory.place.depth * memory.place.stride {
        let width = WordGraph.wordWidth(memory.memory.width, word % memory.place.stride)
        words[memory.place.position + word] = random.next() & WordArithmetic.mask(width)
      }
    }
  }
}

/// SplitMix64: small, seeded, the same everywhere.
package struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
