import HDL

/// How the microprogram is carried out.
extension Exponentiator {
  /// The instruction in work, and what becomes of it.
  struct Run {
    let opcode: Enum<Opcode>
    let target: Bits
    let a: Bits
    let b: Bits
    let starts: Bit
    let isDone: Bit
    /// The program ends in this cycle.
    let ends: Bit
    /// With this status.
    let outcome: Bits
  }

  /// Decodes the instruction.
  func step() -> Run {
    let width = OperandSlot.codeBits
    let instruction = instructions[position.value].named("instruction")
    let opcode = Enum<Opcode>(code: instruction.bits(from: 3 * width, width: Opcode.width), otherwise: .end)
    let isControl = [Opcode.count, .loop, .jump, .call, .return, .half, .full, .end]
      .map { opcode == $0 }.reduce(false as Bit) { $0 | $1 }.named("is_control")
    let ends = (isRunning & (opcode == .end)).named("program_ends")
    return Run(
      opcode: opcode, target: instruction.bits(from: 2 * width, width: width),
      a: instruction.bits(from: width, width: width), b: instruction.bits(from: 0, width: width),
      starts: (isRunning & !isControl & !started).named("starts"),
      isDone: (arithmetic.done | loader.done).named("instruction_done"), ends: ends, outcome: verdict)
  }

  /// The status that the present flags mean.
  private var verdict: Bits {
    func code(_ status: ExponentiationStatus) -> Bits { Bits(UInt64(status.code), width: ExponentiationStatus.width) }
    // A fault leaves some of these as they were at the start, when none of them speaks for the result.
    let isUnsound = ((cyclesLeft != 0) | (early != late)).named("is_unsound")
    let decrypted = mux(
      isUnsound, code(.fault),
      mux(early, code(.outOfRange), mux(agreements.all & !unreduced, code(.done), code(.fault))))
    let encrypted = mux(
      !arithmetic.isOdd | leadingZero, code(.badModulus), mux(early, code(.outOfRange), code(.done)))
    let raised = mux(arithmetic.isOdd, code(.done), code(.badModulus))
    let status = select(operation.value, from: [raised, encrypted, decrypted, code(.fault)]).named("verdict")
    return declassify(status, "the outcome of an operation: public by its specification, and fault only after a fault")
  }

  /// Gives the instruction to those that carry it out, and them the memory.
  func connect(_ run: Run, stops: Bit) {
    let isShort = half.value[0]
    let present = mux(isShort, words.value >> Bits(1, width: 1), words.value).named("present_words")
    arithmetic.start <== run.starts & (run.opcode != .load)
    arithmetic.started <== run.opcode
    arithmetic.startedTarget <== run.target
    arithmetic.startedA <== run.a
    arithmetic.startedB <== run.b
    arithmetic.half <== isShort
    let shift = (parameters.wordBits / 64) == 2 ? -1 : (64 / parameters.wordBits).trailingZeroBitCount
    let wide = present.extended(to: parameters.sizeBits + 2)
    let memoryWords = shift < 0 ? wide >> Bits(1, width: 1) : wide.shiftedLeft(by: shift)
    arithmetic.last <== (memoryWords - 1).truncated(to: parameters.indexBits)
    arithmetic.digitPosition <== (count.value - 1).truncated(to: parameters.digitBits)
    arithmetic.clear <== stops | !isRunning

    loader.start <== run.starts & (run.opcode == .load)
    loader.startedSegment <== run.a[0...2]
    loader.startedSlot <== run.target[0...4]
    loader.halfWords <== words.value >> Bits(1, width: 1)
    loader.words <== present
    loader.wipe <== stops | !isRunning
    fuseAddress <== loader.address
  }

  /// The state of the program.
  func remember(_ run: Run, stops: Bit) {
    let begins = command.fire
    let isOver = (isRunning & !run.ends).named("goes_on")
    let moves = (isOver & (started & run.isDone | !started & !run.starts)).named("moves")
    let width = position.value.width
    let next = position.value + 1
    let address =
      run.b.extended(to: 2 * OperandSlot.codeBits)
      | run.a.extended(to: 2 * OperandSlot.codeBits)
      .shiftedLeft(by: OperandSlot.codeBits)
    let short = address.truncated(to: width).named("destination")
    let repeats = ((run.opcode == .loop) & (count.value != 1)).named("repeats")
    let destination = mux(
      repeats | (run.opcode == .jump) | (run.opcode == .call), short, mux(run.opcode == .return, back.value, next))
    let entries = [ExponentiationOperation.power, .encrypt, .decrypt].map {
      Bits(UInt64(program.entry($0)), width: width)
    }
    let entry = select(command.payload.operation, from: entries)
    position.set(mux(stops, 0, mux(begins, entry, mux(moves, destination, position.value))))
    back.set(mux(stops, 0, mux(moves & (run.opcode == .call), next, back.value)))
    half.set(
      mux(stops | begins | moves & (run.opcode == .full), 0, mux(moves & (run.opcode == .half), 1, half.value)))
    operation.set(mux(stops, 0, mux(begins, command.payload.operation, operation.value)))
    words.set(mux(stops, 0, mux(begins, command.payload.words, words.value)))
    count.set(
      mux(
        stops, 0,
        mux(
          moves & (run.opcode == .count), loopCount(run.a),
          mux(moves & (run.opcode == .loop), count.value - 1, count.value))))
    started <== !stops & (run.starts | started & isOver & !run.isDone)
    when(begins) { exponentWords <== command.payload.exponentWords }

    // The private operation takes as long as its size says, or it has failed.
    let timerWidth = cyclesLeft.width
    let times = parameters.keyBits.map { bits in
      let cycles = Bits(UInt64(Self.decryptCycles(bits, parameters)), width: timerWidth)
      return cycles & replicate(command.payload.words == bits / 64, timerWidth)
    }
    let time = times.dropFirst().reduce(times[0]) { $0 | $1 }
    when(begins) {
      cyclesLeft <== time
    } otherwise: {
      when(isRunning) { cyclesLeft <== cyclesLeft - 1 }
    }
    takeFlags(run, moves: moves)
  }

  private func loopCount(_ kind: Bits) -> Bits {
    let width = parameters.countBits
    let present = mux(half.value[0], words.value >> Bits(1, width: 1), words.value)
    let isPower = operation.value == ExponentiationOperation.power.rawValue
    let exponent = mux(isPower, exponentWords, present)
    return select(
      kind[0...1],
      from: [
        present.extended(to: width), present.extended(to: width).shiftedLeft(by: 6),
        exponent.extended(to: width).shiftedLeft(by: 4), Bits(16, width: width),
      ])
  }

  /// Comparisons show their result in the cycle after they end.
  private func takeFlags(_ run: Run, moves: Bit) {
    capturesFlag <== moves & (run.opcode == .compare)
    capturesAgreement <== moves & (run.opcode == .differ)
    flagNumber <== run.target[0...1]
    when(isRunning) {
      when(capturesFlag) {
        let isAtLeast = arithmetic.carryOut
        match(
          flagNumber,
          [
            0: { [early] in early <== isAtLeast }, 1: { [late] in late <== isAtLeast },
            2: { [unreduced] in unreduced <== isAtLeast },
          ]
        ) { leadingZero <== isAtLeast }
      }
      when(capturesAgreement) { agreements <== cat(agreements[0], !arithmetic.difference) }
    } otherwise: {
      early <== false
      late <== true
      unreduced <== true
      leadingZero <== true
      agreements <== 0
    }
  }
}
