/// A RISC-V hart as a golden model: architectural state and its changes, one instruction at a time or many at once.
/// `docs/core.md`; RV32IMA_Zicsr_Zifencei_Zicntr, C if wanted, with modes M, S and U and Sv32.
///
/// Pages of translated addresses and decoded instructions are kept; nothing of that is visible.
public final class Hart {
  public static let resetVector = AddressMap.bootROM.base

  public let memory: PhysicalMemory
  /// Whether there are instructions of 16 bits, extension C.
  public let compressed: Bool
  /// Address of the next instruction.
  public internal(set) var pc = Hart.resetVector
  public internal(set) var privilege = Privilege.machine
  var registers = ControlStatusRegisters()
  /// The line that `lr.w` reserved: physical address / 64.
  var reservation: UInt32?
  /// Instructions begun since reset: retired or trapped.
  public internal(set) var executed: UInt64 = 0
  /// What `time` reads: advances with every instruction unless something else sets it.
  public var advancesTime = true
  /// What `seed` gives when it is read and written. Without a source the start-up tests never end.
  public var seed: () -> UInt32 = { RandomSource.Status.bist.rawValue << 30 }
  /// Something happened after which interrupts have to be looked at.
  var mustLook = false
  /// How often each exception and each interrupt was taken, by its code.
  public private(set) var exceptions = [UInt64](repeating: 0, count: 16)
  public private(set) var interrupts = [UInt64](repeating: 0, count: 16)
  /// The trap that the last instruction ended in.
  var lastTrap: Trap?

  /// Domains, regions and modes: `docs/encrypted-execution.md`.
  public internal(set) var encryptionUnit: EncryptionUnit
  var unwrapUnit: UnwrapUnit
  /// The context store, which has a place for each domain.
  var contexts: [DomainContext]
  /// Which sealed contexts in memory may come back.
  var images: ImageTable
  /// The context that the last instruction has sealed: for those who look for it where it must not be.
  public internal(set) var lastSpilled: SpilledContext?
  /// Sees base, exponent and result of every power that a program computes, least significant word first: for a search that looks for
  /// them elsewhere.
  public var didExponentiate: (_ base: [UInt64], _ exponent: [UInt64], _ result: [UInt64]) -> Void = { _, _, _ in }
  /// Sees the bytes of which a program in encrypted mode says that they are secret, by the hint `slti zero, address, bytes`: for the same search.
  public var didDeclareSecret: ((_ bytes: [UInt8]) -> Void)?
  /// Sees the first two arguments of every system call from encrypted mode, which the processor leaves for the operating system.
  public var didCall: (_ first: UInt32, _ second: UInt32) -> Void = { _, _ in }
  /// Under which contexts are sealed, 16 bytes: random bits of the processor's own since reset. Nil while it has none.
  public var sealingKey: [UInt8]?
  /// Sees where execution changes hands.
  public var observer: (any HartObserver)?
  /// The mode in which the present instruction is executed.
  var isEncrypted = false
  /// The transfer to `pc` has been judged.
  var isTransferred = false
  /// Addresses within which a transfer to one after the other changes nothing.
  var stretch: ClosedRange<UInt32>?

  // The general registers, and behind them one that takes what is written to x0.
  let x: UnsafeMutablePointer<UInt32>
  let translations = TranslationCache()
  let decoded: DecodedPages
  /// For an instruction whose second half may lie elsewhere than its first: decoded each time.
  let cut: UnsafeMutablePointer<DecodedInstruction>
  let plaintextPages: PlaintextPages
  let cipherFailure = CipherFailure()

  /// A hart after reset.
  ///
  /// - Parameters:
  ///   - memory: nobody else's.
  ///   - fuses: the identity of the processor (docs/key-entries.md, section 3); without one it opens no key entry.
  ///   - unit: the sizes of the tables of its encryption unit.
  ///   - compressed: whether it has extension C.
  public init(
    memory: PhysicalMemory, fuses: [UInt64] = [], unit: UnitParameters = .standard, compressed: Bool = false
  ) {
    self.memory = memory
    self.compressed = compressed
    encryptionUnit = EncryptionUnit(unit)
    unwrapUnit = cipherFailure.attempt(otherwise: UnwrapUnit()) { () throws(CipherError) in
      try UnwrapUnit(fuses: fuses)
    }
    contexts = Array(repeating: DomainContext(), count: unit.domains)
    images = ImageTable(slots: unit.images)
    registers.domains = UInt32(unit.domains)
    registers.attributes = UInt32(unit.attributes)
    registers.compressed = compressed
    x = .allocate(capacity: 33)
    x.initialize(repeating: 0, count: 33)
    decoded = DecodedPages(memory, compressed: compressed)
    cut = decoded.newPage()
    plaintextPages = PlaintextPages(translations, decoded, cipherFailure)
    memory.plaintextPages = plaintextPages
  }

