import HDL

/// Branch target buffer: a direct-mapped memory of branches with their targets and two-bit counters, read within the cycle.
///
/// What it holds need not be right: execute finds out. So it has no reset, and an entry knows its branch by a few bits of its
/// address only.
final class BranchPredictor: Module {
  let pc = In(32)
  let prediction = Out(Prediction())
  let following = Out(32, "address to be fetched after `pc`")
  let update = In(PredictorUpdate())

  let entries: Memory

  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    self.parameters = parameters
    entries = Memory(
      depth: parameters.predictorEntries, width: parameters.predictorTagBits + parameters.predictorTargetBits + 2,
      style: .distributed)
    super.init(name: "branch_predictor_\(parameters.name)")
  }

  override var summary: String {
    "Branch target buffer of \(parameters.predictorEntries) entries with two-bit counters."
  }

  override func build() {
    let (indexBits, tagBits) = (parameters.predictorIndexBits, parameters.predictorTagBits)
    let targetBits = parameters.predictorTargetBits
    func index(_ address: Bits) -> Bits { address.bits(from: 2, width: indexBits) }
    func tag(_ address: Bits) -> Bits { address.bits(from: 2 + indexBits, width: tagBits) }

    let entry = entries[index(pc)].named("entry")
    let counter = entry[0...1]
    let known = (entry.bits(from: 2 + targetBits, width: tagBits) == tag(pc)).named("known")
    prediction.known <== known
    prediction.counter <== counter
    let low = cat(entry.bits(from: 2, width: targetBits), Bits(0, width: 2))
    let target = targetBits == 30 ? low : cat(pc[(targetBits + 2)...31], low)
    following <== mux(known & counter[1], target, pc + 4)

    when(update.valid) {
      entries.write(
        index(update.pc), cat(tag(update.pc), update.target.bits(from: 2, width: targetBits), update.counter))
    }
    ignore(update.target, update.pc)
  }
}
