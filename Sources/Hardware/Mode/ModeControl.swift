import HDL

/// Mode control: which domain runs, whether it executes in plaintext or encrypted mode and under which attribute, by
/// explicit instructions or automatically by region, with a back-link stack for each domain. SF-59 to SF-76.
final class ModeControl: Module {
  enum Phase: HardwareEnum { case idle, match, decide, respond }

  let command: Sink<ModeCommand>
  let response: Source<ModeResponse>
  let hold = In("accept no command: set-up is at work")
  let busy = Out()

  let matchDomain: Bits.Output
  let matchLine = Out(26)
  let match: View<RegionMatch>.Input
  let matchTaken = In("`match` answers another question in this cycle")

  let clear = In("forget the mode state of `clearDomain`; domain 0 runs if that one did")
  let clearDomain: Bits.Input

  let runningDomain: Bits.Output
  let runningEncrypted = Out()
  let runningAutomatic = Out("method of the running domain")
  let runningAttribute: Bits.Output
  let returnExpected = Out("the running domain has a back-link")
  let returnAddress = Out(32, "of that link")

  let phase = Reg(reset: Phase.idle)
  let running: Bits.Var
  // One for each domain but domain 0, which has no state.
  let encrypted: [Bit.Var]
  let automatic: [Bit.Var]
  let attribute: [Bits.Var]
  let depth: [Bits.Var]
  let links: Memory
  /// The top back-link of the running domain, a cycle late: no command comes so soon after one that changes it.
  let top: Bits.Var
  let hasTop = Reg(reset: false, "`top` is a link")

  // The state of the running domain by which a command is judged, a cycle late, for the same reason.
  let mode = Reg(reset: false, "it executes in encrypted mode")
  let method = Reg(reset: false, "its mode follows the regions")
  let current: Bits.Var
  let level: Bits.Var

