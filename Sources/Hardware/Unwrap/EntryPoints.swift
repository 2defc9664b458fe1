import HDL

/// Stands in front of the set-up port and the mode port, and lets encrypted mode begin only at the entry points that the key
/// entry of the region names. It keeps what it needs of every region; the encryption unit knows nothing of entry points.
/// `docs/key-entries.md`, section 5.
///
/// The number of cycles is the same whatever the tables hold. A command that is refused goes on as one that the mode port does
/// not know, so that nothing changes and the answer is complete but for its status.
class EntryPoints: Module {
  enum Phase: HardwareEnum {
    /// What belongs to regions that ended is erased: after reset everything.
    case sweep
    case idle
    /// The region of the destination, one a cycle; then its entry points.
    case search, compare
    /// Decided.
    case offer
  }

  let mode: Sink<ModeCommand>
  let modeResponse: Source<ModeResponse>
  let unitMode: Source<ModeCommand>
  let unitModeResponse: Sink<ModeResponse>
  let runningDomain: Bits.Input
  let runningEncrypted = In()

  let setup: Sink<SetupCommand>
  let setupResponse: Source<SetupResponse>
  let unitSetup: Source<SetupCommand>
  let unitSetupResponse: Sink<SetupResponse>
  let restricts = In("with the answer to an install: its key entry names entry points").secret()
  let handsOver = In("those entry points still come")
  let pointWrite = In("`point` is number `point_index` of the region that was installed last")
  let pointIndex = In(3)
  let point = In(EntryPoint())

  let setupRegister: Instance<SetupRegister>

  let phase = Reg(reset: Phase.sweep)
  let position: Bits.Var
  let arrived = Reg(reset: false, "the memories show what is at `last`")
  let last: Bits.Var

  let regions: Memory
  let points: Memory
  let valid: [Bit.Var]
  let entered: [Bit.Var]
  let installed: Bits.Var
  // What ended with the last `clear` or `clearDomain`.
  let everythingEnds = Reg(reset: true)
  let domainEnds = Reg(reset: false, "all regions of a domain, not one")
  let endedDomain: Bits.Var
  let endedSegment = Reg(8, reset: 0)

  let ordinaryFound = Reg(reset: false).secret()
  let found: Bits.Var
  let foundLine = Reg(26, reset: 0, "line of the destination within the region").secret()
  let foundRestricted = Reg(reset: false).secret()
  let isNamed = Reg(reset: false, "the destination is one of the entry points").secret()

  // The mode command in the unit; what the unit does not tell of the state of domains.
  let inFlight = Reg(reset: false)
  let refusedInFlight = Reg(reset: false)
  let enteringInFlight = Reg(reset: false)
  let configuringInFlight = Reg(reset: false)
  let configuredDomain: Bits.Var
  let configuredAutomatic = Reg(reset: false)
  let automatic: [Bit.Var]
  let current: Bits.Var

