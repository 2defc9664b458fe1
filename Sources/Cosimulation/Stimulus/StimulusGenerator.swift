import Reference

/// Constrained-random stimulus: from a seed, an environment and a list of steps. The generator follows the golden model to
/// aim at what is interesting now (regions, their edges, return addresses, full tables), but the steps it makes stand on
/// their own: any part of the list is legal stimulus too, which is what shrinking needs.
public struct StimulusGenerator {
  private var random: SeededGenerator
  private var shadow: EncryptionUnit
  /// The key entries, for a keyed unit.
  private var entries: EntryStimulus?
  /// Steps that are preferably offered while an entry is being opened.
  private var stepsBesideEntry = 0
  private let parameters: UnitParameters
  /// Few domains per run, so that they meet; any of the unit's over many runs.
  private let domains: [Int]
  /// The regions lie in 2^`layoutBits` lines from line `layoutOrigin` on: at the bottom of the address space, at its top, or
  /// anywhere.
  private let layoutBits: Int
  private let layoutOrigin: Int
  /// Runs with many nested calls reach the end of the back-link stack.
  private let callsDeeply: Bool
  /// Runs with many small regions fill the tables.
  private let fillsTables: Bool
  /// Runs that install and clear all the time reach every key slot, and notice one that is never given back.
  private let churns: Bool

  /// - Parameter keyed: whether the unit takes key entries.
  public init(seed: UInt64, parameters: UnitParameters, keyed: Bool = false) throws(CipherError) {
    random = SeededGenerator(seed: seed)
    shadow = EncryptionUnit(parameters)
    self.parameters = parameters
    let numbers = Array((1..<parameters.domains).shuffled(using: &random).prefix(1 + random.below(4)))
    layoutBits = 4 + random.below(12)
    let top = 1 << 26 - 1 << layoutBits
    layoutOrigin = random.pick([0, 0, top, random.below(top)])
    callsDeeply = random.chance(15)
    fillsTables = random.chance(20)
    churns = random.chance(15)
    // A keyed unit gives the lowest numbers itself.
    domains = keyed ? Array(1...numbers.count) : numbers
    if keyed { entries = try EntryStimulus(parameters, seed: seed, using: &random) }
  }

  /// What the fuses of a keyed unit hold.
  var fuses: [UInt64]? { entries?.fuses }

  /// The world of this seed: sometimes everything answers at once, sometimes nothing does.
  public mutating func environment() -> Environment {
    var environment = Environment()
    func percent() -> Int { random.pick([100, 100, 80, 50, 20]) }
    environment.bus.addressReady = percent()
    environment.bus.writeReady = percent()
    environment.bus.readValid = percent()
    environment.bus.readLatency = random.pick([0...0, 0...4, 10...30])
    environment.bus.writeLatency = random.pick([0...0, 0...4, 5...15])
    environment.storeValid = percent()
    environment.responseReady = percent()
    return environment
  }

  /// Steps with at least `lines` line requests that will be answered, after a few regions have been installed.
  public mutating func steps(lines: Int) throws(CipherError) -> [Step] {
    var steps: [Step] = []
    let keyCommands = entries?.count ?? 0
    for _ in 0..<random.below(entries == nil ? parameters.attributes + 2 : 3) {
      steps.append(try step(.setup(setup())))
    }
    var keysMade = entries?.createsAll == true ? keyCommands : 1
    for _ in 0..<keysMade { try appendKey(to: &steps) }
    steps.append(try step(.mode(select())))
    var made = 0
    while made < lines {
      let operation: Operation
      if keysMade < keyCommands, made * keyCommands >= keysMade * lines {
        keysMade += 1
        try appendKey(to: &steps)
        continue
      }
      // A set-up command waits for the end of the entry, and nothing behind it can be offered before.
      let kinds = stepsBesideEntry > 0 ? 865 : 1_000
      switch random.below(kinds) {
      case 0..<640:
        operation = .line(line())
        made += 1
      case 640..<860: operation = .mode(mode())
      case 860..<990: operation = .setup(setup())
      default:
        // What a keyed unit loses costs millions of cycles to make again.
        if entries != nil, random.chance(95) { continue }
        operation = .reset(after: random.below(60))
        // It may cut one line off.
        made = max(0, made - 1)
      }
      steps.append(try step(operation))
    }
    return steps
  }

