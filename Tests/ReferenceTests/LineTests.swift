import Reference
import Testing

/// Section 4 of docs/encryption-unit.md.
@Suite struct LineTests {
  private static let fills = [LineKind.fetch, .load, .storeFill]

  @Test("status codes have the values of the specification")
  func codes() {
    #expect(LineStatus.allCases.map(\.rawValue) == Array(0...7))
    #expect(LineStatus.plainModeDenied.rawValue == 3 && LineStatus.wrongDomain.rawValue == 6)
    #expect(LineKind.allCases.map(\.rawValue) == Array(0...3))
  }

  /// The decision's status, and its identity's attribute when it has one.
  private func outcome(_ unit: EncryptionUnit, _ request: LineRequest) -> (LineStatus, Int?) {
    let decision = unit.decide(request)
    return (decision.status, decision.identity.protected ? decision.identity.attribute : nil)
  }

  @Test("a fill of a domain that does not run is refused before anything else", arguments: fills)
  func domainNotRunning(kind: LineKind) throws {
    let unit = try EncryptionUnit(running: 2, .region(rights: []))
    for line in [UInt32(0x40), 0] {
      #expect(outcome(unit, LineRequest(kind, domain: 1, virtualLine: line)) == (.domainNotRunning, nil))
    }
    #expect(outcome(unit, LineRequest(kind, domain: 0, virtualLine: 0)) == (.domainNotRunning, nil))
  }

  @Test("rights: each kind of fill needs its own", arguments: zip(fills, [Rights.execute, .read, .write]))
  func rights(kind: LineKind, right: Rights) throws {
    let all: Rights = [.read, .write, .execute]
    let without = kind == .load ? [.execute] : all.subtracting(right)
    for (rights, status) in [(right, LineStatus.ok), (without, .accessDenied), (all, .ok)] {
      let unit = try EncryptionUnit(running: 1, .region(rights: rights))
      let request = LineRequest(kind, encrypted: true, domain: 1, virtualLine: 0x41)
      #expect(outcome(unit, request) == (status, status == .ok ? 0 : nil))
    }
  }

  @Test("plaintext mode: denied before the rights are looked at, but for plain_access to data", arguments: fills)
  func plaintextMode(kind: LineKind) throws {
    let request = LineRequest(kind, domain: 1, virtualLine: 0x40)
    let closed = try EncryptionUnit(running: 1, .region(rights: []))
    #expect(outcome(closed, request) == (.plainModeDenied, nil))
    let open = try EncryptionUnit(running: 1, .region(flags: .plainAccess))
    #expect(outcome(open, request) == (kind == .fetch ? (.plainModeDenied, nil) : (.ok, 0)))
    let noRights = try EncryptionUnit(running: 1, .region(rights: [], flags: .plainAccess))
    #expect(outcome(noRights, request) == (kind == .fetch ? .plainModeDenied : .accessDenied, nil))
  }

  @Test("bounds are exact")
  func bounds() throws {
    let unit = try EncryptionUnit(running: 1, .region())
    let inside = [0x3f, 0x40, 0x41, 0x42].map { line in
      outcome(unit, LineRequest(.load, encrypted: true, domain: 1, virtualLine: line)).1
    }
    #expect(inside == [nil, 0, 0, nil])
  }

  @Test("whoever may write may read")
  func writersRead() throws {
    let unit = try EncryptionUnit(running: 1, .region(rights: .write))
    #expect(outcome(unit, LineRequest(.load, encrypted: true, domain: 1, virtualLine: 0x41)) == (.ok, 0))
  }

  @Test("a default-key entry: encrypted mode only, with the right only, never under an ordinary region")
  func defaultKey() throws {
    let unit = try EncryptionUnit(
      running: 1, .region(segment: 0, base: 0, lines: 16, rights: .read, flags: [.defaultKey, .plainAccess]),
      .region(segment: 1, base: 64, lines: 1, rights: .execute))
    func request(_ kind: LineKind, _ line: UInt32, encrypted: Bool = true) -> (LineStatus, Int?) {
      outcome(unit, LineRequest(kind, encrypted: encrypted, domain: 1, virtualLine: line))
    }
    #expect(request(.load, 0) == (.ok, 0))
    #expect(request(.load, 0, encrypted: false) == (.ok, nil))
    #expect(request(.storeFill, 0) == (.accessDenied, nil))
    #expect(request(.storeFill, 0, encrypted: false) == (.ok, nil))
    #expect(request(.fetch, 0) == (.accessDenied, nil))
    #expect(request(.load, 1) == (.accessDenied, nil))
    #expect(request(.fetch, 1) == (.ok, 1))
    #expect(request(.load, 16) == (.ok, nil))
  }

  @Test("outside every region: a fetch in encrypted mode is refused, everything else passes unchanged")
  func noRegion() throws {
    let unit = try EncryptionUnit(running: 1, .region(), .region(of: 2, segment: 0, base: 0))
    let line = Line(words: .init(repeating: 7))
    for kind in LineTests.fills {
      for encrypted in [false, true] {
        let decision = unit.decide(LineRequest(kind, encrypted: encrypted, domain: 1, virtualLine: 0))
        #expect(decision.status == (kind == .fetch && encrypted ? .noRegion : .ok))
        #expect(decision.identity == .unprotected)
        #expect(try decision.decrypt(line) == line)
      }
    }
  }