  let parameters: UnitParameters
  let region: EntryRegion

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    region = EntryRegion(parameters)
    mode = Sink(ModeCommand(parameters), "mode commands; accepted when they are decided")
    modeResponse = Source(ModeResponse(parameters))
    unitMode = Source(ModeCommand(parameters), "to the mode port of the encryption unit")
    unitModeResponse = Sink(ModeResponse(parameters))
    runningDomain = In(parameters.domainBits)
    setup = Sink(SetupCommand(parameters), "from the unwrap unit")
    setupResponse = Source(SetupResponse(parameters))
    unitSetup = Source(SetupCommand(parameters), "to the set-up port of the encryption unit")
    unitSetupResponse = Sink(SetupResponse(parameters))
    setupRegister = Instance(SetupRegister(parameters))
    position = Reg(parameters.attributeBits + 4, reset: 0)
    last = Reg(parameters.attributeBits + 3, reset: 0)
    regions = Memory(depth: parameters.attributes, width: parameters.domainBits + 63).secret()
    points = Memory(depth: 8 * parameters.attributes, width: 33, style: .block).secret()
    valid = (0..<parameters.attributes).map { _ in Reg(reset: false).secret() }
    entered = (0..<parameters.attributes).map { _ in Reg(reset: false).secret() }
    installed = Reg(parameters.attributeBits, reset: 0)
    endedDomain = Reg(parameters.domainBits, reset: 0)
    found = Reg(parameters.attributeBits, reset: 0).secret()
    configuredDomain = Reg(parameters.domainBits, reset: 0)
    automatic = (1..<parameters.domains).map { Reg(reset: false).named("automatic_\($0)") }
    current = Reg(parameters.attributeBits, reset: 0, "attribute of the running domain, in encrypted mode")
  }

  override var summary: String {
    """
    Refuses mode commands that would enter a region elsewhere than at the entry points of its key entry.
    Keeps 8 entry points for each of \(parameters.attributes) regions.
    """
  }

  override var latency: Latency? {
    .cycles(
      parameters.attributes + 11,
      "from a command that may enter a region to its acceptance; others pass; after regions have ended a sweep takes \(8 * parameters.attributes + 2)"
    )
  }

  override func build() {
    let command = mode.payload
    let isCryptomode = (command.operation == ModeOperation.cryptomode.rawValue).named("is_cryptomode")
    let isTransfer = (command.operation == ModeOperation.transfer.rawValue).named("is_transfer")
    let isAutomatic = select(runningDomain, from: [false] + automatic).named("is_automatic")
    let isExamined = (isCryptomode | isTransfer & isAutomatic).named("is_examined")
    let jumps = (isCryptomode & command.hasTarget).named("jumps")
    let destination = mux(jumps, command.target, command.next).named("destination")
    let setsUp = (setupRegister.busy | handsOver).named("sets_up")
    let changes = unitSetupResponse.fire & (unitSetupResponse.payload.status == 0)
    let begins = ((phase == .idle) & mode.valid & isExamined & !setsUp & !inFlight).named("begins")

    let stays = (runningEncrypted & (current == found) & select(found, from: entered)).named("stays")
    // A cryptomode that the method forbids gets the unit's own status.
    let mustEnter = mux(isCryptomode, !isAutomatic, !stays).named("must_enter")
    let refuses = declassify(
      mux(phase == .offer, foundRestricted & !isNamed & mustEnter, false),
      "one bit for each command: an address is no entry point; who calls a program is told its entry points"
    ).named("refuses")

    setupRegister.hold <== (phase != .idle) | handsOver | mode.valid & isExamined
    passSetup()
    passMode(isExamined: isExamined, refuses: refuses)
    keepMethods(changes: changes)
    step(begins: begins, changes: changes)
    let word = keepRegions(changes: changes)
    let point = examine(word, destination: destination, onlyOrdinary: isTransfer, begins: begins)
    shows(word, point)
    always("no_set_up_during_the_examination", (phase == .idle) | (phase == .sweep) | !setsUp)
    always("tables_change_only_when_idle", !changes | (phase == .idle))
  }

  /// What the memories show in a cycle. The proof has more to say about it.
  func shows(_ region: View<EntryRegion>, _ point: View<EntryPoint>) {}

  private func passSetup() {
    setupRegister.input <== setup
    setupRegister.answered <== unitSetupResponse.fire
    unitSetup <== setupRegister.output
    setupResponse <== unitSetupResponse
  }

  private func passMode(isExamined: Bit, refuses: Bit) {
    let passes = !inFlight & (!isExamined | (phase == .offer))
    let (from, to) = (mode.payload, unitMode.payload)
    mode.ready <== unitMode.ready & passes
    unitMode.valid <== mode.valid & passes
    // The highest operation does not exist.
    to.operation <== from.operation | replicate(refuses, 3)
    to.domain <== from.domain
    to.automatic <== from.automatic
    to.link <== from.link
    to.hasTarget <== from.hasTarget
    to.target <== from.target
    to.next <== from.next
    when(unitMode.fire) {
      inFlight <== true
      refusedInFlight <== refuses
      enteringInFlight <== isExamined
      configuringInFlight <== from.operation == ModeOperation.configure.rawValue
      configuredDomain <== from.domain
      configuredAutomatic <== from.automatic
    } otherwise: {
      when(unitModeResponse.fire) { inFlight <== false }
    }
    alwaysStable(unitMode)

    let (answer, told) = (unitModeResponse.payload, modeResponse.payload)
    modeResponse.valid <== unitModeResponse.valid
    unitModeResponse.ready <== modeResponse.ready
    told.status <== mux(refusedInFlight, Bits(EntryPoints.notEntryPoint, width: 5), answer.status)
    told.encrypted <== answer.encrypted
    told.attribute <== answer.attribute
    told.pc <== answer.pc
  }

  /// The status of a refused command: the one after those of the mode port.
  static let notEntryPoint = UInt64(ModeStatus.allCases.count)

  /// The method of every domain, and where the running one executes.
  private func keepMethods(changes: Bit) {
    let answer = unitModeResponse.payload
    let isAccepted = (unitModeResponse.fire & (answer.status == 0)).named("is_accepted")
    when(unitModeResponse.fire) { current <== answer.attribute }
    let change = setupRegister.output.payload
    let ends = (changes & (change.operation == SetupOperation.clearDomain.rawValue)).named("domain_is_cleared")
    for (index, domain) in (1..<parameters.domains).enumerated() {
      when(ends & (change.domain == domain)) {
        automatic[index] <== false
      } otherwise: {
        when(isAccepted & configuringInFlight & (configuredDomain == domain)) {
          automatic[index] <== configuredAutomatic
        }
      }
    }
  }
}