  deinit {
    x.deallocate()
    cut.deallocate()
  }

  /// Why this is no model of the processor any more: the cryptography has failed. Whoever runs a program ends it then.
  public var failure: CipherError? { cipherFailure.error }

  /// A general register, 0 to 31.
  public subscript(register number: Int) -> UInt32 {
    get { number == 0 ? 0 : x[number & 31] }
    set { x[number & 31 == 0 ? 32 : number & 31] = newValue }
  }

  /// Starts execution at an address, in machine mode, as boot code would.
  public func start(at address: UInt32) { pc = address & instructionMask }

  /// The bits of an address that one of an instruction may have.
  var instructionMask: UInt32 { registers.instructionMask }

  /// The interrupt inputs, as bits of `mip`: MSIP, MTIP, MEIP, SEIP.
  public var interruptInputs: UInt32 {
    get { registers.inputsPending }
    set { registers.inputsPending = newValue & 0xa88 }
  }

  /// The real-time counter.
  public var time: UInt64 {
    get { registers.time }
    set { registers.time = newValue }
  }

  /// The interrupt that would be taken before the next instruction.
  public var pendingInterrupt: InterruptCause? { registers.interrupt(at: privilege) }

  /// The exception of the last instruction, if its handler is that instruction: then nothing else will ever happen.
  public var endlessTrap: ExceptionCause? {
    guard let lastTrap, privilege == .machine, pc == registers.machine.exceptionAddress else { return nil }
    return lastTrap.cause
  }

  /// Takes an interrupt before the next instruction.
  public func take(_ interrupt: InterruptCause) {
    observer?.willTrap(.interrupt(interrupt))
    interrupts[Int(interrupt.rawValue)] += 1
    let isDelegated = privilege < .machine && registers.interruptDelegation & interrupt.bit != 0
    enter(
      isDelegated ? .supervisor : .machine, cause: 1 << 31 | interrupt.rawValue, value: 0,
      interrupt: interrupt.rawValue)
  }

  /// Takes an exception of the instruction at `pc`.
  func take(_ trap: Trap) {
    observer?.willTrap(.exception(trap.cause))
    lastTrap = trap
    exceptions[Int(trap.cause.rawValue)] += 1
    let isDelegated = privilege < .machine && registers.exceptionDelegation >> trap.cause.rawValue & 1 == 1
    enter(isDelegated ? .supervisor : .machine, cause: trap.cause.rawValue, value: trap.value, interrupt: nil)
  }

  /// Privileged specification 1.12, sections 3.1.6 to 3.1.16.
  private func enter(_ target: Privilege, cause: UInt32, value: UInt32, interrupt: UInt32?) {
    registers.status.enter(target, from: privilege)
    let interruption = interruptDomain(cause: cause, value: value)
    let vector: UInt32
    if target == .machine {
      registers.machine.enter(interruption, cause: cause)
      vector = registers.machine.vector
    } else {
      registers.supervisor.enter(interruption, cause: cause)
      vector = registers.supervisor.vector
    }
    pc = ControlStatusRegisters.handler(vector, interrupt: interrupt)
    privilege = target
    reservation = nil
    mustLook = true
    translations.forget()
    observer?.didSwitch()
  }

  /// `mret` or `sret`.
  func leave(_ from: Privilege) {
    privilege = registers.status.leave(from)
    let returning = from == .machine ? registers.machine : registers.supervisor
    pc = returning.exceptionAddress
    if privilege == .user { resume(domain: Int(returning.domain & (registers.domains - 1))) }
    reservation = nil
    mustLook = true
    translations.forget()
    observer?.didSwitch()
  }

  /// Counts instructions that were begun, of which `trapped` did not retire; those of encrypted mode do not show in `mcycle` and
  /// `minstret`.
  func count(_ begun: Int, trapped: Int) {
    executed &+= UInt64(begun)
    if advancesTime { registers.time &+= UInt64(begun) }
    guard !isEncrypted else { return }
    if registers.counterInhibit & 1 == 0 { registers.cycles &+= UInt64(begun) }
    if registers.counterInhibit & 4 == 0 { registers.retired &+= UInt64(begun - trapped) }
  }

  /// The decoded instructions of the page that `pc` is in.
  func code() throws(Trap) -> UnsafeMutablePointer<DecodedInstruction> {
    let address = pc
    if let known = translations.code(address) { return known }
    let physical = try translate(address, .fetch)
    guard encryptionUnit.runningDomain == 0 else { return try codeOfDomain(address, physical) }
    guard let page = decoded.page(physical) else { throw Trap(.fetchAccessFault, address) }
    translations.keepCode(address, page)
    // From now on stores have to see that instructions are here.
    translations.forgetStores()
    return page
  }
}
