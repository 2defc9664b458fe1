/// Where fetches, loads and stores go: to memory as it is, or to the plaintext that the running domain has of it.
/// `docs/encrypted-execution.md`, section 2.
extension Hart {
  /// Executes `body` with the place in memory that an access reaches, in plaintext for the domain and mode that run.
  ///
  /// - Returns: nil where there is no memory.
  /// - Throws: the access fault if the line port refuses.
  func reach<Result>(
    _ address: UInt32, _ physical: UInt32, _ access: Access, _ body: (UnsafeMutableRawPointer) -> Result
  ) throws(Trap) -> Result? {
    let toWrite = access == .store
    let offset = Int(physical & 0xfff)
    guard encryptionUnit.runningDomain != 0 else {
      guard let page = memory.page(physical, toWrite: toWrite) else { return nil }
      if access != .fetch { keep(page, address, physical, access) }
      return body(page + offset)
    }
    guard memory.storedPage(physical, toWrite: toWrite) != nil else { return nil }
    try ask(address, physical, access)
    let layout = layout(of: address)
    if let taken = taken(address, physical, layout) {
      if let code = taken.code, toWrite {
        decoded.forget(physical, in: code)
      } else if layout.isUniform {
        if access == .load { translations.keepLoad(address, taken.bytes) }
        if access == .store { translations.keepStore(address, taken.bytes) }
      }
      return body(taken.bytes + offset)
    }
    guard let page = memory.page(physical, toWrite: toWrite) else { return nil }
    if access != .fetch, layout.isUniform {
      keep(page, address, physical, access)
    } else if toWrite {
      decoded.forget(physical)
    }
    return body(page + offset)
  }

  /// The next accesses go to the page directly; stores only when it has no instructions.
  private func keep(_ page: UnsafeMutableRawPointer, _ address: UInt32, _ physical: UInt32, _ access: Access) {
    if access == .load {
      translations.keepLoad(address, page)
    } else if decoded.hasInstructions(physical) {
      decoded.forget(physical)
    } else {
      translations.keepStore(address, page)
    }
  }

  /// The decoded instructions of a page for a domain other than 0. Only those that regions set apart from `pc` by no bound may
  /// be executed: the line port was asked for them alone.
  func codeOfDomain(_ address: UInt32, _ physical: UInt32) throws(Trap) -> UnsafeMutablePointer<DecodedInstruction> {
    guard memory.storedPage(physical, toWrite: false) != nil else { throw Trap(.fetchAccessFault, address) }
    try ask(address, physical, .fetch)
    let layout = layout(of: address)
    let code = taken(address, physical, layout)?.makeCode() ?? decoded.page(physical)
    guard let code else { throw Trap(.fetchAccessFault, address) }
    if layout.isUniform { translations.keepCode(address, code) }
    translations.forgetStores()
    return code
  }

  /// The line port's judgement.
  private func ask(_ address: UInt32, _ physical: UInt32, _ access: Access) throws(Trap) {
    let kind: LineKind =
      switch access {
      case .fetch: .fetch
      case .load: .load
      case .store: .storeFill
      }
    let request = LineRequest(
      kind, encrypted: isEncrypted, domain: encryptionUnit.runningDomain, virtualLine: address / 64,
      physicalLine: physical / 64)
    guard encryptionUnit.decide(request).status == .ok else { throw Trap(access.accessFault, address) }
  }

  /// The region under which an instruction, or a half of one, is decrypted.
  func fetchIdentity(_ address: UInt32) -> LineIdentity {
    encryptionUnit.decide(
      LineRequest(
        .fetch, encrypted: isEncrypted, domain: encryptionUnit.runningDomain, virtualLine: address / 64,
        physicalLine: 0)
    ).identity
  }

  private func layout(of address: UInt32) -> PageLayout {
    encryptionUnit.layout(ofPage: address >> 12, encrypted: isEncrypted)
  }

  /// The page in plaintext; nil if its lines pass unchanged.
  private func taken(_ address: UInt32, _ physical: UInt32, _ layout: PageLayout) -> PlaintextPages.Page? {
    guard layout.isEnciphered, let stored = memory.storedPage(physical, toWrite: false) else { return nil }
    let virtualPage = address >> 12
    let identity = PlaintextPages.Identity(
      domain: encryptionUnit.runningDomain, encrypted: isEncrypted && layout.hasDefaultKey, virtualPage: virtualPage)
    return plaintextPages.take(physical, stored, for: identity) {
      (0..<64).map { encryptionUnit.protection(ofLine: virtualPage * 64 + $0, encrypted: isEncrypted) }
    }
  }
}

/// What the regions of a domain do with a page.
struct PageLayout {
  /// No region begins or ends within it: the line port answers alike for all its lines.
  var isUniform = true
  /// A line of it is ciphertext in memory.
  var isEnciphered = false
  /// A line of it lies in a default-key entry, so the mode decides what it means.
  var hasDefaultKey = false
}

extension EncryptionUnit {
  /// The layout of a virtual page for the running domain.
  func layout(ofPage page: UInt32, encrypted: Bool) -> PageLayout {
    var layout = PageLayout()
    let lines = page * 64..<page * 64 + 64
    for case let region? in regions where region.domain == runningDomain && region.lines.overlaps(lines) {
      if region.lines.clamped(to: lines) != lines { layout.isUniform = false }
      if region.isDefaultKey { layout.hasDefaultKey = true }
      if region.cipher.algorithm != .none, encrypted || !region.isDefaultKey { layout.isEnciphered = true }
    }
    return layout
  }

  /// How a line goes to and from memory for the running domain; nil if it passes unchanged.
  func protection(ofLine line: UInt32, encrypted: Bool) -> PlaintextPages.LineProtection? {
    let ordinary = attribute(of: runningDomain, containing: line, defaultKey: false)
    let found = ordinary ?? (encrypted ? attribute(of: runningDomain, containing: line, defaultKey: true) : nil)
    guard let found, let region = regions[found], region.cipher.algorithm != .none else { return nil }
    return PlaintextPages.LineProtection(cipher: region.cipher, tweak: region.tweak(ofLine: line))
  }

  /// The addresses around one for which each region of the running domain, and the return that it expects, are where they are for
  /// that one: within them a transfer to one after the other changes nothing. Nil where the return is expected.
  func stretch(around address: UInt32) -> ClosedRange<UInt32>? {
    var (first, last) = (UInt32.min, UInt32.max)
    let line = address / 64
    for case let region? in regions where region.domain == runningDomain {
      for bound in [region.lines.lowerBound, region.lines.upperBound] {
        if bound <= line { first = max(first, bound * 64) } else { last = min(last, bound &* 64 &- 1) }
      }
    }
    guard !modeStates[runningDomain].automatic, let link = modeStates[runningDomain].backLinks.last else {
      return first...last
    }
    if link.returnAddress == address { return nil }
    return link.returnAddress < address
      ? max(first, link.returnAddress + 4)...last : first...min(last, link.returnAddress - 1)
  }
}
