import Reference
import Testing

/// Section 5 of docs/key-entries.md: where encrypted mode may begin.
@Suite struct EntryPointTests {
  /// Domain 1 runs; its text at 0x1000 (register 0, two lines) has these entry points.
  private func unit(_ points: [UInt32], flags: RegionFlags = []) throws -> EncryptionUnit {
    var unit = EncryptionUnit(.compact)
    #expect(try unit.setup(.region(flags: flags), entryPoints: points).status == .ok)
    _ = unit.mode(ModeCommand(.select, domain: 1))
    return unit
  }

  private func automatic(_ unit: inout EncryptionUnit) {
    #expect(unit.mode(ModeCommand(.configure, domain: 1, automatic: true)).status == .ok)
  }

  /// The addresses of the region at which `operation` is accepted.
  private func open(_ unit: EncryptionUnit, _ operation: ModeOperation = .cryptomode) -> [UInt32] {
    (UInt32(0x1000)..<0x1080).filter { address in
      var unit = unit
      let before = unit.modeStates
      let response = unit.mode(ModeCommand(operation, next: address))
      if response == ModeResponse(.ok, encrypted: true, attribute: 0, pc: address) { return true }
      #expect(response == ModeResponse(.notEntryPoint, encrypted: false, attribute: 0, pc: address))
      #expect(unit.modeStates == before)
      return false
    }
  }

  @Test(
    "cryptomode: the offsets of the entry and nothing else; without any, every address",
    arguments: [
      RegionFlags(), .defaultKey,
    ])
  func cryptomode(flags: RegionFlags) throws {
    #expect(open(try unit([0x7e, 0, 0x10], flags: flags)) == [0x1000, 0x1010, 0x107e])
    #expect(open(try unit([2, 4, 6, 8, 10, 12, 14, 16], flags: flags)) == (1...8).map { 0x1000 + 2 * $0 })
    #expect(open(try unit([], flags: flags)).count == 128)
  }

