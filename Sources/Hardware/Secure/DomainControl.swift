import HDL

/// Which domain runs and in which mode, for the core: it asks the mode port, and keeps the contexts of encrypted domains while others
/// run. `docs/encrypted-execution.md`, sections 1 to 3. SF-30, SF-32, SF-34, SF-36 to SF-38, SF-59 to SF-62.
final class DomainControl: Module {
  enum Phase: HardwareEnum { case clear, idle, save, mode, modeAnswer, restore, erase, settle, done }

  let order: View<ProtectionOrder>.Input
  let running: View<RunningDomain>.Input
  let mode: Source<ModeCommand>
  let modeResponse: Sink<ModeResponse>
  let done = Out("the order is carried out; the rest is meaningful in this cycle")
  let refused = Out("the mode port has refused it")
  let status = Out(5)
  let restored = Out("a context has come back: execution goes on at `target`")
  let target = Out(32)

  let contextIndex = Out(5, "register to be saved")
  let contextValue = In(32, "its value")
  let registerWrite = Out(RegisterWrite())
  let registerValue = Out(32, "what is written; else 0")

  let access: View<ContextAccess>.Input
  let accessWord = Out(32, "the word that was read")

  let eraseWanted = In("overwrite the context of `erase_domain`, until `erased`")
  let eraseDomain: Bits.Input
  let erased = Out()

  let phase = Reg(reset: Phase.clear)
  let index: Bits.Var
  /// For each domain `pc`, with bit 0 set after a system call, and x1 to x31.
  let contexts: Memory
  let isRead = Reg(reset: false, "the word of the index before is there")
  let readIndex = Reg(5, reset: 0)
  let isCall = Reg(reset: false, "the context was saved at a system call")
  let answer = Reg(5, reset: 0)
  let place = Reg(32, reset: 0, "where execution goes on")
  let isRestored = Reg(reset: false)

  let parameters: UnitParameters

  let compressed: Bool

  /// - Parameter compressed: the core has extension C: instruction addresses are even.
  init(_ parameters: UnitParameters, compressed: Bool = false) {
    self.parameters = parameters
    self.compressed = compressed
    order = In(ProtectionOrder(domainBits: parameters.domainBits))
    running = In(RunningDomain(domainBits: parameters.domainBits, attributeBits: parameters.attributeBits))
    mode = Source(ModeCommand(parameters))
    modeResponse = Sink(ModeResponse(parameters))
    eraseDomain = In(parameters.domainBits)
    access = In(ContextAccess(domainBits: parameters.domainBits))
    index = Reg(parameters.domainBits + 5, reset: 0)
    contexts = Memory(depth: 32 * parameters.domains, width: 32, readDuringWrite: .excluded, style: .block)
  }

  override var summary: String {
    "Commands of the core to the mode port, and the contexts of \(parameters.domains) domains."
  }

  override var latency: Latency? {
    .described(
      "a mode command 3 cycles more than the mode port takes; a context 33 more; 32 for each domain after reset")
  }

  /// The address of an instruction in a word.
  private func address(in word: Bits) -> Bits {
    compressed ? cat(word[1...31], Bits(0, width: 1)) : cat(word[2...31], Bits(0, width: 2))
  }