  @Test("a closed domain finds nothing in the lower half but its regions, in encrypted mode", arguments: fills)
  func closed(kind: LineKind) throws {
    let unit = try EncryptionUnit(running: 1, .region(flags: .closed), .region(segment: 1, base: 0x8000_1000))
    func request(_ line: UInt32, encrypted: Bool = true) -> (LineStatus, Int?) {
      outcome(unit, LineRequest(kind, encrypted: encrypted, domain: 1, virtualLine: line))
    }
    for line: UInt32 in [0, 0x3f, 0x42, 0x1ff_ffff] {
      #expect(request(line) == (.noRegion, nil) && request(line, encrypted: false) == (.ok, nil))
    }
    let above: LineStatus = kind == .fetch ? .noRegion : .ok
    #expect(request(0x200_0000) == (above, nil) && request(0x3ff_ffff) == (above, nil))
    // Another domain is open.
    let other = try EncryptionUnit(running: 2, .region(flags: .closed), .region(of: 2, segment: 1))
    let outside = LineRequest(kind, encrypted: true, domain: 2, virtualLine: 0)
    #expect(outcome(other, outside) == (above, nil))
  }

  @Test("domain 0 owns nothing")
  func domainZero() throws {
    let unit = try EncryptionUnit(running: 0, .region())
    #expect(outcome(unit, LineRequest(.load, domain: 0, virtualLine: 0x40)) == (.ok, nil))
    #expect(outcome(unit, LineRequest(.fetch, encrypted: true, domain: 0, virtualLine: 0x40)) == (.noRegion, nil))
  }

  @Test("write-back: judged by its identity alone, each refusal in order")
  func writeBack() throws {
    // Register 0 has no rights at all, and another domain runs.
    let unit = try EncryptionUnit(running: 2, .region(rights: []), .region(of: 2, segment: 1))
    func request(protected: Bool, _ attribute: Int, domain: Int, _ line: UInt32) -> LineStatus {
      let decision = unit.decide(
        LineRequest(
          .writeBack, domain: domain, virtualLine: line,
          identity: LineIdentity(protected: protected, attribute: attribute)))
      #expect(decision.identity == .unprotected)
      return decision.status
    }
    #expect(request(protected: false, 0, domain: 1, 0x40) == .ok)
    #expect(request(protected: false, 9, domain: 3, 0x999) == .ok)
    #expect(request(protected: true, 2, domain: 1, 0x999) == .noRegion)
    #expect(request(protected: true, 1, domain: 1, 0x999) == .wrongDomain)
    #expect(request(protected: true, 0, domain: 1, 0x42) == .outsideRegion)
    #expect(request(protected: true, 0, domain: 1, 0x3f) == .outsideRegion)
    #expect(request(protected: true, 0, domain: 1, 0x41) == .ok)
  }

  @Test("a region with algorithm none has a protected identity and passes lines unchanged")
  func algorithmNone() throws {
    var unit = EncryptionUnit()
    _ = try unit.setup(SetupCommand(.install, domain: 1, base: 0x1000, bound: 64, rights: .read))
    _ = unit.mode(ModeCommand(.select, domain: 1))
    #expect(unit.decide(LineRequest(.load, domain: 1, virtualLine: 0x40)).status == .plainModeDenied)
    let decision = unit.decide(LineRequest(.load, encrypted: true, domain: 1, virtualLine: 0x40))
    #expect(decision.identity == LineIdentity(protected: true, attribute: 0))
    let line = Line(words: .init(1, 2, 3, 4, 5, 6, 7, 8))
    #expect(try decision.decrypt(line) == line && decision.encrypt(line) == line)
  }

  @Test("the key is that of the handshake: a later clear does not matter")
  func handshake() throws {
    var unit = try EncryptionUnit(running: 1, .region(nonce: 0xabcd))
    let decision = unit.decide(LineRequest(.load, encrypted: true, domain: 1, virtualLine: 0x41))
    _ = try unit.setup(SetupCommand(.clearDomain, domain: 1))
    let cipher = try LineCipher(.aes128XTS, key: sampleKey(0))
    let line = Line(words: .init(repeating: 3))
    #expect(
      try decision.decrypt(line) == cipher.decrypt(line, tweak: Tweak(lineIndex: 1, nonce: 0xabcd)))
  }

  @Test("responses: words, status and identity")
  func responses() throws {
    let unit = try EncryptionUnit(running: 1, .region())
    let plaintext = Line(words: .init(repeating: 5))
    let load = LineRequest(.load, encrypted: true, domain: 1, virtualLine: 0x40)
    let identity = LineIdentity(protected: true, attribute: 0)

    let fill = unit.decide(load)
    let ciphertext = try fill.encrypt(plaintext)
    #expect(ciphertext != plaintext)
    #expect(
      try fill.response(busLine: ciphertext)
        == LineResponse(line: plaintext, wordCount: 8, status: .ok, identity: identity))
    #expect(
      try fill.response(busLine: ciphertext, busError: true)
        == LineResponse(line: plaintext, wordCount: 8, status: .busError, identity: identity))

    let refused = unit.decide(LineRequest(.load, domain: 1, virtualLine: 0x40))
    #expect(!refused.usesBus)
    #expect(
      try refused.response(busLine: ciphertext, busError: true)
        == LineResponse(line: .zero, wordCount: 1, status: .plainModeDenied, identity: .unprotected))

    let writeBack = unit.decide(LineRequest(.writeBack, domain: 1, virtualLine: 0x40, identity: identity))
    #expect(try writeBack.encrypt(plaintext) == ciphertext)
    for busError in [false, true] {
      #expect(
        try writeBack.response(busLine: ciphertext, busError: busError)
          == LineResponse(line: .zero, wordCount: 1, status: busError ? .busError : .ok, identity: .unprotected))
    }
  }
}
