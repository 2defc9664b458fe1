import HDL

/// Which lines the level-2 cache holds, and which of a set gives way.
final class LevelTwoTags: Module {
  let look = In("else the last tags stay")
  let set: Bits.Input

  // A cycle after the read.
  let frame: Bits.Input
  let found = Out("a way holds the line")
  let way: Bits.Output
  let evicts = Out("the line of `way` is another one, and dirty")
  let oldFrame: Bits.Output

  let clears = In("the tags of `write_set` become invalid in all ways")
  let write = In("the tag of `write_way` becomes `new_tag`")
  let writeSet: Bits.Input
  let writeWay: Bits.Input
  let newTag: View<LevelTwoTag>.Input

  let tags: [Memory]
  let turn: Bits.Var?

  let parameters: LevelTwoParameters

  init(_ parameters: LevelTwoParameters) {
    self.parameters = parameters
    let layout = LevelTwoTag(parameters)
    let wayBits = max(1, parameters.wayBits)
    set = In(parameters.setBits)
    frame = In(parameters.frameBits, "physical address above the set")
    way = Out(wayBits, "which one; else that which is to be filled: an invalid one, or each in turn")
    oldFrame = Out(parameters.frameBits, "of the line in `way`")
    writeSet = In(parameters.setBits)
    writeWay = In(wayBits)
    newTag = In(layout)
    tags = (0..<parameters.ways).map { _ in
      Memory(depth: parameters.sets, width: layout.width, readDuringWrite: .excluded, style: .block)
    }
    turn = parameters.ways > 1 ? Reg(wayBits, reset: 0) : nil
  }

  override var summary: String { "Tags of \(parameters.sets) sets of \(parameters.ways) lines." }

  override var latency: Latency? { .cycles(1, "from set to tags; comparison within the next cycle") }

  override func build() {
    let read = tags.map { View(LevelTwoTag(parameters), from: $0.read(set, enable: look)) }
    let hits = read.map { $0.valid & ($0.frame == frame) }
    found <== cat(hits.reversed()).any

    /// The number of the one that holds.
    func number(_ oneHot: [Bit]) -> Bits {
      let bits = (0..<way.width).map { bit in
        cat(oneHot.indices.filter { $0 >> bit & 1 == 1 }.map { oneHot[$0] } + [false]).any
      }
      return cat(bits.reversed())
    }
    let victim = (0..<parameters.ways).reversed().reduce(turn ?? Bits(0, width: way.width)) { other, way in
      mux(read[way].valid, other, Bits(UInt64(way), width: self.way.width))
    }
    let chosen = mux(found, number(hits), victim).named("chosen")
    way <== chosen
    // A line that is found is not another one.
    evicts <== !found & one(of: read.map { $0.valid & $0.dirty }, at: chosen)
    oldFrame <== one(of: read.map { $0.frame }, at: chosen)
    if let turn { when(write & newTag.valid) { turn <== turn + 1 } }

    for (number, memory) in tags.enumerated() {
      when(clears | write & (writeWay == number)) { memory.write(writeSet, mux(clears, 0, newTag.bits)) }
    }
  }

  private func one(of values: [Bits], at index: Bits) -> Bits {
    values.indices.dropFirst().reduce(values[0]) { mux(index == $1, values[$1], $0) }
  }

  private func one(of values: [Bit], at index: Bits) -> Bit {
    values.indices.dropFirst().reduce(values[0]) { mux(index == $1, values[$1], $0) }
  }
}
