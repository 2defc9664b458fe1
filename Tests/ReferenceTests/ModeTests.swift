import Reference
import Testing

/// Section 5 of docs/encryption-unit.md.
@Suite struct ModeTests {
  /// Domain 1: text A at 0x1000 (register 0), text B at 0x2000 (1), data without execute right at 0x3000 (2), and a
  /// default-key entry with execute right over all of them and more (3).
  private func unit(_ parameters: UnitParameters = .compact) throws -> EncryptionUnit {
    try EncryptionUnit(
      parameters, running: 1, .region(segment: 0, base: 0x1000), .region(segment: 1, base: 0x2000),
      .region(segment: 2, base: 0x3000, rights: [.read, .write]),
      .region(segment: 3, base: 0, lines: 1024, flags: .defaultKey))
  }

  private func ok(encrypted attribute: Int, pc: UInt32) -> ModeResponse {
    ModeResponse(.ok, encrypted: true, attribute: attribute, pc: pc)
  }

  private func plain(_ status: ModeStatus = .ok, pc: UInt32) -> ModeResponse {
    ModeResponse(status, encrypted: false, attribute: 0, pc: pc)
  }

  @Test("status codes have the values of the specification")
  func codes() {
    #expect(ModeStatus.allCases.map(\.rawValue) == Array(0...10))
    #expect(ModeStatus.regionCrossing.rawValue == 3 && ModeStatus.notEncrypted.rawValue == 6)
    #expect(ModeStatus.noDomain.rawValue == 7 && ModeStatus.unknownOperation.rawValue == 9)
  }

