/// What `spill` and `fill` answer. `docs/instructions.md`.
public enum ContextStatus: UInt8, CaseIterable, Sendable, Error {
  case ok = 0
  /// The processor seals no contexts.
  case noImages = 1
  case noDomain = 2
  /// Nothing of the domain is held.
  case noContext = 3
  /// A context of the domain is held already.
  case inUse = 4
  /// There have been no random bits for a key.
  case noKey = 5
  /// As many images are live as there can be.
  case imagesFull = 6
  /// The header is of no live image of the domain.
  case stale = 7
  /// It is not what was sealed.
  case badImage = 8
  /// The domain has the other method of mode shifting than when it was sealed.
  case wrongMethod = 9
}

extension Hart {
  /// Registers that went to memory, sealed.
  public struct SpilledContext: Sendable {
    /// Of the image.
    public let address: UInt32
    /// `x0` to `x31`.
    public let registers: [UInt32]
  }
}

/// The instructions that take contexts out to memory and bring them back. `docs/encrypted-execution.md`, section 5.
extension Hart {
  /// `spill`: the held context of a domain goes to memory, sealed, and is held no longer.
  func spill(_ domain: UInt32, to address: UInt32) throws(Trap) -> ContextStatus {
    let parameters = encryptionUnit.parameters
    guard parameters.images > 0 else { return .noImages }
    guard address % SealedContext.alignment == 0 else { throw Trap(.misalignedStore, address) }
    guard let domain = number(domain), domain != 0 else { return .noDomain }
    guard encryptionUnit.modeStates[domain].isInUse else { return .noContext }
    guard let key = sealingKey else { return .noKey }
    guard let slot = images.free else { return .imagesFull }
    // Whether the place is one in main memory that may be written, while an exception changes nothing.
    _ = try atomicUpdate(.amoor, address, 0)

    let header = images.begin(domain, in: slot)
    let content = contexts[domain].words + encryptionUnit.modeStates[domain].words(parameters)
    let padding = [UInt32](repeating: 0, count: SealedContext.contentWords(parameters) - content.count)
    let sealed = cipherFailure.attempt(otherwise: []) { () throws(CipherError) in
      try SealedContext.seal(content + padding, header, under: key)
    }
    for (index, word) in (header.words + sealed).enumerated() { try store(address + UInt32(4 * index), bytes: 4, word) }
    images.keep(header)
    lastSpilled = SpilledContext(address: address, registers: contexts[domain].registers)
    contexts[domain] = DomainContext()
    encryptionUnit.release(domain)
    return .ok
  }

  /// `fill`: a sealed context comes back from memory; its image is live no longer.
  func fill(_ domain: UInt32, from address: UInt32) throws(Trap) -> ContextStatus {
    let parameters = encryptionUnit.parameters
    guard parameters.images > 0 else { return .noImages }
    guard address % SealedContext.alignment == 0 else { throw Trap(.misalignedLoad, address) }
    guard let domain = number(domain), domain != 0 else { return .noDomain }
    guard !encryptionUnit.modeStates[domain].isInUse else { return .inUse }
    let head = try words(at: address, count: SealedContext.headerWords)
    guard let header = images.live(head, of: domain), let key = sealingKey else { return .stale }

    let count = SealedContext.contentWords(parameters) + SealedContext.tagWords
    let sealed = try words(at: address + UInt32(4 * head.count), count: count)
    let content = cipherFailure.attempt(otherwise: nil) { () throws(CipherError) in
      try SealedContext.open(sealed, header, under: key)
    }
    // The place of the context is where the words go before they are known to be right.
    contexts[domain] = DomainContext()
    guard let content else { return .badImage }
    let state = ModeState(Array(content[32...]))
    guard state.automatic == encryptionUnit.modeStates[domain].automatic else { return .wrongMethod }
    images.take(header)
    contexts[domain] = DomainContext(words: Array(content[..<32]))
    encryptionUnit.modeStates[domain] = state
    return .ok
  }

  private func words(at address: UInt32, count: Int) throws(Trap) -> [UInt32] {
    var words: [UInt32] = []
    for number in 0..<UInt32(count) { words.append(try load(address + 4 * number, bytes: 4)) }
    return words
  }
}

extension DomainContext {
  /// As it is sealed: `pc`, with bit 0 set after a system call, and `x1` to `x31`.
  var words: [UInt32] { [pc & ~1 | (isCall ? 1 : 0)] + registers[1...] }

  init(words: [UInt32]) {
    self.init(pc: words[0] & ~1, registers: [0] + words[1...], isCall: words[0] & 1 == 1)
  }
}