  @Test("a refusal changes nothing, goes on at next, and comes before backLinksFull")
  func refusal() throws {
    var unit = try unit([0x40])
    let enter = ModeCommand(.cryptomode, link: true, hasTarget: true, target: 0x1040, next: 0x80)
    var wrong = enter
    wrong.target = 0x1042
    let before = unit.modeStates
    #expect(unit.mode(wrong) == ModeResponse(.notEntryPoint, encrypted: false, attribute: 0, pc: 0x80))
    #expect(unit.modeStates == before)
    for _ in 0..<2 { #expect(unit.mode(enter).status == .ok) }
    // Inside too; then the stack is full.
    #expect(unit.mode(wrong) == ModeResponse(.notEntryPoint, encrypted: true, attribute: 0, pc: 0x80))
    #expect(unit.mode(enter).status == .backLinksFull)
  }

  @Test("other refusals keep their statuses")
  func others() throws {
    var unit = try unit([0x40])
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x2000)).status == .noRegion)
    #expect(
      try unit.setup(.region(segment: 1, base: 0x2000, rights: .read), entryPoints: [0]).status == .ok)
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x2004)).status == .accessDenied)
    automatic(&unit)
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1004)).status == .wrongMethod)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x2004)).status == .accessDenied)
    _ = unit.mode(ModeCommand(.select, domain: 0))
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1004)).status == .noDomain)
  }

  @Test("offsets count from the base of the region that is executed, not from that of the other kind")
  func twoRegions() throws {
    var unit = try unit([0x40])
    #expect(
      try unit.setup(
        .region(segment: 1, base: 0, lines: 1024, flags: .defaultKey), entryPoints: [0x1040, 0x1042, 0x44]
      )
      .status == .ok)
    func status(_ address: UInt32) -> ModeStatus {
      var unit = unit
      return unit.mode(ModeCommand(.cryptomode, next: address)).status
    }
    #expect(status(0x1040) == .ok && status(0x44) == .ok)
    #expect(status(0x1042) == .notEntryPoint && status(0x40) == .notEntryPoint && status(0x1044) == .notEntryPoint)
  }

  @Test("within a region, and back into it, no entry point is needed (SF-66)")
  func inside() throws {
    var unit = try unit([0x40])
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1040)).status == .ok)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1002)).status == .ok)
    #expect(
      unit.mode(ModeCommand(.retmode, link: true, hasTarget: true, target: 0x90, next: 0x1006))
        == ModeResponse(.ok, encrypted: false, attribute: 0, pc: 0x90))
    #expect(
      unit.mode(ModeCommand(.transfer, next: 0x1006)) == ModeResponse(.ok, encrypted: true, attribute: 0, pc: 0x1006))
  }

  @Test("transfer, automatic: entering needs an entry point, staying does not, default-key entries do not count")
  func automaticTransfer() throws {
    var unit = try unit([0x40])
    automatic(&unit)
    #expect(open(unit, .transfer) == [0x1040])
    #expect(try unit.setup(.region(segment: 1, base: 0x2000), entryPoints: [2]).status == .ok)
    #expect(
      try unit.setup(.region(segment: 2, base: 0, lines: 1024, flags: .defaultKey), entryPoints: [2]).status == .ok)
    func transfer(_ next: UInt32) -> ModeResponse { unit.mode(ModeCommand(.transfer, next: next)) }
    func inside(_ attribute: Int, _ pc: UInt32) -> ModeResponse {
      ModeResponse(.ok, encrypted: true, attribute: attribute, pc: pc)
    }
    #expect(transfer(0x1040) == inside(0, 0x1040))
    #expect(transfer(0x1006) == inside(0, 0x1006))
    #expect(transfer(0x2006) == ModeResponse(.notEntryPoint, encrypted: true, attribute: 0, pc: 0x2006))
    #expect(transfer(0x2002) == inside(1, 0x2002))
    #expect(transfer(0x2006) == inside(1, 0x2006))
    #expect(transfer(0x5000) == ModeResponse(.ok, encrypted: false, attribute: 0, pc: 0x5000))
    #expect(transfer(0x2006) == ModeResponse(.notEntryPoint, encrypted: false, attribute: 0, pc: 0x2006))
    // Another domain runs meanwhile.
    #expect(transfer(0x2002) == inside(1, 0x2002))
    _ = unit.mode(ModeCommand(.select, domain: 2))
    _ = unit.mode(ModeCommand(.select, domain: 1))
    #expect(transfer(0x2006) == inside(1, 0x2006))
  }

  @Test("a region that is cleared and installed again has the entry points of its own entry")
  func stale() throws {
    for ending in [SetupCommand(.clear, domain: 1, segment: 0), SetupCommand(.clearDomain, domain: 1)] {
      for points in [[0x10], []] as [[UInt32]] {
        var unit = try unit([0x40])
        #expect(open(unit) == [0x1040])
        #expect(try unit.setup(ending).status == .ok)
        #expect(try unit.setup(.region(), entryPoints: points).status == .ok)
        _ = unit.mode(ModeCommand(.select, domain: 1))
        #expect(open(unit) == (points.isEmpty ? Array(0x1000..<0x1080) : [0x1010]))
      }
    }
  }

  @Test("an automatic domain that executes in a region which is replaced has to enter the new one")
  func replaced() throws {
    var unit = try unit([0x40])
    automatic(&unit)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1040)).status == .ok)
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 0)).status == .ok)
    #expect(try unit.setup(.region(), entryPoints: [0x10]).status == .ok)
    #expect(
      unit.mode(ModeCommand(.transfer, next: 0x1044))
        == ModeResponse(.notEntryPoint, encrypted: true, attribute: 0, pc: 0x1044))
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1010)).status == .ok)
    #expect(unit.mode(ModeCommand(.transfer, next: 0x1044)).status == .ok)
  }

  @Test("the entry points of a key entry are those of its region")
  func keyEntry() throws {
    let device = try Device.shared()
    var unwrap = try UnwrapUnit(fuses: device.fuses)
    var unit = EncryptionUnit(.compact)
    let entry = KeyEntry.sample(entryPoints: [0x40, 0x20])
    #expect(try unwrap.execute(.setk(device.wrap(entry.encoded())), on: &unit).status.code == 0)
    _ = unit.mode(ModeCommand(.select, domain: 1))
    #expect(open(unit) == [0x1020, 0x1040])
  }
}
