/// What the processor keeps of a domain that a trap has interrupted in encrypted mode.
/// `docs/encrypted-execution.md`, section 3.
struct DomainContext: Sendable {
  /// Of the instruction with which it goes on.
  var pc: UInt32 = 0
  /// `x0` to `x31`.
  var registers = [UInt32](repeating: 0, count: 32)
  /// It has called the system, and the handler leaves results.
  var isCall = false
}

/// Which domain runs, and in which mode. `docs/encrypted-execution.md`, sections 1 to 3.
extension Hart {
  /// What the handler of a trap learns about what was interrupted.
  struct Interruption {
    /// For `mdomain` or `sdomain`.
    var domain: UInt32
    /// For `mepc` or `sepc`.
    var address: UInt32
    /// For `mtval` or `stval`.
    var value: UInt32
  }

  private static let arguments = 10...17
  private static let results = 10...11

  /// A trap comes: domain 0 runs, and what encrypted mode leaves behind goes into the context store.
  func interruptDomain(cause: UInt32, value: UInt32) -> Interruption {
    let domain = encryptionUnit.runningDomain
    var interruption = Interruption(domain: UInt32(domain), address: pc, value: value)
    if encryptionUnit.runningMode.isEncrypted {
      let exception = ExceptionCause(rawValue: cause)
      let isCall = exception == .callFromUser
      contexts[domain] = DomainContext(
        pc: isCall ? pc &+ 4 : pc, registers: (0..<32).map { x[$0] }, isCall: isCall)
      if isCall { didCall(x[10], x[11]) }
      for number in 1..<32 where !(isCall && Self.arguments.contains(number)) { x[number] = 0 }
      interruption.domain |= 1 << 31
      interruption.address = 0
      switch exception {
      case .fetchPageFault, .loadPageFault, .storePageFault: interruption.value &= ~0xfff
      default: interruption.value = 0
      }
    }
    command(ModeCommand(.select, domain: 0))
    return interruption
  }

  /// User mode begins: a domain runs. In encrypted mode it goes on where it was interrupted.
  func resume(domain: Int) {
    command(ModeCommand(.select, domain: domain))
    guard encryptionUnit.runningMode.isEncrypted else { return }
    let context = contexts[domain]
    for number in 1..<32 where !(context.isCall && Self.results.contains(number)) {
      x[number] = context.registers[number]
    }
    pc = context.pc
  }

  /// Before the instruction at `pc`: the mode port judges the transfer to it, and the mode is that in which it is executed.
  ///
  /// - Throws: the fault of a transfer that is refused.
  func transfer() throws(Trap) {
    guard encryptionUnit.runningDomain != 0 else {
      isEncrypted = false
      return
    }
    if isTransferred || stretch?.contains(pc) == true { return }
    let response = command(ModeCommand(.transfer, next: pc))
    isEncrypted = response.encrypted
    guard response.status == .ok else { throw Trap(.fetchAccessFault, pc) }
    stretch = encryptionUnit.stretch(around: pc)
    isTransferred = true
  }

  /// `cryptomode` and `retmode`: the result, and `pc` is where execution goes on.
  func changeMode(_ instruction: DecodedInstruction) -> UInt32 {
    let response = command(
      ModeCommand(
        instruction.operation == .cryptomode ? .cryptomode : .retmode, link: instruction.linksMode,
        hasTarget: instruction.hasModeTarget, target: self[register: Int(instruction.source1)] & instructionMask,
        next: pc &+ 4))
    pc = response.pc
    return UInt32(response.status.rawValue)
  }

  /// A command of the mode port. What is known about addresses holds for a domain and a mode.
  @discardableResult
  func command(_ command: ModeCommand) -> ModeResponse {
    let before = (encryptionUnit.runningDomain, encryptionUnit.runningMode.isEncrypted)
    let response = encryptionUnit.mode(command)
    if before != (encryptionUnit.runningDomain, response.encrypted) { translations.forget() }
    stretch = nil
    isTransferred = false
    observer?.didSwitch()
    return response
  }

  /// Whether the next instruction is one of encrypted mode, of which a debugger sees nothing. That of a program in plaintext mode
  /// that is about to enter encrypted mode is none yet.
  public var isConcealed: Bool {
    guard encryptionUnit.runningMode.isEncrypted else { return false }
    var unit = encryptionUnit
    return isTransferred || unit.mode(ModeCommand(.transfer, next: pc)).encrypted
  }
}
