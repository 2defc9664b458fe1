import HDL

/// Modular exponentiation of secret numbers: RSA by the key in the fuses, RSA by a public key, and powers for
/// Diffie-Hellman. `docs/exponentiation.md`.
public final class Exponentiator: Module {
  let command: Sink<ExponentiationCommand>
  let operandWord: Sink<OperandWord>
  let resultRequest: Sink<ResultRequest>
  let result = Source(ResultWord())
  let status = Out(ExponentiationStatus.self, "of the last operation; holds while `idle`")
  let idle = Out("no operation is in work and nothing is being overwritten")
  let wipe = In("stop, and overwrite the whole memory and every register with zeros")
  let fuseAddress: Bits.Output
  let fuseWord = In(64, "the fuses at `fuse_address` one cycle before").secret()

  enum Phase: HardwareEnum { case sweep, idle, store, fetch, answer, run }

  // What decides about the outcome is kept twice.
  let phase = GuardedRegister(Phase.width)
  let outcome = GuardedRegister(ExponentiationStatus.width)
  let sweepAddress: GuardedRegister
  let operation = GuardedRegister(2)
  let words: GuardedRegister
  let half = GuardedRegister(1)
  let position: GuardedRegister
  let back: GuardedRegister
  let count: GuardedRegister

  let exponentWords: Bits.Var
  let cyclesLeft: Bits.Var
  let started = Reg(reset: false, "the instruction is in work")
  let capturesFlag = Reg(reset: false, "the instruction before was a comparison")
  let flagNumber = Reg(2, reset: 0)
  let early = Reg(reset: false)
  let late = Reg(reset: true)
  let unreduced = Reg(reset: true)
  let leadingZero = Reg(reset: true)
  let capturesAgreement = Reg(reset: false, "the instruction before was a test for equality")
  let agreements = Reg(2, reset: 0)

  // One word of the caller at a time.
  let transferSlot = Reg(OperandSlot.slotBits, reset: 0)
  let transferIndex: Bits.Var
  let transferLane: Bits.Var
  let transferWord = Reg(64, reset: 0)
  let transferCopy = Reg(64, reset: 0, "the same word from the result's second copy")

  let memory: Instance<OperandMemory>
  let arithmetic: Instance<LongArithmetic>
  let loader: Instance<FuseLoader>

  let parameters: ExponentiationParameters
  let program = Microprogram()
  /// In logic: a block memory would take most of the cycle until the instruction is there.
  let instructions: Memory

  /// - Parameter parameters: without a `problem`.
  public init(_ parameters: ExponentiationParameters) {
    self.parameters = parameters
    command = Sink(ExponentiationCommand(parameters))
    operandWord = Sink(OperandWord(parameters))
    resultRequest = Sink(ResultRequest(parameters))
    fuseAddress = Out(parameters.fuseAddressBits)
    sweepAddress = GuardedRegister(parameters.addressBits)
    words = GuardedRegister(parameters.sizeBits)
    instructions = Memory(
      depth: program.instructions.count, width: Instruction.bits,
      initial: program.instructions.map { Constant(width: Instruction.bits, value: $0.word) }, style: .registers)
    let positionBits = bitsToCount(program.instructions.count)
    position = GuardedRegister(positionBits)
    back = GuardedRegister(positionBits)
    count = GuardedRegister(parameters.countBits)
    exponentWords = Reg(parameters.sizeBits, reset: 0)
    let longest = parameters.keyBits.map { Self.decryptCycles($0, parameters) }.max() ?? 1
    cyclesLeft = Reg(bitsToCount(longest + 1), reset: 0, "until the private operation must have ended")
    transferIndex = Reg(parameters.longIndexBits, reset: 0)
    transferLane = Reg(bitsToCount(parameters.lanes + 1), reset: 0)
    memory = Instance(OperandMemory(parameters))
    arithmetic = Instance(LongArithmetic(parameters))
    loader = Instance(FuseLoader(parameters))
    super.init(name: "exponentiator")
  }

  static func decryptCycles(_ bits: Int, _ parameters: ExponentiationParameters) -> Int {
    MicroprogramCycles(parameters: parameters).cycles(.decrypt, words: bits / 64)
  }

  public override var summary: String {
    """
    Modular exponentiation in constant time for odd moduli up to \(parameters.maximumBits) bits, words of \(parameters.wordBits) bits.
    The RSA private operation (CRT) checks its result before it can be read; faults end in an empty memory.
    """
  }