  let request: View<AcceptedModeCommand>.Var
  let matched: View<ExecutionMatch>.Var
  let topMatches = Reg(reset: false, "the top back-link leads to the destination")
  let topAttribute: Bits.Var
  let topEncrypted = Reg(reset: false)
  let status = Reg(5, reset: 0)
  let pc = Reg(32, reset: 0)

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    command = Sink(ModeCommand(parameters))
    response = Source(ModeResponse(parameters))
    matchDomain = Out(parameters.domainBits)
    match = In(RegionMatch(parameters))
    clearDomain = In(parameters.domainBits)
    runningDomain = Out(parameters.domainBits)
    runningAttribute = Out(parameters.attributeBits)
    running = Reg(parameters.domainBits, reset: 0)
    encrypted = (1..<parameters.domains).map { Reg(reset: false).named("encrypted_\($0)") }
    automatic = (1..<parameters.domains).map { Reg(reset: false).named("automatic_\($0)") }
    attribute = (1..<parameters.domains).map { Reg(parameters.attributeBits, reset: 0).named("attribute_\($0)") }
    depth = (1..<parameters.domains).map {
      Reg(bitsToCount(parameters.backLinks + 1), reset: 0).named("depth_\($0)")
    }
    links = Memory(depth: parameters.domains * parameters.backLinks, width: BackLink.width(parameters))
    top = Reg(BackLink.width(parameters), reset: 0)
    request = Reg(AcceptedModeCommand(parameters))
    matched = Reg(ExecutionMatch(parameters))
    topAttribute = Reg(parameters.attributeBits, reset: 0)
    current = Reg(parameters.attributeBits, reset: 0, "under which it executes")
    level = Reg(depth[0].width, reset: 0, "its back-links")
  }

  override var summary: String {
    """
    Mode state of \(parameters.domains) domains, each with a back-link stack of \(parameters.backLinks).
    """
  }

  override var latency: Latency? {
    .cycles(3...4, "from command to response, the higher when a line request comes in the same cycle")
  }

  override func build() {
    func isOperation(_ operation: ModeOperation) -> Bit { request.operation == operation.rawValue }
    let hasImages: Bit = parameters.images > 0 ? true : false
    let isSelect = isOperation(.select).named("is_select")
    let isConfigure = isOperation(.configure).named("is_configure")
    let isCryptomode = isOperation(.cryptomode).named("is_cryptomode")
    let isRetmode = isOperation(.retmode).named("is_retmode")
    let isTransfer = isOperation(.transfer).named("is_transfer")

    // State of the running domain; of the named one for configure.
    let modeNow = select(running, from: [false] + encrypted).named("mode_now")
    let methodNow = select(running, from: [false] + automatic).named("method_now")
    let currentNow = select(running, from: [Bits(0, width: parameters.attributeBits)] + attribute).named("current_now")
    let levelNow = select(running, from: [Bits(0, width: depth[0].width)] + depth).named("level_now")
    mode <== modeNow
    method <== methodNow
    current <== currentNow
    level <== levelNow
    let inUse = zip(encrypted, depth).map { $0 | $1.any }
    let namedInUse = select(request.domain, from: [false] + inUse).named("named_in_use")
    let stackEmpty = !level.any
    let stackFull = (level == parameters.backLinks).named("stack_full")

    // The top back-link. From the running domain over its depth to the link is a long way.
    let slotBits = bitsToCount(parameters.backLinks)
    let levelBelow = (level - 1).named("level_below")
    let levelAbove = (level + 1).named("level_above")
    let isSave = (isOperation(.save) & hasImages).named("is_save")
    let isLoad = (isOperation(.load) & hasImages).named("is_load")
    // Of the state of a domain pair 0 is all but the links, and pair n link n - 1.
    let pair = request.destination[24...31]
    let linkBelow = (pair[0...slotBits - 1] - 1).named("link_below")
    let topAddress = cat(running, (levelNow - 1).named("top_level")[0...slotBits - 1])
    let shownAddress = mux(isSave & (phase != .idle), cat(request.domain, linkBelow), topAddress)
      .named("shown_address")
    top <== links[shownAddress]
    hasTop <== levelNow.any
    let showsTop = (hasTop & levelNow.any).named("shows_top")

    // The destination, chosen when the command comes: comparing it with every region takes the whole next cycle. And what
    // may be executed there.
    let asked = command.payload
    let asksCryptomode = asked.operation == ModeOperation.cryptomode.rawValue
    let asksRetmode = asked.operation == ModeOperation.retmode.rawValue
    let jumps = ((asksCryptomode | asksRetmode) & asked.hasTarget).named("jumps")
    let asksState = (asked.operation == ModeOperation.save.rawValue) | (asked.operation == ModeOperation.load.rawValue)
    let isExplicit = (isCryptomode | isRetmode).named("is_explicit")
    matchDomain <== running
    matchLine <== request.destination[6...31]
    let byDefault = (!matched.ordinary & matched.fallbackExecute).named("by_default")
    let executable = mux(matched.ordinary, matched.execute, byDefault).named("executable")
    let found = mux(matched.ordinary, matched.ordinaryIndex, matched.fallbackIndex).named("found")

    let isShut = (matched.closed & !request.destination[31]).named("is_shut")

    let someDomain = running.any.named("some_domain")
    let follows = (isTransfer & someDomain).named("follows")
    let returns = (!stackEmpty & topMatches & !method & (follows | isRetmode & !request.link & mode))
      .named("returns")
    let returnsEncrypted = (returns & topEncrypted).named("returns_encrypted")
    // Where the result executes in encrypted mode, the region there must be known.
    let staysEncrypted = (follows & !method & mode & !returns).named("stays_encrypted")
    let mustExecute = isCryptomode | returnsEncrypted | staysEncrypted
    let expected = mux(returns, topAttribute, current)

    let verdict = first(
      [
        (isSelect, ModeStatus.ok),
        (isConfigure & !request.domain.any, .noDomain),
        (isConfigure & namedInUse, .inUse),
        (isConfigure, .ok),
        ((isSave | isLoad) & !request.domain.any, .noDomain),
        ((isSave | isLoad) & someDomain, .inUse),
        (isSave | isLoad, .ok),
        (!isCryptomode & !isRetmode & !isTransfer, .unknownOperation),
        (isTransfer & !someDomain, .ok),
        (!someDomain, .noDomain),
        (isExplicit & method, .wrongMethod),
        (isRetmode & !mode, .notEncrypted),
        (mustExecute & !executable & matched.ordinary, .accessDenied),
        (mustExecute & !executable, .noRegion),
        ((returnsEncrypted | staysEncrypted) & (found != expected), .regionCrossing),
        (isExplicit & request.link & stackFull, .backLinksFull),
        (isTransfer & method & matched.ordinary & !matched.execute, .accessDenied),
        (isTransfer & method & mode & !matched.ordinary & isShut, .noRegion),
      ], otherwise: .ok
    ).named("verdict")
    let accepted = ((phase == .decide) & (verdict == .ok)).named("accepted")

    // What an accepted command makes of the running domain.
    let changesMode = (accepted & someDomain & (isExplicit | isTransfer & (method | returns))).named("changes_mode")
    let configures = (accepted & isConfigure).named("configures")
    let nextMode = mux(
      isCryptomode, true, mux(returns, topEncrypted, mux(isRetmode, false, matched.ordinary))
    ).named("next_mode")
    let nextAttribute = mux(returns, topAttribute, found).named("next_attribute")
    let pushes = (accepted & someDomain & isExplicit & request.link).named("pushes")
    let pops = (accepted & returns).named("pops")

    // A word of the state that is saved: what means nothing is zero.
    let namedMode = select(request.domain, from: [false] + encrypted).named("named_mode")
    let namedMethod = select(request.domain, from: [false] + automatic).named("named_method")
    let namedAttribute = select(request.domain, from: [Bits(0, width: parameters.attributeBits)] + attribute).named(
      "named_attribute")
    let namedLevel = select(request.domain, from: [Bits(0, width: depth[0].width)] + depth).named("named_level")
    let isState = !pair.any
    func word(_ encrypted: Bit, _ attribute: Bits, _ method: Bit = false) -> Bits {
      cat(attribute.extended(to: 8) & replicate(encrypted, 8), Bits(0, width: 6), method, encrypted)
    }
    let stateWord = cat(Bits(0, width: 8), namedLevel.extended(to: 8), word(namedMode, namedAttribute, namedMethod))
    let linkWord = mux(
      request.link,
      word(top[32 + parameters.attributeBits], top.bits(from: 32, width: parameters.attributeBits)).extended(to: 32),
      top[0...31])
    let savedWord = mux(
      isState, stateWord & replicate(!request.link, 32),
      linkWord & replicate(pair <= namedLevel.extended(to: 8), 32)
    ).named("saved_word")
    let loads = (accepted & isLoad).named("loads")
    let loadedMode = request.destination[0]
    let loadedAttribute = request.destination.bits(from: 8, width: parameters.attributeBits)

    busy <== phase != .idle
    command.ready <== (phase == .idle) & !hold
    runningDomain <== running
    runningEncrypted <== modeNow
    runningAutomatic <== methodNow
    runningAttribute <== currentNow
    returnExpected <== showsTop
    returnAddress <== top[0...31] & replicate(showsTop, 32)
    response.valid <== phase == .respond
    response.payload.status <== status
    response.payload.encrypted <== modeNow
    response.payload.attribute <== mux(modeNow, currentNow, 0)
    response.payload.pc <== pc

    when(clear & (clearDomain == running)) {
      running <== 0
    } otherwise: {
      when(accepted & isSelect) { running <== request.domain }
    }
    let loadsState = (loads & isState).named("loads_state")
    for (index, domain) in (1..<parameters.domains).enumerated() {
      let isRunning = (running == domain).named("is_running_\(domain)")
      when(clear & (clearDomain == domain)) {
        encrypted[index] <== false
        automatic[index] <== false
        depth[index] <== 0
      } otherwise: {
        when(loadsState & (request.domain == domain)) {
          encrypted[index] <== loadedMode
          attribute[index] <== loadedAttribute
          depth[index] <== request.destination.bits(from: 16, width: depth[index].width)
        } otherwise: {
          when(changesMode & isRunning) {
            encrypted[index] <== nextMode
            attribute[index] <== nextAttribute
          }
          when(isRunning) {
            when(pushes) {
              depth[index] <== levelAbove
            } otherwise: {
              when(pops) { depth[index] <== levelBelow }
            }
          }
        }
        when(configures & (request.domain == domain)) { automatic[index] <== request.automatic }
      }
    }
    let loadsLink = (loads & !isState).named("loads_link")
    when(pushes | loadsLink) {
      links.write(
        mux(loadsLink, cat(request.domain, linkBelow), cat(running, level[0...slotBits - 1])),
        cat(mux(loadsLink, cat(loadedMode, loadedAttribute), cat(mode, current)), request.next))
    }

    HDL.match(phase) {
      switch $0 {
      case .idle:
        when(command.fire) {
          request.operation <== asked.operation
          request.domain <== asked.domain
          request.automatic <== asked.automatic
          request.link <== asked.link
          request.next <== asked.next
          request.destination <== mux(jumps | asksState, asked.target, asked.next)
          phase <== .match
        }
      case .match:
        matched.ordinary <== match.ordinary
        matched.ordinaryIndex <== match.ordinaryIndex
        matched.execute <== match.execute
        matched.fallbackIndex <== match.fallbackIndex
        matched.fallbackExecute <== match.fallbackExecute
        matched.closed <== match.closed
        topMatches <== top[0...31] == request.destination
        topAttribute <== top.bits(from: 32, width: parameters.attributeBits)
        topEncrypted <== top[32 + parameters.attributeBits]
        when(!matchTaken) { phase <== .decide }
      case .decide:
        status <== verdict.bits.extended(to: 5)
        pc <== mux(accepted, mux(isSave, savedWord, request.destination), request.next)
        phase <== .respond
      case .respond:
        when(response.ready) { phase <== .idle }
      }
    }
    ignore(match.read, match.write, match.plainAccess, match.ciphered)
    ignore(match.fallback, match.fallbackRead, match.fallbackWrite, match.fallbackCiphered)
    always("domain_0_is_never_encrypted", running.any | !modeNow)
    always("cleared_only_when_idle", !clear | (phase == .idle))
  }
}
