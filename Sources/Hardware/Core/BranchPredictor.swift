import HDL

/// Branch target buffer: a direct-mapped block memory of branches with their targets and two-bit counters, read while the
/// address comes to be the program counter.
///
/// What it holds need not be right: execute finds out. So it has no reset, what it gives when an entry is written at the same time
/// does not matter, and an entry knows its branch by a few bits of its address only.
///
/// With extension C addresses are those of fetched words. An entry belongs to the word with the last bits of its branch, and says in which half they are:
/// whoever comes into the word behind them does not meet the branch.
final class BranchPredictor: Module {
  let next = In(32, "`pc` of the next cycle")
  let read = In("it is another one")
  let pc = In(32)
  let prediction = Out(Prediction())
  let endsWord: Bit.Output?
  let sequential = Out(32, "address behind that of `pc`")
  let following = Out(32, "address to be fetched after `pc`")
  let update = In(PredictorUpdate())

  let entries: Memory

  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    self.parameters = parameters
    endsWord = parameters.compressed ? Out("the branch ends in the upper half of the word") : nil
    entries = Memory(
      depth: parameters.predictorEntries,
      width: parameters.predictorTagBits + parameters.predictorTargetBits + (parameters.compressed ? 4 : 2),
      readDuringWrite: .unspecified, style: .block)
    super.init(name: "branch_predictor_\(parameters.name)")
  }

  override var summary: String {
    "Branch target buffer of \(parameters.predictorEntries) entries with two-bit counters."
  }

  override func build() {
    let (indexBits, tagBits) = (parameters.predictorIndexBits, parameters.predictorTagBits)
    let targetBits = parameters.predictorTargetBits
    let lowest = parameters.alignmentBits
    let heldBits = targetBits + 2 - lowest
    func index(_ address: Bits) -> Bits { address.bits(from: 2, width: indexBits) }
    func tag(_ address: Bits) -> Bits { address.bits(from: 2 + indexBits, width: tagBits) }

    let entry = entries.read(index(next), enable: read)
    let counter = entry[0...1]
    let isOurs = entry.bits(from: 2 + heldBits, width: tagBits) == tag(pc)
    let ends = endsWord.map { _ in entry[2 + heldBits + tagBits] }
    let known = (ends.map { isOurs & ($0 | !pc[1]) } ?? isOurs).named("known")
    prediction.known <== known
    prediction.counter <== counter
    let low = cat(entry.bits(from: 2, width: heldBits), Bits(0, width: lowest))
    let target = targetBits == 30 ? low : cat(pc[(targetBits + 2)...31], low)
    sequential <== (endsWord == nil ? pc + 4 : cat(pc[2...31] + 1, Bits(0, width: 2)))
    following <== mux(known & counter[1], target, sequential)

    let learned = cat(tag(update.pc), update.target.bits(from: lowest, width: heldBits), update.counter)
    when(update.valid) {
      entries.write(index(update.pc), endsWord == nil ? learned : cat(update.pc[1], learned))
    }
    if let endsWord, let ends {
      endsWord <== ends
      ignore(pc)
    }
    ignore(update.target, update.pc, next)
  }
}