  /// A key command, and sometimes a reset in the middle of it.
  private mutating func appendKey(to steps: inout [Step]) throws(CipherError) {
    guard let needsSoundRegion = entries?.needsSoundRegion else { return }
    let region = install(spoiled: needsSoundRegion ? 0 : 10)
    guard let command = try entries?.command(for: region, using: &random) else { return }
    steps.append(try step(.key(command)))
    if !needsSoundRegion, random.chance(5) { steps.append(try step(.reset(after: random.below(50_000)))) }
  }

  private mutating func step(_ operation: Operation) throws(CipherError) -> Step {
    // Steps beside an entry are spread over the time in which the fuses are read, it is taken, and opened.
    let isBeside = stepsBesideEntry > 0
    stepsBesideEntry = max(0, stepsBesideEntry - 1)
    switch operation {
    case .setup(let command):
      if entries == nil {
        _ = try shadow.setup(command)
      } else {
        _ = try entries?.golden.execute(command, on: &shadow)
      }
    case .key(let command):
      try entries?.note(command, on: &shadow)
      stepsBesideEntry = 1 + random.below(40)
    case .mode(let command): _ = shadow.mode(command)
    case .line: break
    case .reset:
      shadow.reset()
      entries?.golden.reset()
    }
    if isBeside { return Step(operation, delay: random.below(random.pick([4, 400])), overlaps: random.chance(97)) }
    return Step(operation, delay: random.chance(70) ? 0 : random.below(12), overlaps: random.chance(40))
  }

  // MARK: Choices

  /// A domain: usually one that the run uses, sometimes none, sometimes any.
  private mutating func domain() -> Int {
    switch random.below(20) {
    case 0: 0
    case 1: random.below(parameters.domains)
    default: random.pick(domains)
    }
  }

  private func regions(of domain: Int? = nil) -> [(index: Int, view: AttributeView)] {
    (0..<parameters.attributes).compactMap { index in
      guard let view = shadow.view(index), domain == nil || view.domain == domain else { return nil }
      return (index, view)
    }
  }

  /// A line number: inside a region, at its edges, or anywhere.
  private mutating func line(near domain: Int) -> UInt32 {
    let own = regions(of: domain)
    let all = own.isEmpty || random.chance(10) ? regions() : own
    guard !all.isEmpty, !random.chance(8) else {
      return random.chance(20) ? random.pick([0, 1 << 26 - 1]) : UInt32(layoutOrigin + random.below(1 << layoutBits))
    }
    let region = random.pick(all).view
    switch random.below(10) {
    case 0, 1: return region.baseLine
    case 2, 3: return region.limitLine - 1
    case 4: return region.limitLine & (1 << 26 - 1)
    case 5: return region.baseLine == 0 ? 0 : region.baseLine - 1
    default: return region.baseLine + UInt32(random.below(Int(region.limitLine - region.baseLine)))
    }
  }

  private mutating func address(near domain: Int) -> UInt32 { line(near: domain) << 6 | UInt32(random.below(16)) << 2 }

  // MARK: Lines

