import HDL

/// What the entry points promise, for any attribute register and any of its entry points: the table has the region that was
/// installed there last, until it is cleared; then nothing of its entry points is left. A mode command that would begin encrypted
/// mode in it is refused if, and only if, the region names entry points and the destination is none of them.
///
/// Assumed of the surroundings: streams keep their offers; the unit answers what it was given, finds at most one ordinary region
/// and one default-key entry for an address, and runs the same domain in the same mode while no command is in it; entry points
/// come right after the installation of their region.
final class EntryPointsProof: EntryPoints {
  let choice: Bits.Input
  let pointChoice = In(3, "entry point that the proof is about")
  /// What was installed in the register, while it is there.
  private let expected: View<EntryRegion>.Var
  private let isInstalled = Reg(reset: false)
  /// Entry points of an installed region may come.
  private let mayHandOver = Reg(reset: false)
  let domainChoice: Bits.Input
  /// The method of the domain, as it was configured.
  private let method = Reg(reset: false)
  /// The domain has entered the region in the register since it was installed.
  private let isEntered = Reg(reset: false)
  /// The mode command in the unit, and the last answer.
  private let taken: View<ModeCommand>.Var
  private let wasExamined = Reg(reset: false)
  private let lastAttribute: Bits.Var
  private let domainBefore: Bits.Var
  private let encryptedBefore = Reg(reset: false)
  private let inFlightBefore = Reg(reset: false)
  private let busyBefore = Reg(reset: false)

  override init(_ parameters: UnitParameters) {
    choice = In(parameters.attributeBits, "register that the proof is about")
    expected = Reg(EntryRegion(parameters))
    domainChoice = In(parameters.domainBits, "domain that the proof is about")
    taken = Reg(ModeCommand(parameters), reset: .zero)
    lastAttribute = Reg(parameters.attributeBits, reset: 0)
    domainBefore = Reg(parameters.domainBits, reset: 0)
    super.init(parameters)
  }

  override func build() {
    super.build()
    let watched = chosenOnce(choice, "watched_register")
    let point = chosenOnce(pointChoice, "watched_point")
    let stored = View(region, from: regions[watched])
    assumeSurroundings(watched)
    keepsOrder()
    keepsWhatWasInstalled(watched, cat(watched, point), stored)
    remembersModes(watched)
    decides(watched, point, stored)
  }

  private func phaseIs(_ phases: Phase...) -> Bit {
    phases.dropFirst().reduce(phase == phases[0]) { $0 | (phase == $1) }
  }
  private var isExamining: Bit { phaseIs(.search, .compare, .offer) }
  private var answer: View<SetupResponse> { unitSetupResponse.payload }
  private var change: View<SetupCommand> { setupRegister.output.payload }
  private var changes: Bit { unitSetupResponse.fire & (answer.status == 0) }
  private var isInstall: Bit { change.operation == SetupOperation.install.rawValue }
  private var isCryptomode: Bit { mode.payload.operation == ModeOperation.cryptomode.rawValue }
  private var isTransfer: Bit { mode.payload.operation == ModeOperation.transfer.rawValue }
  private var isAutomatic: Bit { select(runningDomain, from: [false] + automatic) }
  private var isExamined: Bit { isCryptomode | isTransfer & isAutomatic }
  private var destination: Bits { mux(isCryptomode & mode.payload.hasTarget, mode.payload.target, mode.payload.next) }

  /// The region contains the destination, and the mode port looks at such regions.
  private func contains(_ isValid: Bit, _ region: View<EntryRegion>) -> Bit {
    isValid & (region.domain == runningDomain)
      & ((destination[6...31] - region.baseLine).extended(to: 27) < region.lines) & !(region.defaultKey & isTransfer)
  }

  private func assumeSurroundings(_ watched: Bits) {
    assumeStable(mode)
    assume("mode_port_answers_commands", !unitModeResponse.valid | inFlight)
    assume("set_up_answers_commands", !unitSetupResponse.valid | setupRegister.busy & !setupRegister.output.valid)
    mayHandOver <== changes & isInstall | handsOver
    assume("entry_points_follow_their_region", !handsOver | mayHandOver)
    assume("entry_points_come_when_they_are_announced", !pointWrite | handsOver)
    domainBefore <== runningDomain
    encryptedBefore <== runningEncrypted
    inFlightBefore <== inFlight
    busyBefore <== setupRegister.busy
    let stays = (runningDomain == domainBefore) & (runningEncrypted == encryptedBefore)
    assume("modes_change_by_commands", inFlightBefore | stays | busyBefore & !runningDomain.any)

    let here = View(region, from: regions[last[0...parameters.attributeBits - 1]])
    let there = View(region, from: regions[watched])
    let both =
      contains(select(last[0...parameters.attributeBits - 1], from: valid), here)
      & contains(select(watched, from: valid), there) & (here.defaultKey == there.defaultKey)
    assume(
      "one_region_of_a_kind",
      !(phaseIs(.search) & arrived & both & (last[0...parameters.attributeBits - 1] != watched)))
  }