  @Test("select: the domain runs, in the mode in which it was left")
  func select() throws {
    var unit = try unit()
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1000)) == ok(encrypted: 0, pc: 0x1000))
    #expect(unit.mode(ModeCommand(.select, domain: 2, next: 0x44)) == plain(pc: 0x44))
    #expect(unit.mode(ModeCommand(.select, domain: 0, next: 0x48)) == plain(pc: 0x48))
    #expect(unit.mode(ModeCommand(.select, domain: 1, next: 0x4c)) == ok(encrypted: 0, pc: 0x4c))
  }

  @Test("configure: by domain, and only at rest")
  func configure() throws {
    var unit = try unit()
    #expect(unit.mode(ModeCommand(.configure, domain: 0, automatic: true, next: 4)) == plain(.noDomain, pc: 4))
    #expect(unit.mode(ModeCommand(.configure, domain: 2, automatic: true)).status == .ok)
    #expect(unit.modeStates.map(\.automatic) == [false, false, true, false])

    _ = unit.mode(ModeCommand(.cryptomode, next: 0x1000))
    let configure = ModeCommand(.configure, domain: 1, automatic: true)
    #expect(unit.mode(configure).status == .inUse)
    // Plaintext mode again, but with a back-link.
    _ = unit.mode(ModeCommand(.retmode, link: true, next: 0x1004))
    #expect(!unit.runningMode.isEncrypted)
    #expect(unit.mode(configure).status == .inUse)
    // It is the named domain that counts, not the running one.
    #expect(unit.mode(ModeCommand(.configure, domain: 3, automatic: true)).status == .ok)
    _ = unit.mode(ModeCommand(.transfer, next: 0x1004))
    _ = unit.mode(ModeCommand(.retmode, next: 0x1008))
    #expect(unit.mode(configure).status == .ok)
  }

  @Test("cryptomode: target or next; ordinary region before default-key entry")
  func cryptomode() throws {
    let start = try unit()
    func response(_ next: UInt32, target: UInt32? = nil) -> ModeResponse {
      var unit = start
      // The target field without has_target is of no account.
      return unit.mode(ModeCommand(.cryptomode, hasTarget: target != nil, target: target ?? 0x2000, next: next))
    }
    #expect(response(0x1000) == ok(encrypted: 0, pc: 0x1000))
    #expect(response(0x107c) == ok(encrypted: 0, pc: 0x107c))
    #expect(response(0x1080) == ok(encrypted: 3, pc: 0x1080))
    #expect(response(0x1000, target: 0x2010) == ok(encrypted: 1, pc: 0x2010))
    #expect(response(0x3000) == plain(.accessDenied, pc: 0x3000))
    #expect(response(0x5554, target: 0x2_0000) == plain(.noRegion, pc: 0x5554))
  }

  @Test("cryptomode: refusals, in order")
  func cryptomodeOrder() throws {
    var unit = try unit()
    let command = ModeCommand(.cryptomode, link: true, next: 0x2_0000)
    _ = unit.mode(ModeCommand(.select, domain: 0))
    #expect(unit.mode(command).status == .noDomain)
    _ = unit.mode(ModeCommand(.select, domain: 1))
    _ = unit.mode(ModeCommand(.configure, domain: 1, automatic: true))
    #expect(unit.mode(command).status == .wrongMethod)
    _ = unit.mode(ModeCommand(.configure, domain: 1, automatic: false))
    for address in [UInt32(0x1000), 0x1004] {
      #expect(unit.mode(ModeCommand(.cryptomode, link: true, next: address)).status == .ok)
    }
    #expect(unit.mode(command).status == .noRegion)
    let before = unit.modeStates
    #expect(
      unit.mode(ModeCommand(.cryptomode, link: true, hasTarget: true, target: 0x2000, next: 0x1008))
        == ModeResponse(.backLinksFull, encrypted: true, attribute: 0, pc: 0x1008))
    #expect(unit.modeStates == before)
    #expect(unit.mode(ModeCommand(.cryptomode, hasTarget: true, target: 0x2000)) == ok(encrypted: 1, pc: 0x2000))
  }

  @Test("retmode: refusals, in order")
  func retmodeOrder() throws {
    var unit = try unit()
    let command = ModeCommand(.retmode, link: true, next: 0x50)
    _ = unit.mode(ModeCommand(.select, domain: 0))
    #expect(unit.mode(command).status == .noDomain)
    _ = unit.mode(ModeCommand(.select, domain: 1))
    _ = unit.mode(ModeCommand(.configure, domain: 1, automatic: true))
    #expect(unit.mode(command).status == .wrongMethod)
    _ = unit.mode(ModeCommand(.configure, domain: 1, automatic: false))
    #expect(unit.mode(command) == plain(.notEncrypted, pc: 0x50))
    for address in [UInt32(0x1000), 0x1004] {
      _ = unit.mode(ModeCommand(.cryptomode, link: true, next: address))
    }
    #expect(unit.mode(command) == ModeResponse(.backLinksFull, encrypted: true, attribute: 0, pc: 0x50))
    #expect(unit.mode(ModeCommand(.retmode, next: 0x50)) == plain(pc: 0x50))
  }

  @Test("a call between keys and its return (SF-60, SF-66)")
  func callAndReturn() throws {
    var unit = try unit()
    _ = unit.mode(ModeCommand(.cryptomode, next: 0x1000))
    let call = ModeCommand(.cryptomode, link: true, hasTarget: true, target: 0x2000, next: 0x1010)
    #expect(unit.mode(call) == ok(encrypted: 1, pc: 0x2000))
    #expect(unit.modeStates[1].backLinks == [.init(mode: .encrypted(attribute: 0), returnAddress: 0x1010)])
    #expect(unit.mode(ModeCommand(.transfer, next: 0x2004)) == ok(encrypted: 1, pc: 0x2004))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1010)) == ok(encrypted: 0, pc: 0x1010))
    #expect(unit.modeStates[1].backLinks.isEmpty)

    // The same by retmode without link.
    _ = unit.mode(call)
    #expect(unit.mode(ModeCommand(.retmode, hasTarget: true, target: 0x1010)) == ok(encrypted: 0, pc: 0x1010))
    #expect(unit.modeStates[1].backLinks.isEmpty)

    // With link, retmode pushes even where the return address matches (SF-62).
    _ = unit.mode(call)
    #expect(
      unit.mode(ModeCommand(.retmode, link: true, hasTarget: true, target: 0x1010, next: 0x2008)) == plain(pc: 0x1010))
    #expect(unit.modeStates[1].backLinks.map(\.returnAddress) == [0x1010, 0x2008])
    #expect(unit.mode(ModeCommand(.transfer, next: 0x2008)) == ok(encrypted: 1, pc: 0x2008))
    // Only the top of the stack is a return.
    #expect(unit.mode(ModeCommand(.retmode, hasTarget: true, target: 0x60)) == plain(pc: 0x60))
    #expect(unit.modeStates[1].backLinks.map(\.returnAddress) == [0x1010])
  }

  @Test("a return to plaintext mode needs no region")
  func returnToPlaintext() throws {
    var unit = try unit()
    #expect(
      unit.mode(ModeCommand(.cryptomode, link: true, hasTarget: true, target: 0x1000, next: 0x9_0000)).status == .ok)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x9_0000)) == plain(pc: 0x9_0000))
    #expect(unit.modeStates[1] == ModeState())
  }

  @Test("a return to a region that is gone, or whose register another took, is refused and changes nothing")
  func staleBackLink() throws {
    var unit = try unit()
    _ = unit.mode(ModeCommand(.cryptomode, next: 0x1000))
    _ = unit.mode(ModeCommand(.cryptomode, link: true, hasTarget: true, target: 0x2000, next: 0x1010))
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 0)).status == .ok)
    let before = unit.modeStates
    // The default-key entry still covers the address, but is another attribute.
    for operation in [ModeOperation.transfer, .retmode] {
      #expect(
        unit.mode(ModeCommand(operation, next: 0x1010))
          == ModeResponse(.regionCrossing, encrypted: true, attribute: 1, pc: 0x1010))
    }
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 3)).status == .ok)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1010)).status == .noRegion)
    // Register 0 goes to a region elsewhere, and the address to register 3.
    #expect(try unit.setup(.region(segment: 7, base: 0x8000)) == SetupResponse(.ok, attribute: 0))
    #expect(try unit.setup(.region(segment: 8, base: 0x1000)) == SetupResponse(.ok, attribute: 3))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1010)).status == .regionCrossing)
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 8)).status == .ok)
    #expect(try unit.setup(.region(segment: 8, base: 0x1000, rights: .read)).status == .ok)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1010)).status == .accessDenied)
    #expect(unit.modeStates == before)
  }

  @Test("transfer, explicit: plaintext mode goes anywhere, encrypted mode stays in its region (SF-64)")
  func explicitTransfer() throws {
    var unit = try unit()
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1000)) == plain(pc: 0x1000))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x3000)) == plain(pc: 0x3000))
    _ = unit.mode(ModeCommand(.cryptomode, next: 0x1000))
    func refused(_ status: ModeStatus, _ next: UInt32) -> Bool {
      unit.mode(ModeCommand(.transfer, next: next)) == ModeResponse(status, encrypted: true, attribute: 0, pc: next)
    }
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1040)) == ok(encrypted: 0, pc: 0x1040))
    #expect(refused(.regionCrossing, 0x2000))
    #expect(refused(.regionCrossing, 0x1080))
    #expect(refused(.accessDenied, 0x3000))
    #expect(refused(.noRegion, 0x9_0000))
    _ = unit.mode(ModeCommand(.cryptomode, next: 0x1080))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x5000)) == ok(encrypted: 3, pc: 0x5000))
    _ = unit.mode(ModeCommand(.select, domain: 0))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1000)) == plain(pc: 0x1000))
  }

  @Test("transfer, automatic: the region decides, default-key entries do not count (SF-71 to SF-73)")
  func automaticTransfer() throws {
    var unit = try unit()
    _ = unit.mode(ModeCommand(.configure, domain: 1, automatic: true))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1000)) == ok(encrypted: 0, pc: 0x1000))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x2000)) == ok(encrypted: 1, pc: 0x2000))
    #expect(
      unit.mode(ModeCommand(.transfer, next: 0x3000))
        == ModeResponse(.accessDenied, encrypted: true, attribute: 1, pc: 0x3000))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x5000)) == plain(pc: 0x5000))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x3000)) == plain(.accessDenied, pc: 0x3000))
  }

  @Test("a default-key entry without the execute right is no region")
  func defaultKeyWithoutExecute() throws {
    var unit = try EncryptionUnit(running: 1, .region(rights: .read, flags: .defaultKey))
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1000)).status == .noRegion)
  }

  @Test("regions of other domains do not count")
  func otherDomain() throws {
    var unit = try EncryptionUnit(running: 2, .region())
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1000)).status == .noRegion)
  }

  @Test("operations 5 to 7 are refused", arguments: UInt8(5)...7)
  func unknownOperation(_ operation: UInt8) throws {
    var unit = try unit()
    let command = ModeCommand(
      ModeOperation(rawValue: operation), domain: 2, hasTarget: true, target: 0x1000, next: 0x88)
    #expect(unit.mode(command) == plain(.unknownOperation, pc: 0x88))
    #expect(unit.runningDomain == 1)
  }
}
