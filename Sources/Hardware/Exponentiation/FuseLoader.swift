import HDL

/// Copies a number from the fuses to the operand memory.
final class FuseLoader: Module {
  let start = In("take the inputs and begin")
  let startedSegment = In(3, "where the number begins, in units of half a modulus behind the digest")
  let startedSlot = In(OperandSlot.slotBits, "where it goes to")
  let halfWords: Bits.Input
  let words: Bits.Input
  let wipe = In("stop")
  let done = Out("the last word is being written")
  let address: Bits.Output
  let write = Out("the fuse word that was addressed is there: write lane `lane` of it")
  let slot = Out(OperandSlot.slotBits)
  let index: Bits.Output
  let lane: Bits.Output

  enum Step: HardwareEnum { case idle, fetch, store }
  let step = Reg(reset: Step.idle)
  let segment = Reg(3, reset: 0)
  let target = Reg(OperandSlot.slotBits, reset: 0)
  let position: Bits.Var
  let part: Bits.Var

  let parameters: ExponentiationParameters

  init(_ parameters: ExponentiationParameters) {
    self.parameters = parameters
    let (size, laneBits) = (parameters.sizeBits, bitsToCount(parameters.lanes))
    halfWords = In(size, "words of 64 bits in half a modulus; constant, like `words`, from start to `done`")
    words = In(size, "words of 64 bits in the number")
    address = Out(parameters.fuseAddressBits, "of a fuse word, which comes one cycle later")
    index = Out(size, "of the word in the number")
    lane = Out(laneBits)
    position = Reg(size, reset: 0)
    part = Reg(laneBits, reset: 0)
  }

  override var summary: String {
    "Copies a number from the fuses to the operand memory, 64 bits in \(parameters.lanes + 1) cycles."
  }

  override var latency: Latency? { .described("\(parameters.lanes + 1) cycles for every word, after the start") }

  override func build() {
    when(start) {
      segment <== startedSegment
      target <== startedSlot
    }
    slot <== target
    let width = parameters.fuseAddressBits
    let half = halfWords.extended(to: width)
    func share(_ bit: Int) -> Bits { half.shiftedLeft(by: bit) & replicate(segment[bit], width) }
    let base = (share(0) + share(1) + share(2) + 3).named("base")
    let works = (step != .idle).named("works")
    // Without work the address is that of the fuses' name, which is no secret.
    address <== (base + position.extended(to: width)) & replicate(works, width)
    index <== position
    lane <== part
    let isLastLane: Bit = (part == parameters.lanes - 1).named("is_last_lane")
    let isLastWord = (position + 1 == words).named("is_last_word")
    let stores = (step == .store).named("stores")
    write <== stores
    done <== stores & isLastLane & isLastWord
    part <== mux(stores & !isLastLane, part + 1, 0)
    position <== mux(start, 0, mux(stores & isLastLane, position + 1, position))
    when(wipe) {
      step <== .idle
    } otherwise: {
      match(step) {
        switch $0 {
        case .idle: when(start) { step <== .fetch }
        case .fetch: step <== .store
        case .store:
          when(isLastLane) {
            when(isLastWord) {
              step <== .idle
            } otherwise: {
              step <== .fetch
            }
          }
        }
      }
    }
  }
}