  /// Who waits for whom, and where the walks through the tables are.
  private func keepsOrder() {
    let count = parameters.attributeBits
    always("set_up_rests_while_something_is_examined", phaseIs(.idle) | !setupRegister.busy)
    always("entry_points_come_before_the_next_command", !mayHandOver | !setupRegister.busy & phaseIs(.idle))
    always("entry_points_have_a_region", !mayHandOver | select(installed, from: valid))
    always("examines_what_is_offered", !isExamining | mode.valid & isExamined & !inFlight)
    always("rests_at_the_beginning", !phaseIs(.idle, .offer) | (position == 0))
    always("walks_step_by_step", !arrived | (last.extended(to: count + 4) + 1 == position))
    always("starts_at_the_beginning", arrived | phaseIs(.idle, .offer) | (position == 0))
    let ends = mux(
      phaseIs(.sweep), Bits(UInt64(8 * parameters.attributes), width: count + 4),
      mux(phaseIs(.search), Bits(UInt64(parameters.attributes), width: count + 4), 8))
    always("walks_no_further", position <= ends)
  }

  override func shows(_ region: View<EntryRegion>, _ point: View<EntryPoint>) {
    let count = parameters.attributeBits
    let register = mux(phaseIs(.sweep), last[3...count + 2], last[0...count - 1])
    always(
      "shows_the_region_of_the_step", (phaseIs(.sweep, .search) & arrived).implies(region.bits == regions[register]))
    always(
      "shows_the_point_of_the_step",
      (phaseIs(.compare) & arrived).implies(point.bits == points[cat(found, last[0...2])]))
  }

  private func keepsWhatWasInstalled(_ watched: Bits, _ pointAddress: Bits, _ stored: View<EntryRegion>) {
    let isValid = select(watched, from: valid)
    let installs = changes & isInstall & (answer.attribute == watched)
    let isCleared =
      (change.domain == expected.domain)
      & ((change.operation == SetupOperation.clearDomain.rawValue) | (change.segment == expected.segment))
    when(installs) {
      isInstalled <== true
      expected.domain <== change.domain
      expected.segment <== change.segment
      expected.baseLine <== change.base[6...31]
      expected.lines
        <== mux(
          change.boundIsLimit, change.bound[6...32] - change.base[6...31].extended(to: 27), change.bound[6...32])
      expected.defaultKey <== change.defaultKey
      expected.isRestricted <== restricts & change.execute
    } otherwise: {
      when(changes & !isInstall & isCleared) { isInstalled <== false }
    }
    let sweeps = phaseIs(.sweep)
    let isEnded =
      (stored.domain == endedDomain) & (domainEnds | (stored.segment == endedSegment))
    let (first, isPast) = (cat(watched, Bits(0, width: 3)), arrived & (pointAddress < last))
    always("a_region_is_what_was_installed", isValid.implies(stored.bits == expected.bits))
    always("a_region_is_there_until_it_is_cleared", (!sweeps).implies(isValid == isInstalled))
    always("after_reset_there_is_none", (sweeps & everythingEnds).implies(!isValid & !isInstalled))
    always("a_sweep_leaves_what_is_installed", (sweeps & isInstalled).implies(isValid & !isEnded))
    always(
      "a_sweep_ends_what_is_cleared",
      (sweeps & isValid & !isInstalled).implies(isEnded & !(arrived & (first < last))))
    let isZero = points[pointAddress] == 0
    always("nothing_is_left_of_a_cleared_region", (!sweeps & !isValid).implies(isZero))
    always("a_sweep_erases_everything_after_reset", (sweeps & everythingEnds & isPast).implies(isZero))
    always(
      "a_sweep_erases_what_is_cleared",
      (sweeps & !everythingEnds & !isValid).implies(isZero | isEnded & !isPast))
    cover("region_is_cleared", isValid & !isInstalled)
  }