  private mutating func line() -> LineOperation {
    let running = shadow.runningDomain
    let isWriteBack = random.chance(30)
    let domain = isWriteBack ? (random.chance(70) ? running : domain()) : (random.chance(93) ? running : domain())
    let virtual = line(near: domain)
    var identity = LineIdentity.unprotected
    if isWriteBack, random.chance(85) {
      let owner = regions(of: domain).first { ($0.view.baseLine..<$0.view.limitLine).contains(virtual) }
      let attribute = random.chance(8) ? nil : owner?.index
      identity = LineIdentity(protected: true, attribute: attribute ?? random.below(parameters.attributes))
    }
    let kind: LineKind = isWriteBack ? .writeBack : random.pick([.fetch, .load, .load, .storeFill])
    let encrypted = random.chance(85) ? shadow.runningMode.isEncrypted : random.chance(50)
    let physical = random.chance(3) ? UInt32(random.below(1 << 26)) : UInt32(random.below(32))
    let request = LineRequest(
      kind, encrypted: encrypted, domain: domain, virtualLine: virtual, physicalLine: physical, identity: identity)
    let data: Line = isWriteBack ? (random.chance(3) ? .zero : .random(using: &random)) : .zero
    var fault: BusFault?
    if random.chance(3) {
      fault = isWriteBack ? .write : random.chance(70) ? .read(random.below(8)) : .wrongLast(random.below(8))
    }
    return LineOperation(request, data: data, fault: fault)
  }

  // MARK: Set-up

  private mutating func setup() -> SetupCommand {
    if fillsTables, random.chance(85) { return install() }
    switch churns ? random.below(40) : random.below(100) {
    case 0..<18:
      let own = regions()
      let known = own.isEmpty || random.chance(15) ? nil : random.pick(own).view
      return SetupCommand(
        .clear, domain: known?.domain ?? domain(), segment: known?.segment ?? UInt8(random.below(8)))
    case 18..<24:
      let isKept = entries != nil ? random.chance(90) : churns && random.chance(80)
      return isKept ? install() : SetupCommand(.clearDomain, domain: endingDomain())
    case 24: return SetupCommand(SetupOperation(rawValue: 3), domain: domain())
    default: return install()
    }
  }

  /// A domain to end: preferably one whose mode state must be forgotten.
  private mutating func endingDomain() -> Int {
    let marked = shadow.modeStates.indices.filter {
      shadow.modeStates[$0].mode.isEncrypted || shadow.modeStates[$0].automatic
    }
    return marked.isEmpty || random.chance(30) ? domain() : random.pick(marked)
  }

