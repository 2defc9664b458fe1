import HDL

/// The tables of the entry points: what is kept of a region, how it is found, and when it is erased.
extension EntryPoints {
  func step(begins: Bit, changes: Bit) {
    let count = parameters.attributeBits
    let (sweeps, searches) = (phase == .sweep, phase == .search)
    let passEnds = mux(sweeps, position[count + 3], mux(searches, position[count], position[3])).named("pass_ends")
    let goesOn = ((sweeps | searches | (phase == .compare)) & !passEnds).named("goes_on")
    position <== mux(goesOn, position + 1, 0)
    arrived <== goesOn
    last <== position[0...count + 2]
    match(phase) {
      switch $0 {
      case .sweep:
        when(passEnds) { phase <== .idle }
      case .idle:
        when(changes & (setupRegister.output.payload.operation != SetupOperation.install.rawValue)) {
          phase <== .sweep
        } otherwise: {
          when(begins) { phase <== .search }
        }
      case .search:
        when(passEnds) { phase <== .compare }
      case .compare:
        when(passEnds) { phase <== .offer }
      case .offer:
        when(unitMode.fire) { phase <== .idle }
      }
    }
  }

  /// Installs and erases; returns the region at `last`.
  func keepRegions(changes: Bit) -> View<EntryRegion> {
    let count = parameters.attributeBits
    let sweeps = (phase == .sweep).named("sweeps")
    let change = setupRegister.output.payload
    let filled = unitSetupResponse.payload.attribute
    let isInstall = (change.operation == SetupOperation.install.rawValue).named("is_install")
    let installs = (changes & isInstall).named("installs")
    let next = Wire(region).named("installed_region")
    next.domain <== change.domain
    next.segment <== change.segment
    next.baseLine <== change.base[6...31]
    let start = mux(change.boundIsLimit, change.base[6...31], 0).named("start_of_bound")
    next.lines <== change.bound[6...32] - start.extended(to: 27)
    next.defaultKey <== change.defaultKey
    next.isRestricted <== restricts & change.execute
    when(installs) {
      regions.write(filled, next.bits)
      installed <== filled
    }
    when(changes & !isInstall) {
      everythingEnds <== false
      domainEnds <== change.operation == SetupOperation.clearDomain.rawValue
      endedDomain <== change.domain
      endedSegment <== change.segment
    }

    let address = mux(sweeps, position[3...count + 2], position[0...count - 1]).named("region_address")
    let word = View(region, from: regions.read(address, enable: true))
    let register = mux(sweeps, last[3...count + 2], last[0...count - 1]).named("last_region")
    // A free register may be hit as well: there is nothing left of it.
    let isEnded = everythingEnds | (word.domain == endedDomain) & (domainEnds | (word.segment == endedSegment))
    let ends = (sweeps & arrived & isEnded).named("region_ends")
    when(ends | pointWrite) {
      points.write(mux(sweeps, last, cat(installed, pointIndex)), mux(sweeps, 0, point.bits))
    }

    let answer = unitModeResponse.payload
    let enters =
      (unitModeResponse.fire & enteringInFlight & (answer.status == 0) & answer.encrypted).named("region_is_entered")
    for index in 0..<parameters.attributes {
      when(installs & (filled == index)) {
        valid[index] <== true
        entered[index] <== false
      } otherwise: {
        when(ends & (register == index)) { valid[index] <== false }
        when(enters & (answer.attribute == index)) { entered[index] <== true }
      }
    }
    return word
  }

  /// The region that the mode port will find, and whether `destination` is one of its entry points; returns the one at `last`.
  func examine(
    _ word: View<EntryRegion>, destination: Bits, onlyOrdinary: Bit, begins: Bit
  ) -> View<EntryPoint> {
    let register = last[0...parameters.attributeBits - 1]
    let line = (destination[6...31] - word.baseLine).named("line_in_region")
    let contains =
      (arrived & select(register, from: valid) & (word.domain == runningDomain)
      & (line.extended(to: 27) < word.lines) & !(word.defaultKey & onlyOrdinary)).named("contains")
    let searches = (phase == .search).named("searches")
    // A default-key entry counts where no ordinary region does.
    let isBetter = (searches & contains & !(word.defaultKey & ordinaryFound)).named("is_better")
    when(isBetter) {
      found <== register
      foundLine <== line
    }
    foundRestricted <== !begins & mux(isBetter, word.isRestricted, foundRestricted)
    ordinaryFound <== !begins & (ordinaryFound | isBetter & !word.defaultKey)

    let entryPoint = View(EntryPoint(), from: points.read(cat(found, position[0...2]), enable: true))
    let isHere = (phase == .compare) & arrived & entryPoint.isUsed
    isNamed <== !begins & (isNamed | isHere & (entryPoint.offset == cat(foundLine, destination[0...5])))
    return entryPoint
  }
}