  private func remembersModes(_ watched: Bits) {
    let domain = chosenOnce(domainChoice, "watched_domain")
    let told = unitModeResponse.payload
    let isAccepted = unitModeResponse.fire & (told.status == 0)
    let isConfigured = isAccepted & (taken.operation == ModeOperation.configure.rawValue) & (taken.domain == domain)
    when(unitMode.fire) {
      taken <== mode.payload
      wasExamined <== isExamined
    }
    when(unitModeResponse.fire) { lastAttribute <== told.attribute }
    when(changes & (change.operation == SetupOperation.clearDomain.rawValue) & (change.domain == domain)) {
      method <== false
    } otherwise: {
      when(isConfigured) { method <== taken.automatic }
    }
    when(changes & isInstall & (answer.attribute == watched)) {
      isEntered <== false
    } otherwise: {
      when(isAccepted & wasExamined & told.encrypted & (told.attribute == watched)) { isEntered <== true }
    }
    always(
      "remembers_the_command",
      !inFlight
        | (enteringInFlight == wasExamined) & (configuredDomain == taken.domain)
        & (configuredAutomatic == taken.automatic)
        & (configuringInFlight == (taken.operation == ModeOperation.configure.rawValue)))
    always("remembers_methods", !domain.any | (select(domain, from: [false] + automatic) == method))
    always("remembers_where_the_domain_executes", current == lastAttribute)
    always("remembers_what_was_entered", select(watched, from: entered) == isEntered)
    ignore(taken.link, taken.hasTarget, taken.target, taken.next)
  }

  private func decides(_ watched: Bits, _ point: Bits, _ stored: View<EntryRegion>) {
    let index = last[0...parameters.attributeBits - 1]
    let isPast = phaseIs(.compare, .offer) | phaseIs(.search) & arrived & (watched < index)
    let isHit = contains(select(watched, from: valid), stored)
    let line = (destination[6...31] - stored.baseLine)
    let isFound = (found == watched) & (foundLine == line) & (foundRestricted == stored.isRestricted)
    always("finds_the_ordinary_region", (isPast & isHit & !stored.defaultKey).implies(ordinaryFound & isFound))
    always("finds_the_default_key_entry", (isPast & isHit & stored.defaultKey).implies(ordinaryFound | isFound))
    let best = View(region, from: regions[found])
    let isBestHit = contains(select(found, from: valid), best)
    always("finds_nothing_else", (isExamining & foundRestricted).implies(isBestHit & best.isRestricted))
    always("finds_the_line", (isExamining & foundRestricted).implies(foundLine == destination[6...31] - best.baseLine))

    func names(_ number: Bits) -> Bit {
      let entry = View(EntryPoint(), from: points[cat(found, number)])
      return entry.isUsed & (entry.offset == cat(foundLine, destination[0...5]))
    }
    let isNamedByOne = (1..<8).reduce(names(Bits(0, width: 3))) { $0 | names(Bits(UInt64($1), width: 3)) }
    always("nothing_is_named_before_the_search_is_over", !phaseIs(.search) | !isNamed)
    always("is_named_by_an_entry_point", (phaseIs(.compare, .offer) & isNamed).implies(isNamedByOne))
    let isComparedAlready = phaseIs(.offer) | phaseIs(.compare) & arrived & (point < last[0...2])
    always("sees_every_entry_point", (isComparedAlready & names(point)).implies(isNamed))

    let stays = runningEncrypted & (current == watched) & select(watched, from: entered)
    let mustEnter = mux(isCryptomode, !isAutomatic, !stays)
    let counts = isHit & !(stored.defaultKey & ordinaryFound)
    let refuses = (unitMode.payload.operation == 7) & (mode.payload.operation != 7)
    let takes = unitMode.valid & isExamined & counts
    always("nothing_is_examined_in_vain", (unitMode.valid & isExamined).implies(phaseIs(.offer)))
    always("refuses_everything_else", (takes & stored.isRestricted & mustEnter & !isNamedByOne).implies(refuses))
    always("refuses_no_entry_point", (takes & names(point)).implies(!refuses))
    always("refuses_nothing_where_nothing_restricts", (takes & !(stored.isRestricted & mustEnter)).implies(!refuses))
    cover("refused", takes & refuses)
    cover("entered_at_an_entry_point", takes & stored.isRestricted & mustEnter & !refuses)
  }
}
