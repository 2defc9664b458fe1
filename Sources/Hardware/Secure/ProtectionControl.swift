import HDL

/// What the core needs of the encryption unit beside lines: domains, modes, contexts, and the instructions for keys and powers. It stands
/// between the core and the ports for keys, set-up, modes and the exponentiator. `docs/encrypted-execution.md`.
public final class ProtectionControl: Module {
  let order: View<ProtectionOrder>.Input
  let answer = Out(ProtectionAnswer())
  let running: View<RunningDomain>.Output
  let contextIndex = Out(5, "register to be saved")
  let contextValue = In(32, "its value")
  let registerWrite = Out(RegisterWrite())
  let access = Out(ProtectionAccess())
  let accessStore = Out(32, "value to be stored, which stays until the answer; else 0").secret()
  let accessDone = In("the answer")
  let accessCause = In(5, "0, or 16 + the cause why it failed")
  let accessWord = In(32)
  let flush = Out("write back and drop the lines of the caches, until `flushed`")
  let flushed = In()

  let key: Source<KeyCommand>
  let keyEntry = Source(EntryWord())
  let keyResponse: Sink<KeyResponse>
  let setup: Source<SetupCommand>
  let setupResponse: Sink<SetupResponse>
  let mode: Source<ModeCommand>
  let modeResponse: Sink<ModeResponse>
  let unitRunning: View<RunningDomain>.Input
  let powerCommand: Source<ExponentiationCommand>
  let powerOperand: Source<OperandWord>
  let powerRequest: Source<ResultRequest>
  let powerResult = Sink(ResultWord())
  let powerStatus = In(ExponentiationStatus.self, "of the last exponentiation, while `power_idle`")
  let powerIdle = In("the exponentiator is the running program's, and does nothing")
  let random: Bits.Input?
  let randomValid: Bit.Input?
  let drawsRandom: Bit.Output?

  let domainControl: Instance<DomainControl>
  let keyControl: Instance<KeyControl>
  let exponentiationControl: Instance<ExponentiationControl>
  /// Without images there is none.
  let sealControl: Instance<SealControl>?
  /// A cycle behind the unit: everything that is fetched and found in the caches depends on it.
  let current: View<RunningDomain>.Var
  let answered = Reg(
    reset: false, "an access was answered in the cycle before; else its word is 0")
  let answeredCause = Reg(5, reset: 0)
  let answeredWord = Reg(32, reset: 0)

  /// - Parameter compressed: the core has extension C.
  public init(_ parameters: UnitParameters, _ sizes: ExponentiationParameters, compressed: Bool = false) {
    let layout = RunningDomain(domainBits: parameters.domainBits, attributeBits: parameters.attributeBits)
    order = In(ProtectionOrder(domainBits: parameters.domainBits))
    running = Out(layout)
    key = Source(KeyCommand(parameters), "setck and setk")
    keyResponse = Sink(KeyResponse(parameters))
    setup = Source(SetupCommand(parameters), "setik, keyclr and kill")
    setupResponse = Sink(SetupResponse(parameters))
    mode = Source(ModeCommand(parameters), "mode commands")
    modeResponse = Sink(ModeResponse(parameters))
    unitRunning = In(layout)
    powerCommand = Source(ExponentiationCommand(sizes))
    powerOperand = Source(OperandWord(sizes))
    powerRequest = Source(ResultRequest(sizes))
    domainControl = Instance(DomainControl(parameters, compressed: compressed))
    keyControl = Instance(KeyControl(parameters))
    exponentiationControl = Instance(ExponentiationControl(parameters, sizes))
    let seals = parameters.images > 0
    random = seals ? In(16, "random bits, while `random_valid`").secret() : nil
    randomValid = seals ? In() : nil
    drawsRandom = seals ? Out("random bits are taken as soon as there are some") : nil
    sealControl = seals ? Instance(SealControl(parameters)) : nil
    current = Reg(layout, reset: .zero)
  }

  public override var summary: String {
    "Domains, modes, contexts and the instructions for keys and powers, for the core."
  }