  public override var latency: Latency? {
    let sizes = parameters.keyBits.map { "\(parameters.privateOperationCycles(bits: $0)) with \($0) bits" }
    return .described(
      "private operation: \(sizes.joined(separator: ", ")); docs/exponentiation.md, section 5, has the others")
  }

  /// The phase as a case.
  var currentPhase: Enum<Phase> { Enum(code: phase.value, otherwise: .sweep) }
  var isRunning: Bit { phase.value == Phase.run.code }
  var isSweeping: Bit { phase.value == Phase.sweep.code }
  var isDone: Bit { outcome.value == ExponentiationStatus.done.code }

  public override func build() {
    let guarded = [phase, outcome, sweepAddress, operation, words, half, position, back, count]
    let isDamaged = guarded.dropFirst().reduce(guarded[0].isDamaged) { $0 | $1.isDamaged }.named("is_damaged")
    let run = step()
    let isLate =
      (isRunning & (operation.value == ExponentiationOperation.decrypt.rawValue)
      & (cyclesLeft == 0) & !run.ends).named("is_late")
    let stops = (isDamaged | isLate | wipe).named("stops")
    let isIdle = ((phase.value == Phase.idle.code) & !stops).named("is_idle")

    idle <== isIdle
    status <== Enum(code: outcome.value, otherwise: .fault)
    command.ready <== isIdle
    operandWord.ready <== isIdle & !command.valid
    resultRequest.ready <== isIdle & !command.valid & !operandWord.valid
    result.valid <== phase.value == Phase.answer.code

    connect(run, stops: stops)
    let transferEnds = transfer(stops: stops)
    choosePhase(run, stops: stops, transferEnds: transferEnds)
    sweep(stops: stops)
    remember(run, stops: stops)
  }

  /// What happens next, unless the unit is stopped.
  private func choosePhase(_ run: Run, stops: Bit, transferEnds: Bit) {
    let sweepEnds = (sweepAddress.value == parameters.depth - 1).named("sweep_ends")
    func go(_ phase: Phase) -> Bits { Bits(UInt64(phase.code), width: Phase.width) }
    func end(_ status: ExponentiationStatus) -> Bits {
      Bits(UInt64(status.code), width: ExponentiationStatus.width)
    }
    when(stops) {
      phase.set(go(.sweep))
      outcome.set(mux(wipe, end(.empty), end(.fault)))
    } otherwise: {
      when(command.fire) {
        phase.set(mux(acceptsSize, go(.run), go(.sweep)))
        // Whatever comes between now and the end leaves this.
        outcome.set(mux(acceptsSize, end(.fault), end(.badSize)))
      } otherwise: {
        when(operandWord.fire) {
          phase.set(go(.store))
          outcome.set(end(.empty))
        } otherwise: {
          when(run.ends) {
            phase.set(go(.sweep))
            outcome.set(run.outcome)
          } otherwise: {
            outcome.set(outcome.value)
            let next = mux(
              resultRequest.fire, go(.fetch),
              mux(
                isSweeping & sweepEnds | transferEnds & (phase.value == Phase.store.code) | result.fire, go(.idle),
                mux(transferEnds & (phase.value == Phase.fetch.code), go(.answer), phase.value)))
            phase.set(next.named("next_phase"))
          }
        }
      }
    }
  }

  /// Whether the unit can carry out a command with this size.
  private var acceptsSize: Bit {
    let command = command.payload
    func isSize(_ value: Bits) -> Bit {
      (value != 0) & (value <= Bits(UInt64(parameters.longWords), width: parameters.sizeBits))
    }
    let isWhole: Bit = parameters.wordBits > 64 ? !command.words[0] : true
    let isKeySize = parameters.keyBits.dropFirst().reduce(command.words == parameters.keyBits[0] / 64) {
      $0 | (command.words == $1 / 64)
    }
    let forPower = isSize(command.words) & isWhole & isSize(command.exponentWords)
    return select(
      command.operation, from: [forPower, isSize(command.words) & isWhole, isKeySize, false]
    ).named("accepts_size")
  }

  /// Overwrites the memory, but for a result that can be read.
  private func sweep(stops: Bit) {
    when(stops | !isSweeping) {
      sweepAddress.set(Bits(0, width: parameters.addressBits))
    } otherwise: {
      sweepAddress.set(sweepAddress.value + 1)
    }
  }
}