  /// - Parameter spoiled: how often, in percent, one field is wrong; when nil as often as suits the run.
  private mutating func install(spoiled: Int? = nil) -> SetupCommand {
    let domain = domain()
    let enciphers = fillsTables || churns
    let choices: [UInt8] = (enciphers ? [] : [0]) + (parameters.aes256 ? [1, 1, 1, 2, 2] : [1, 1, 1])
    let algorithm = random.pick(choices)
    let length = algorithm == 1 ? 32 : algorithm == 2 ? 64 : 0
    let baseLine = layoutOrigin + random.below(1 << layoutBits)
    let base = UInt32(baseLine) << 6
    let wanted = 1 + random.below(random.chance(80) && !fillsTables ? 1 << (layoutBits - 3) : 3)
    let lines = random.chance(95) ? min(wanted, 1 << 26 - baseLine) : wanted
    let isLimit = random.chance(50)
    var command = SetupCommand(
      .install, domain: domain, segment: UInt8(random.below(24)), base: base,
      bound: UInt64(isLimit ? Int(base) + lines * 64 : lines * 64), boundIsLimit: isLimit, algorithm: algorithm,
      nonce: random.chance(50) ? UInt64(random.below(3)) : random.next(), rights: rights(), flags: flags(),
      keyBytes: length, key: (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next() >> 32) })
    if command.flags.contains(.defaultKey), random.chance(70) {
      command.base = 0
      command.bound = 1 << 32
    }
    if random.chance(entries == nil ? 15 : 100) {
      command.immediate = true
      if shadow.runningMode.isEncrypted, random.chance(80) { command.domain = shadow.runningDomain }
    }
    if algorithm != 0, random.chance(fillsTables ? 8 : 25) { share(&command) }
    if random.chance(spoiled ?? (fillsTables ? 8 : 25)) { spoil(&command) }
    return command
  }

  private mutating func rights() -> Rights {
    random.chance(50) ? [.read, .write, .execute] : Rights(rawValue: UInt8(random.below(8)))
  }

  private mutating func flags() -> RegionFlags {
    var flags: RegionFlags = []
    if random.chance(12) { flags.insert(.defaultKey) }
    if random.chance(25) { flags.insert(.plainAccess) }
    if random.chance(20) { flags.insert(.shared) }
    if random.chance(20) { flags.insert(.stack) }
    if random.chance(25) { flags.insert(.closed) }
    return flags
  }

  /// Uses the key of another region, as a program does whose text and data have one key.
  private mutating func share(_ command: inout SetupCommand) {
    command.shareKey = true
    if random.chance(40) { command.nonce = UInt64(random.below(2)) }
    let partners = regions(of: command.domain).filter { $0.view.algorithm.rawValue == command.algorithm }
    command.keySegment = partners.isEmpty ? UInt8(random.below(24)) : random.pick(partners).view.segment
  }

  /// Makes one field wrong.
  private mutating func spoil(_ command: inout SetupCommand) {
    switch random.below(9) {
    case 0: command.base |= UInt32(1 + random.below(63))
    case 1: command.bound |= UInt64(1 + random.below(63))
    case 2: command.algorithm = UInt8(random.below(256))
    case 3: command.keyBytes = random.below(128)
    case 4:
      command.base = (.max - 127) & ~63
      command.bound = command.boundIsLimit ? 1 << 32 + 64 : 256
    case 5: command.bound = command.boundIsLimit ? UInt64(command.base) : 0
    case 6:
      command.shareKey = false
      let half = command.algorithm == 2 ? 32 : 16
      for index in 0..<half { command.key[half + index] = command.key[index] }
      if random.chance(30) { command.key[half + random.below(half)] ^= UInt8(1 << random.below(8)) }
    case 7:
      command.boundIsLimit = true
      command.bound = UInt64(random.below(Int(command.base) + 1)) & ~63
    default: command.domain = 0
    }
  }

  // MARK: Mode

  private mutating func select() -> ModeCommand {
    let owners = regions().map(\.view.domain) + domains
    return ModeCommand(
      .select, domain: owners.isEmpty || random.chance(15) ? domain() : random.pick(owners),
      automatic: false, link: false, hasTarget: false, target: 0, next: UInt32(truncatingIfNeeded: random.next()))
  }

  private mutating func mode() -> ModeCommand {
    let running = shadow.runningDomain
    let state = shadow.modeStates[running]
    var command = ModeCommand(
      .transfer, domain: domain(), automatic: random.chance(60), link: random.chance(55),
      hasTarget: random.chance(60), target: address(near: running), next: address(near: running))
    if entries != nil, random.chance(40), let address = entries?.entryAddress(of: running, using: &random) {
      command.target = address
      command.next = address
    }
    // Return to where a call came from.
    if let top = state.backLinks.last, random.chance(30) {
      command.next = top.returnAddress
      command.target = top.returnAddress
    }
    // Stay where execution is.
    if state.mode.isEncrypted, random.chance(30), let here = shadow.view(state.mode.attribute) {
      command.next = (here.baseLine + UInt32(random.below(Int(here.limitLine - here.baseLine)))) << 6
    }
    // Leave by ordinary flow, mostly to the lower half.
    if state.automatic, state.mode.isEncrypted, random.chance(50) {
      command.next = UInt32(truncatingIfNeeded: random.next()) >> (random.chance(75) ? 1 : 0)
      return command
    }
    if callsDeeply, random.chance(75) {
      if let top = state.backLinks.last, random.chance(35) {
        command.next = top.returnAddress
        return command
      }
      command.operation = .cryptomode
      command.link = true
      return command
    }
    switch random.below(100) {
    case 0..<22: return select()
    case 22..<30: command.operation = .configure
    case 30..<56: command.operation = .cryptomode
    case 56..<68: command.operation = .retmode
    case 68: command.operation = ModeOperation(rawValue: 7)
    default: break
    }
    return command
  }
}
