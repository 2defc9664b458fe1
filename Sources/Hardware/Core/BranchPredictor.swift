import HDL

/// Branch target buffer: a direct-mapped block memory of branches with their targets and two-bit counters, read while the
/// address comes to be the program counter.
///
/// What it holds need not be right: execute finds out. So it has no reset, what it gives when an entry is written at the same time
/// does not matter, and an entry knows its branch by a few bits of its address only.
final class BranchPredictor: Module {
  let next = In(32, "`pc` of the next cycle")
  let read = In("it is another one")
  let pc = In(32)
  let prediction = Out(Prediction())
  let sequential = Out(32, "address behind that of `pc`")
  let following = Out(32, "address to be fetched after `pc`")
  let update = In(PredictorUpdate())

  let entries: Memory

  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    self.parameters = parameters
    entries = Memory(
      depth: parameters.predictorEntries, width: parameters.predictorTagBits + parameters.predictorTargetBits + 2,
      readDuringWrite: .unspecified, style: .block)
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

    let entry = entries.read(index(next), enable: read)
    let counter = entry[0...1]
    let known = (entry.bits(from: 2 + targetBits, width: tagBits) == tag(pc)).named("known")
    prediction.known <== known
    prediction.counter <== counter
    let low = cat(entry.bits(from: 2, width: targetBits), Bits(0, width: 2))
    let target = targetBits == 30 ? low : cat(pc[(targetBits + 2)...31], low)
    sequential <== pc + 4
    following <== mux(known & counter[1], target, sequential)

    when(update.valid) {
      entries.write(
        index(update.pc), cat(tag(update.pc), update.target.bits(from: 2, width: targetBits), update.counter))
    }
    ignore(update.target, update.pc, next)
  }
}
