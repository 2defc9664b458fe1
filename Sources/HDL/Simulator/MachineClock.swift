// What happens at a clock edge: memories are written and registers take their next values, all of which were computed
// before.
extension Machine {
  /// Writes memories. All domains with an edge write before any register changes.
  func write(_ writes: [CompiledDesign.Write], _ data: [UInt32]) {
    data.withUnsafeBufferPointer { data in
      writes.withUnsafeBufferPointer { writes in for write in writes { apply(write, data) } }
    }
  }

  /// A write beyond the memory's depth is lost, as in Verilog.
  @inline(__always)
  private func apply(_ write: CompiledDesign.Write, _ data: UnsafeBufferPointer<UInt32>) {
    let address = words[Int(write.address)]
    guard words[Int(write.enable)] != 0, address < UInt64(write.memory.depth) else { return }
    let target = words + write.memory.position + Int(address) * write.memory.stride
    for index in 0..<write.memory.stride {
      let word = words[Int(data[write.data + index])]
      let mask = write.mask < 0 ? .max : words[Int(data[write.mask + index])]
      target[index] = target[index] & ~mask | word & mask
    }
  }

  func move(_ moves: [CompiledDesign.Move]) {
    moves.withUnsafeBufferPointer { moves in for move in moves { words[Int(move.to)] = words[Int(move.from)] } }
  }

  /// Applies the resets that are active.
  func reset(_ resets: [CompiledDesign.Reset]) {
    for reset in resets where words[reset.condition] != 0 {
      for (position, value) in reset.words { words[position] = value }
    }
  }
}