  public override func build() {
    func gated(_ condition: Bit, _ value: Bits) -> Bits { replicate(condition, 32) & value }
    let (domains, keys, powers) = (domainControl, keyControl, exponentiationControl)
    current <== unitRunning
    running <== current
    domains.order <== order
    domains.running <== current
    keys.order <== order
    keys.runningDomain <== current.domain
    powers.order <== order

    connectMode()
    let seals = connectSeal()
    key <== keys.key
    keyEntry <== keys.keyEntry
    keys.keyResponse <== keyResponse
    setup <== keys.setup
    keys.setupResponse <== setupResponse
    powerCommand <== powers.command
    powerOperand <== powers.operand
    powerRequest <== powers.request
    powers.result <== powerResult
    powers.status <== powerStatus
    powers.powerIdle <== powerIdle

    contextIndex <== domains.contextIndex
    domains.contextValue <== contextValue
    registerWrite <== domains.registerWrite
    access.valid <== keys.load | powers.access.valid | seals.valid
    access.operation <== mux(seals.busy, seals.operation, powers.access.operation)
    access.address
      <== gated(
        order.execute, mux(seals.busy, seals.address, mux(powers.busy, powers.access.address, keys.loadAddress)))
    accessStore <== powers.accessStore | gated(seals.busy, seals.store)
    // Whether a line is found is known late in a cycle, and much follows from it here: the answer waits for the next one.
    answered <== accessDone
    answeredCause <== accessCause
    answeredWord <== gated(accessDone, accessWord)
    keys.loadDone <== answered
    keys.loadCause <== answeredCause
    keys.loadWord <== answeredWord
    powers.accessDone <== answered
    powers.accessCause <== answeredCause
    powers.accessWord <== answeredWord
    flush <== keys.flush
    keys.flushed <== flushed
    domains.eraseWanted <== keys.erase | seals.erase
    domains.eraseDomain <== mux(seals.erase, seals.domain, keys.eraseDomain)
    keys.erased <== domains.erased

    let isShift = ProtectionInstruction.isModeShift(order.instruction)
    answer.done <== domains.done | keys.done | powers.done | seals.done
    answer.refused <== domains.refused
    answer.cause <== keys.cause | powers.cause | seals.cause
    let found =
      (gated(keys.done, keys.value) | gated(powers.done, powers.value) | gated(seals.done, seals.value)).named("found")
    answer.value
      <== domains.registerValue | found | gated(domains.done & order.execute, domains.status.extended(to: 32))
    answer.hasTarget <== domains.done & (domains.restored | order.execute & isShift)
    answer.target <== mux(answer.cause[4], found, domains.target)
    // Both come out of one stream of instructions: no key entry is opened while a program computes a power.
    always("the_exponentiator_has_one_user", !(keys.key.valid & powers.busy))
  }

  /// What of `spill` and `fill` concerns others.
  private struct Seals {
    var busy: Bit = false
    var valid: Bit = false
    var operation = Enum(DataOperation.load)
    var address = Bits(0, width: 32)
    var store = Bits(0, width: 32)
    var erase: Bit = false
    var domain: Bits
    var done: Bit
    var cause = Bits(0, width: 5)
    var value: Bits
  }

  private func connectSeal() -> Seals {
    let domains = domainControl
    guard let sealControl, let random, let randomValid, let drawsRandom else {
      // Nothing seals here, and that is what both instructions answer.
      let absent = Reg(reset: false).named("absent")
      absent <== order.execute & ProtectionInstruction.isContext(order.instruction) & !absent
      domains.access.read <== false
      domains.access.write <== false
      domains.access.domain <== 0
      domains.access.index <== 0
      domains.access.value <== 0
      ignore(domains.accessWord)
      return Seals(
        domain: keyControl.eraseDomain, done: absent,
        value: Bits(UInt64(ContextStatus.noImages.code), width: 32))
    }
    sealControl.order <== order
    sealControl.accessDone <== answered
    sealControl.accessCause <== answeredCause
    sealControl.accessWord <== answeredWord
    domains.access <== sealControl.context
    sealControl.contextWord <== domains.accessWord
    sealControl.erased <== domains.erased
    sealControl.ended <== keyControl.erase
    sealControl.endedDomain <== keyControl.eraseDomain
    sealControl.random <== random
    sealControl.randomValid <== randomValid
    drawsRandom <== sealControl.draws
    return Seals(
      busy: sealControl.busy, valid: sealControl.access.valid, operation: sealControl.access.operation,
      address: sealControl.access.address, store: sealControl.accessStore, erase: sealControl.erase,
      domain: sealControl.context.domain, done: sealControl.done, cause: sealControl.cause, value: sealControl.value)
  }

  /// The mode port takes commands of `spill` and `fill`, too, while no other order is in work.
  private func connectMode() {
    let domains = domainControl
    guard let sealControl else {
      mode <== domains.mode
      domains.modeResponse <== modeResponse
      return
    }
    let (own, to, from) = (sealControl.mode.payload, mode.payload, domains.mode.payload)
    let seals = sealControl.busy
    mode.valid <== domains.mode.valid | sealControl.mode.valid
    domains.mode.ready <== mode.ready
    sealControl.mode.ready <== mode.ready
    to.operation <== mux(seals, own.operation, from.operation)
    to.domain <== mux(seals, own.domain, from.domain)
    to.automatic <== from.automatic
    to.link <== mux(seals, own.link, from.link)
    to.hasTarget <== from.hasTarget
    to.target <== mux(seals, own.target, from.target)
    to.next <== mux(seals, own.next, from.next)
    ignore(own.automatic, own.hasTarget)
    domains.modeResponse.valid <== modeResponse.valid & !seals
    sealControl.modeResponse.valid <== modeResponse.valid & seals
    domains.modeResponse.payload <== modeResponse.payload
    sealControl.modeResponse.payload <== modeResponse.payload
    modeResponse.ready <== mux(seals, sealControl.modeResponse.ready, domains.modeResponse.ready)
  }
}
