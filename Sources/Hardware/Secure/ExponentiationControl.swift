import HDL

/// Executes `modexp` for the core: the operands go through the data cache into the memory of the exponentiator, and the power from there to
/// its place. Nothing of them is kept here but eight bytes. `docs/encrypted-execution.md`, section 4.
///
/// Whether the result can be stored is asked before it is computed, while an exception changes nothing.
final class ExponentiationControl: Module {
  enum Phase: HardwareEnum { case idle, access, accessed, put, compute, await, fetch, fetched, wipe, wiped, done }
  /// What is accessed.
  enum Part: HardwareEnum { case lengths, modulus, base, exponent, place, result }

  let order: View<ProtectionOrder>.Input
  let access = Out(ProtectionAccess())
  let accessStore = Out(32, "value of a store").secret()
  let accessDone = In("the answer")
  let accessCause = In(5, "0, or 16 + the cause why it failed")
  let accessWord = In(32)

  let command: Source<ExponentiationCommand>
  let operand: Source<OperandWord>
  let request: Source<ResultRequest>
  let result = Sink(ResultWord())
  let status = In(ExponentiationStatus.self, "of the last exponentiation, while `power_idle`")
  let powerIdle = In("the exponentiator is the program's, and does nothing")

  let busy = Out("an instruction is in work")
  let done = Out("it is executed; the rest is meaningful in this cycle")
  let cause = Out(5, "0, or 16 + the cause of its exception")
  let value = Out(32, "its result, or the address that the exception is about")

  let phase = Reg(reset: Phase.idle)
  let part = Reg(reset: Part.lengths)
  let address = Reg(32)
  let position: Bits.Var
  let length: Bits.Var
  let exponentLength: Bits.Var
  let hasFault = Reg(reset: false)
  let fault = Reg(4, reset: 0, "cause of the exception")
  let answer = Reg(3, reset: 0)
  let low = Reg(32, reset: 0, "the word that was read before the last one")
  let high = Reg(32, reset: 0, "the word that was read last")

  let sizes: ExponentiationParameters
  /// Length of the longest operand, in units of 16 bytes.
  let units: Int

  init(_ parameters: UnitParameters, _ sizes: ExponentiationParameters) {
    self.sizes = sizes
    units = sizes.maximumBits / 128
    order = In(ProtectionOrder(domainBits: parameters.domainBits))
    command = Source(ExponentiationCommand(sizes))
    operand = Source(OperandWord(sizes))
    request = Source(ResultRequest(sizes))
    position = Reg(bitsToCount(4 * units), reset: 0, "word of the part")
    length = Reg(bitsToCount(units + 1), reset: 0, "of modulus, base and result, in units of 16 bytes")
    exponentLength = Reg(bitsToCount(units + 1), reset: 0)
  }

  override var summary: String {
    "Executes modexp: operands from memory to the exponentiator, and the power of up to \(sizes.maximumBits) bits back."
  }

  override var latency: Latency? {
    .described(
      "what the exponentiator takes, twice the overwriting of its memory, and 2 cycles and an access for each word")
  }

