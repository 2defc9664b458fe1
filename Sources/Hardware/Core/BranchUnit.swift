import HDL

/// Resolves branches and jumps: where execution goes on, whether fetch knew it, and what the predictor learns. Combinational.
final class BranchUnit: Module {
  let pc = In(32)
  let next = In(32)
  let target = In(32, "of a branch or jal; of jalr the predicted one")
  let first = In(32)
  let second = In(32)
  let sum = In(32, "first + second: the target of jalr")
  let carry = In("of first - second")
  let equal = In("first = second")
  let isSigned = In("the comparison is")
  let kind = In(3)
  let branch = In()
  let jump = In()
  let indirect = In()
  let prediction = In(Prediction())
  let counts = In("the instruction is there, and moves on")
  let inAnyCase = In("there is no instruction, and fetch is to go on at `next`")
  let wrongTarget = In("if predicted taken, the prediction named another target")

  let following = Out(32, "address of the next instruction")
  let redirect = Out("fetch has to go on at `following`")
  let misaligned = Out("the instruction jumps to an address that is no multiple of 4")
  let jumpMisaligned = Out("the same of jumps alone, known earlier")
  let update = Out(PredictorUpdate())

  let takenChoice = Instance(BitChoice())
  let redirectChoice = Instance(BitChoice())
  let followingChoice = Instance(WordChoice(isSecret: false))

  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    self.parameters = parameters
    super.init(name: "branch_unit\(parameters.suffix)")
  }

  override var summary: String { "Resolves branches and jumps." }

  override func build() {
    // The carry is late: everything else comes before it. With two signs the comparison of signed numbers needs none; the
    // second operand comes inverted.
    let differ = first[31] == second[31]
    let usesCarry = (branch & kind[2] & !(isSigned & differ)).named("uses_carry")
    let isMet = mux(kind[2], first[31], equal) ^ kind[0]
    let others = (jump | branch & isMet & !usesCarry).named("others")
    let taken = takenChoice.bit(if: carry, others | usesCarry & kind[0], otherwise: others | usesCarry & !kind[0])
    let predicted = (prediction.known & prediction.counter[1]).named("predicted")
    let isControl = branch | jump

    // Whether first + second is the predicted target, without waiting for the carries: each bit shows which carry it would
    // need, and the bit below shows which one it gives if it is right itself.
    let exclusive = first ^ second
    let lowest = parameters.alignmentBits
    let needed = (exclusive ^ target)[lowest...31]
    func ending(_ word: Bits) -> Bits { cat(Bits(0, width: 1), word[0...lowest - 1]) }
    let low = (ending(first) + ending(second)).named("low")
    let given = ((first & second) | (exclusive & ~target))[lowest...30]
    let isElsewhere = (needed != cat(given, low[lowest])).named("is_elsewhere")

    let destination = mux(indirect, cat(sum[1...31], Bits(0, width: 1)), target).named("destination")
    following <== followingChoice.word(if: taken, destination, otherwise: next)
    let isWrong = (!predicted | mux(indirect, isElsewhere, wrongTarget)).named("is_wrong")
    redirect <== redirectChoice.bit(if: taken, counts & isWrong, otherwise: counts & predicted | inAnyCase)
    if parameters.compressed {
      jumpMisaligned <== false
      misaligned <== false
    } else {
      jumpMisaligned <== jump & mux(indirect, low[1], target[1])
      misaligned <== jumpMisaligned | branch & taken & target[1]
    }

    let counter = prediction.counter
    update.valid <== isControl & (taken | prediction.known) | predicted & !isControl
    // With extension C the word with the last half, and which half that is.
    let last = cat(mux(next[1], next, pc)[2...31], !next[1], Bits(0, width: 1))
    update.pc <== (parameters.compressed ? last : pc)
    update.target <== destination
    update.counter
      <== mux(
        !isControl, 0,
        mux(
          !prediction.known, 2,
          mux(taken, mux(counter.all, counter, counter + 1), mux(counter.any, counter - 1, counter))))
    ignore(sum[0], kind)
  }
}
