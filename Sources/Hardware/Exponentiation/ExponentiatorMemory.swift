import HDL

/// Who uses the operand memory, and when.
extension Exponentiator {
  /// Moves a word between the caller and the memory, and drives the memory; gives the last cycle of the move.
  func transfer(stops: Bit) -> Bit {
    let stores = (phase.value == Phase.store.code).named("stores")
    let fetches = (phase.value == Phase.fetch.code).named("fetches")
    let isLastLane = (transferLane == parameters.lanes - 1).named("is_last_lane")
    // An operand is stored twice, copy last.
    let operandSlot = OperandSlot.operand.number
    let isFirstCopy = (stores & (transferSlot == operandSlot)).named("is_first_copy")
    let ends = (stores & isLastLane & !isFirstCopy | fetches & (transferLane == parameters.lanes)).named(
      "transfer_ends")

    // 64 bits of the caller, or of the fuses, are some words of the memory, or a part of one.
    let source = mux(stores, transferWord, fuseWord)
    let lane = mux(stores, transferLane.truncated(to: bitsToCount(parameters.lanes)), loader.lane)
    let index = mux(stores, transferIndex, loader.index.truncated(to: parameters.longIndexBits)).named("long_index")
    let slot = mux(stores, transferSlot, loader.slot).named("long_slot")
    let longAddress = cat(slot, wordIndex(index, lane))
    let parts = stride(from: 0, to: 64, by: parameters.wordBits).map {
      source.bits(from: $0, width: min(64, parameters.wordBits))
    }
    let part = parts.count == 1 ? parts[0] : select(lane, from: parts)
    let longWord = cat((0..<max(1, parameters.wordBits / 64)).map { _ in part }).named("long_word")

    let isKept = ((sweepSlot == operandSlot) | (sweepSlot == OperandSlot.resultCopy.number)) & isDone
    let writesLong = (stores | loader.write).named("writes_long")
    memory.write <== mux(isSweeping, !isKept, writesLong | isRunning & arithmetic.write)
    memory.writeAddress <== mux(isSweeping, sweepAddress.value, mux(writesLong, longAddress, arithmetic.writeAddress))
    memory.writeWord
      <== mux(isSweeping, Bits(0, width: parameters.wordBits), mux(writesLong, longWord, arithmetic.writeWord))
    if let halves = memory.writeHalves { halves <== mux(writesLong, cat(index[0], !index[0]), Bits(3, width: 2)) }

    // Both copies of a result are read at once.
    let resultIndex = wordIndex(transferIndex, transferLane.truncated(to: bitsToCount(parameters.lanes)))
    let idleAddress = Bits(0, width: parameters.addressBits)
    memory.addressA
      <== mux(
        isRunning, arithmetic.addressA, mux(fetches, cat(operandSlot, resultIndex), idleAddress))
    memory.addressB
      <== mux(
        isRunning, arithmetic.addressB, mux(fetches, cat(OperandSlot.resultCopy.number, resultIndex), idleAddress))
    arithmetic.wordA <== memory.wordA
    arithmetic.wordB <== memory.wordB

    answer(stops: stops, stores: stores, fetches: fetches, isLastLane: isLastLane)
    return ends
  }

  private func answer(stops: Bit, stores: Bit, fetches: Bit, isLastLane: Bit) {
    let isArrival = (fetches & (transferLane != 0)).named("is_arrival")
    let width = parameters.wordBits
    /// What has arrived of 64 bits, with one word more of the memory.
    func gathered(_ word: Bits, _ before: Bits) -> Bits {
      let arriving = width > 64 ? mux(transferIndex[0], word[64...127], word[0...63]) : word
      let arrived = arriving & replicate(isDone, arriving.width)
      return width >= 64 ? arrived : cat(arrived, before[width...63])
    }
    let isAnswer = (phase.value == Phase.answer.code).named("is_answer")
    when(stops) {
      transferWord <== 0
      transferCopy <== 0
    } otherwise: {
      when(operandWord.fire) {
        transferWord <== operandWord.payload.word
      } otherwise: {
        when(isArrival) {
          transferWord <== gathered(memory.wordA, transferWord)
          transferCopy <== gathered(memory.wordB, transferCopy)
        } otherwise: {
          when(!stores & !fetches & !isAnswer | result.fire) {
            transferWord <== 0
            transferCopy <== 0
          }
        }
      }
    }
    let isDamaged = declassify(
      isAnswer & (transferWord != transferCopy), "copies of the same number: they differ only after a fault"
    ).named("is_damaged_result")
    result.payload.word <== transferWord & replicate(isAnswer & !isDamaged, 64)
    result.payload.damaged <== isDamaged

    let slots = [OperandSlot.operand, .exponent, .modulus].map(\.number)
    transferIndex
      <== mux(
        operandWord.fire, operandWord.payload.index, mux(resultRequest.fire, resultRequest.payload.index, transferIndex)
      )
    transferSlot
      <== mux(
        operandWord.fire, select(operandWord.payload.operand, from: slots),
        mux(stores & isLastLane, OperandSlot.operandCopy.number, transferSlot))
    transferLane <== mux(fetches | stores & !isLastLane, transferLane + 1, 0)
  }

  private var sweepSlot: Bits {
    sweepAddress.value.bits(from: parameters.indexBits, width: OperandSlot.slotBits)
  }

  /// The index of a word of the memory in its slot.
  private func wordIndex(_ long: Bits, _ lane: Bits) -> Bits {
    if parameters.wordBits > 64 {
      ignore(lane)
      return long.bits(from: 1, width: parameters.indexBits)
    }
    return parameters.lanes == 1 ? long : cat(long, lane)
  }
}