  override func build() {
    let isOwn = ProtectionInstruction.isKey(.modexp, order.instruction)
    let isFirstMisaligned = order.first[0...1].any.named("is_first_misaligned")
    let isMisaligned = (isFirstMisaligned | order.second[0...1].any).named("is_misaligned")
    let isExponent = (part == .exponent).named("is_exponent")
    let isResult = (part == .result).named("is_result")
    let partUnits = mux(isExponent, exponentLength, length)
    let isLast = (cat(partUnits, Bits(0, width: 2)) == position.extended(to: length.width + 2) + 1).named("is_last")
    let isStored = ((phase == .accessed) & isResult & accessDone).named("is_stored")
    let isWiping = (phase == .wipe).named("is_wiping")
    func isLength(_ byte: Bits) -> Bit { byte.any & (byte <= Bits(UInt64(units), width: 8)) }
    let isSize = (isLength(accessWord[0...7]) & isLength(accessWord[8...15])).named("is_size")

    access.valid <== phase == .access
    access.operation <== first([(part == .place, DataOperation.or), (isResult, .store)], otherwise: .load)
    access.address <== address
    // Asking for a place stores what is there: 0 is added to it by an or.
    accessStore
      <== mux(position[0], result.payload.word[32...63], result.payload.word[0...31]) & replicate(isResult, 32)

    // A command of length 0 overwrites everything that the exponentiator holds.
    command.valid <== (phase == .compute) | isWiping
    command.payload.operation <== Bits(UInt64(ExponentiationOperation.power.rawValue), width: 2)
    command.payload.words
      <== cat(length, Bits(0, width: 1)).extended(to: sizes.sizeBits) & replicate(!isWiping, sizes.sizeBits)
    command.payload.exponentWords <== cat(exponentLength, Bits(0, width: 1)).extended(to: sizes.sizeBits)
    operand.valid <== phase == .put
    operand.payload.operand <== cat(part == .modulus, isExponent)
    operand.payload.index <== position[1...position.width - 1]
    operand.payload.word <== cat(high, low)
    request.valid <== phase == .fetch
    request.payload.index <== position[1...position.width - 1]
    // It stays while its two halves are stored.
    result.ready <== isStored & position[0] | (phase == .fetched) & result.payload.damaged

    busy <== phase != .idle
    done <== phase == .done
    cause <== cat(hasFault, fault) & replicate(hasFault, 5)
    value <== mux(hasFault, address, answer.extended(to: 32))

    match(phase) {
      switch $0 {
      case .idle:
        answer <== 0
        position <== 0
        address <== mux(isMisaligned & !isFirstMisaligned, order.second, order.first)
        when(order.execute & isOwn) {
          hasFault <== isMisaligned
          fault <== mux(isFirstMisaligned, Bits(4, width: 4), 6)
          phase <== mux(isMisaligned, .done, Enum(.access))
        }
      case .access: phase <== .accessed
      case .accessed:
        when(accessDone) {
          low <== high
          high <== accessWord
          // A store that fails now is of a program that has overwritten its own page table.
          when(accessCause[4] & !isResult) {
            hasFault <== true
            fault <== accessCause[0...3]
            phase <== mux(part == .lengths, .done, Enum(.wipe))
          } otherwise: {
            address <== address + 4
            takeAnswer(isLast: isLast, isSize: isSize)
          }
        }
      case .put:
        when(operand.ready) {
          phase <== .access
          when(isLast) {
            position <== 0
            part <== first([(part == .modulus, Part.base), (isExponent, .place)], otherwise: .exponent)
            when(isExponent) { address <== order.second }
          } otherwise: {
            position <== position + 1
          }
        }
      case .compute: when(command.ready) { phase <== .await }
      case .await:
        part <== .result
        position <== 0
        address <== order.second
        when(powerIdle) {
          when(status == .done) {
            phase <== .fetch
          } otherwise: {
            answer <== status.bits
            phase <== .wipe
          }
        }
      case .fetch: when(request.ready) { phase <== .fetched }
      case .fetched:
        when(result.valid) {
          when(result.payload.damaged) {
            answer <== Bits(UInt64(ExponentiationStatus.fault.code), width: 3)
            phase <== .wipe
          } otherwise: {
            phase <== .access
          }
        }
      case .wipe: when(command.ready) { phase <== .wiped }
      case .wiped: when(powerIdle) { phase <== .done }
      case .done:
        part <== .lengths
        hasFault <== false
        low <== 0
        high <== 0
        phase <== .idle
      }
    }
    ignore(order.transfer, order.suspend, order.restore, order.domain, order.instruction, order.isCall)
    ignore(order.pc, order.next, order.isUser)
  }

  /// An access has not failed.
  private func takeAnswer(isLast: Bit, isSize: Bit) {
    match(part) {
      switch $0 {
      case .lengths:
        length <== accessWord[0...length.width - 1]
        exponentLength <== accessWord[8...length.width + 7]
        when(isSize) {
          part <== .modulus
          phase <== .access
        } otherwise: {
          answer <== Bits(UInt64(ExponentiationStatus.badSize.code), width: 3)
          phase <== .done
        }
      case .modulus, .base, .exponent:
        when(position[0]) {
          phase <== .put
        } otherwise: {
          position <== position + 1
          phase <== .access
        }
      case .place:
        position <== position + 1
        phase <== mux(isLast, .compute, Enum(.access))
      case .result:
        position <== position + 1
        phase <== mux(isLast, .wipe, mux(position[0], .fetch, Enum(.access)))
      }
    }
  }
}
