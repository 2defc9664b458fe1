import Reference
import Simulation

/// How the lockstep follows a keyed unit: when set-up commands and key entries take effect, and what must be gone afterwards.
extension Lockstep {
  /// Lets the golden model execute what has become visible in this cycle.
  func followKeys(_ keys: KeyLockstep) throws {
    try secrets?.check()
    try keys.checkProtocol()
    if let attribute = keys.awaitedAttribute, viewIndex == attribute, ports.viewValid.value {
      try requireNothingElse("the region of a key entry")
      if let response = try keys.install(on: &golden), let installed = keys.inWork?.installation {
        coverage.note(installed.setup, response, golden: golden)
      }
      expected = ExpectedOutputs(golden)
    }
    if ports.setupResponseValid.value, setupExpected == nil, !setupIsAnswered, let command = setupOffer.command {
      try requireNothingElse("the answer to a set-up command")
      if keys.inWork != nil {
        throw Mismatch("order", expected: "the key command first", found: "the answer to a set-up command")
      }
      let answer = try keys.execute(command, on: &golden)
      expected = ExpectedOutputs(golden)
      coverage.note(command, answer, golden: golden)
      setupExpected = answer
    }
  }

  private func requireNothingElse(_ what: String) throws(Mismatch) {
    if line != nil || modeExpected != nil {
      throw Mismatch("order", expected: "set-up only while nothing else is in progress", found: what)
    }
  }

  /// What the outputs are when the unit has executed the set-up command that is offered, whose answer is still to come.
  var afterSetup: ExpectedOutputs? {
    guard let keys, setupExpected == nil, !setupIsAnswered, let command = setupOffer.command else { return nil }
    var copy = golden
    return try? keys.outputs(after: command, on: &copy)
  }

  /// The handshake of a set-up command.
  func finishSetup() throws(Mismatch) {
    guard setupIsAnswered else {
      throw Mismatch("order", expected: "the set-up response first", found: "the handshake of its command")
    }
    setupOffer.end()
    setupIsAnswered = false
  }

  /// Words of entries, and answers to key commands.
  func sampleKeys(_ keys: KeyLockstep, _ simulator: Simulator) throws {
    if keys.isWordTaken, let opening = try keys.sampleWord(golden, cycle: cycle) {
      if setupExpected != nil || setupIsAnswered {
        throw Mismatch("order", expected: "the set-up command first", found: "a word of a key entry")
      }
      for secret in try keys.golden.intermediates(of: opening.command.entry) { secrets?.add(secret) }
      secrets?.give(opening.command)
    }
    if let (opening, cycles) = try keys.sampleAnswer(cycle: cycle) {
      coverage.note(opening)
      if setupOffer.isPending { coverage.hit(.setupAfterEntry) }
      if searchesRegisters { registerSearch = try RegisterSearch(simulator) }
      onKey?(opening.expected, cycles)
    }
  }

  /// After a key command no register may hold anything of the processor's secret key or of an entry but what the domains that
  /// exist were given.
  func finish(_ search: RegisterSearch) throws {
    registerSearch = nil
    guard let keys, let secrets else { return }
    var allowed = Set<UInt64>()
    // Behind a short key there are zeros, in an entry and in the key store; in a tweak a nonce stands beside zeros, too.
    let zeros = [UInt8](repeating: 0, count: 8)
    for slot in golden.keySlots.compactMap(\.self) { allowed.formUnion(SecretWatch.words(of: slot.key + zeros)) }
    for domain in keys.golden.domains {
      allowed.formUnion(SecretWatch.words(of: keys.golden.owner(of: domain) ?? []))
    }
    for nonce in keys.nonces {
      allowed.formUnion(SecretWatch.words(of: zeros + littleEndian(nonce) + zeros))
    }
    let (found, words) = try search.finish(secrets.words.subtracting(allowed))
    wordsSearched += words
    if !found.isEmpty {
      throw Mismatch("secrets in registers", expected: "none after a key command", found: found.prefix(4))
    }
  }
}

extension SecretWatch {
  /// A watch for the secret half of the key in `fuses`.
  init(_ simulator: Simulator, fuses: [UInt64]) throws(SimulationError) {
    try self.init(simulator)
    // Name, size and digest, then the modulus, which is public: two of seven parts.
    let secret = fuses.dropFirst(3 + (fuses.count - 3) * 2 / 7)
    add(secret.flatMap(littleEndian))
  }

  mutating func give(_ command: ModeCommand) {
    give(command.target)
    give(command.next)
  }

  mutating func give(_ command: KeyCommand) {
    let base = command.base / 64
    let bound = UInt32(truncatingIfNeeded: command.bound / 64)
    for value in [base, bound, base &+ bound] { give(value) }
  }
}