  override func build() {
    let register = index[0...4]
    let isSave = phase == .save
    let isErase = phase == .erase
    let isShift = ProtectionInstruction.isModeShift(order.instruction)
    let isMethod = ProtectionInstruction.isKey(.method, order.instruction)
    let executes = (order.execute & (isShift | isMethod)).named("executes")

    // The context store. What `restore` reads is there in the next cycle.
    let domain = mux(order.restore, order.domain, running.domain)
    let savedPC = mux(order.isCall, order.next, order.pc)
    let isFirst = (!register.any).named("is_first")
    let savedPlace =
      compressed ? cat(savedPC[1...31], order.isCall) : cat(savedPC[2...31], Bits(0, width: 1), order.isCall)
    let saved = mux(isFirst, savedPlace, contextValue)
    let writes = (phase == .clear) | isErase | isSave | access.write
    when(writes) {
      contexts.write(
        mux(
          phase == .clear, index,
          mux(access.write, cat(access.domain, access.index), cat(mux(isErase, eraseDomain, domain), register))),
        (replicate(isSave, 32) & saved) | (replicate(access.write, 32) & access.value))
    }
    let isRestore = (phase == .restore).named("is_restore")
    let word = contexts.read(
      mux(access.read, cat(access.domain, access.index), cat(domain, register)), enable: isRestore | access.read
    ).named("word")
    accessWord <== word
    always("the_store_is_accessed_while_nothing_is_done", !(access.read | access.write) | (phase == .idle))
    let arrives = (isRestore & isRead).named("arrives")
    let isPC = (!readIndex.any).named("is_pc")
    // Registers 10 to 17 are the arguments of a system call, 10 and 11 its results.
    let isArgument = order.isCall & ((register[1...4] == 5) | (register[2...4] == 3) | (register[1...4] == 8))
    let isResult = isCall & (readIndex[1...4] == 5)
    contextIndex <== register
    registerWrite.valid <== isSave & !isArgument | arrives & !isPC & !isResult
    registerWrite.index <== mux(isSave, register, readIndex)
    registerValue <== replicate(arrives, 32) & word

    // The mode port.
    let isBeyond = (order.execute & isMethod & order.first[parameters.domainBits...31].any).named("is_beyond")
    func code(_ operation: ModeOperation) -> Bits { Bits(UInt64(operation.rawValue), width: 3) }
    let shift = mux(order.instruction[27], code(.retmode), code(.cryptomode))
    mode.valid <== phase == .mode
    mode.payload.operation
      <== mux(
        order.transfer, code(.transfer),
        mux(order.execute, mux(isShift, shift, code(.configure)), code(.select)))
    mode.payload.domain
      <== mux(
        order.execute, order.first[0...parameters.domainBits - 1], order.domain & replicate(order.restore, domain.width)
      )
    mode.payload.automatic <== order.second[0]
    mode.payload.link <== order.instruction[26]
    mode.payload.hasTarget <== order.instruction[25]
    mode.payload.target <== address(in: order.first)
    mode.payload.next <== mux(order.transfer, order.pc, order.next)
    modeResponse.ready <== phase == .modeAnswer

    done <== phase == .done
    refused <== answer.any
    status <== answer
    restored <== isRestored
    target <== place
    erased <== isErase & register.all

    match(phase) {
      switch $0 {
      case .clear:
        index <== index + 1
        when(index.all) { phase <== .idle }
      case .idle:
        isRead <== false
        isRestored <== false
        answer <== mux(isBeyond, Bits(UInt64(ModeStatus.noDomain.code), width: 5), 0)
        index <== cat(Bits(0, width: index.width - 1), !eraseWanted)
        when(eraseWanted) {
          phase <== .erase
        } otherwise: {
          when(executes | order.transfer | order.suspend | order.restore) {
            phase <== mux(order.suspend & running.encrypted, .save, mux(isBeyond, .settle, Enum(.mode)))
          }
        }
      case .save:
        index <== cat(Bits(0, width: parameters.domainBits), register + 1)
        when(isFirst) { phase <== .mode }
      case .mode:
        index <== 0
        when(mode.ready) { phase <== .modeAnswer }
      case .modeAnswer:
        when(modeResponse.valid) {
          answer <== modeResponse.payload.status
          place <== modeResponse.payload.pc
          when(order.restore & modeResponse.payload.encrypted) {
            isRestored <== true
            phase <== .restore
          } otherwise: {
            phase <== .settle
          }
        }
      case .restore:
        isRead <== true
        readIndex <== register
        index <== cat(Bits(0, width: parameters.domainBits), register + 1)
        when(arrives & isPC) {
          place <== address(in: word)
          isCall <== word[0]
        }
        when(arrives & readIndex.all) { phase <== .settle }
      case .erase:
        index <== cat(Bits(0, width: parameters.domainBits), register + 1)
        when(register.all) { phase <== .idle }
      case .settle:
        // What runs now shows in `running` when the order is done.
        phase <== .done
      case .done: phase <== .idle
      }
    }
    ignore(modeResponse.payload.attribute, order.isUser)
    ignore(order.instruction, order.first, order.second, order.next, order.pc)
    ignore(running.automatic, running.closed, running.attribute, running.returnExpected, running.returnAddress)
  }
}
