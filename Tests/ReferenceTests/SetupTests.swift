import Reference
import Testing

/// Section 3 of docs/encryption-unit.md.
@Suite struct SetupTests {
  @Test("status codes have the values of the specification")
  func codes() {
    #expect(SetupStatus.allCases.map(\.rawValue) == Array(0...16))
    #expect(SetupStatus.unaligned.rawValue == 5 && SetupStatus.empty.rawValue == 6 && SetupStatus.wraps.rawValue == 7)
    #expect(SetupStatus.overlaps.rawValue == 8 && SetupStatus.nonceReused.rawValue == 13)
    #expect(SetupStatus.equalKeyHalves.rawValue == 15 && SetupStatus.unknownOperation.rawValue == 16)
  }

  @Test("an accepted install shows in the public view, and takes the lowest register and slot")
  func install() throws {
    var unit = EncryptionUnit()
    #expect(try unit.setup(.region(segment: 9)) == SetupResponse(.ok, attribute: 0))
    let plain = SetupCommand(
      .install, domain: 2, segment: 3, base: 0xffff_ffc0, bound: 1 << 32, boundIsLimit: true, rights: .read,
      flags: [.shared, .stack])
    #expect(try unit.setup(plain) == SetupResponse(.ok, attribute: 1))
    #expect(try unit.setup(.region(of: 2, key: sampleKey(1))) == SetupResponse(.ok, attribute: 2))

    #expect(
      unit.view(0)
        == AttributeView(
          domain: 1, segment: 9, baseLine: 0x40, limitLine: 0x42, algorithm: .aes128XTS,
          rights: [.read, .write, .execute], flags: []))
    #expect(
      unit.view(1)
        == AttributeView(
          domain: 2, segment: 3, baseLine: 0x3ff_ffff, limitLine: 0x400_0000, algorithm: .none, rights: .read,
          flags: [.shared, .stack]))
    #expect(unit.view(3) == nil)
    #expect((0...3).map { unit.keySlot(ofAttribute: $0) } == [0, nil, 1, nil])
    #expect(unit.keySlots[1] == KeySlot(domain: 2, algorithm: .aes128XTS, key: sampleKey(1)))
    #expect(unit.keySlots[2] == nil)
  }

  /// A unit in which every check from `duplicateSegment` on can fail: all registers and slots are taken, domain 1
  /// has segments 0 to 3.
  private func fullUnit() throws -> EncryptionUnit {
    var unit = EncryptionUnit(.compact)
    for number in 0..<4 {
      let region = SetupCommand.region(
        segment: UInt8(number), base: 0x1000 + 0x1000 * UInt32(number), key: sampleKey(UInt8(number)))
      #expect(try unit.setup(region).status == .ok)
    }
    return unit
  }

  @Test("each refusal of install, and the order of the checks")
  func order() throws {
    // Every check fails; then the causes are mended one by one, first check first.
    var unit = try fullUnit()
    var command = SetupCommand(
      .install, domain: 0, segment: 3, base: 0x1001, bound: (1 << 32) + 1, algorithm: 2, nonce: 0, immediate: true,
      key: Array(repeating: 5, count: 31))

    func refused(_ status: SetupStatus, mend: (inout SetupCommand) -> Void) throws {
      let before = (0..<4).map { unit.view($0) }
      let response = try unit.setup(command)
      #expect(response == SetupResponse(status))
      #expect((0..<4).map { unit.view($0) } == before)
      mend(&command)
    }
    try refused(.noDomain) { $0.domain = 1 }
    try refused(.plainMode) { $0.immediate = false }
    try refused(.unknownAlgorithm) { $0.algorithm = 1 }
    try refused(.wrongKeySize) {
      $0.key.append(5)
      $0.keyBytes = 32
    }
    try refused(.unaligned) {
      $0.base = 0x1000
      $0.bound = 1 << 32
    }
    try refused(.wraps) { $0.bound = 0 }
    try refused(.empty) { $0.bound = 0x80 }
    try refused(.equalKeyHalves) { $0.key = sampleKey(9) }
    try refused(.duplicateSegment) { $0.segment = 9 }
    try refused(.overlaps) {
      $0.base = 0x9000
      $0.shareKey = true
      $0.keySegment = 8
    }
    try refused(.noSuchKey) { $0.keySegment = 1 }
    try refused(.nonceReused) { $0.nonce = 1 }
    try refused(.attributesFull) { $0.shareKey = false }
    try refused(.attributesFull) { _ in }
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 0)).status == .ok)
    #expect(try unit.setup(command) == SetupResponse(.ok, attribute: 0))
  }

  @Test("without a free slot a new key is refused, a shared one is not")
  func keyStoreFull() throws {
    var unit = EncryptionUnit(UnitParameters(attributes: 4, keySlots: 2, domains: 4, backLinks: 2, aes256: false))
    #expect(try unit.setup(.region(segment: 0, base: 0)).status == .ok)
    #expect(try unit.setup(.region(segment: 1, base: 0x1000)).status == .ok)
    let third = SetupCommand.region(segment: 2, base: 0x2000, nonce: 1)
    #expect(try unit.setup(third) == SetupResponse(.keyStoreFull))
    #expect(
      try unit.setup(
        third.with {
          $0.shareKey = true
          $0.keySegment = 1
        }) == SetupResponse(.ok, attribute: 2))
    #expect(try unit.setup(SetupCommand(.install, domain: 1, segment: 4, base: 0x4000, bound: 64)).status == .ok)
  }

  @Test("algorithm ids: none but 0 to 2, and 2 only where AES-256 is built")
  func algorithms() throws {
    var unit = EncryptionUnit()
    for id in UInt8(3)...255 {
      #expect(try unit.setup(.region().with { $0.algorithm = id }).status == .unknownAlgorithm)
    }
    let wide = SetupCommand.region(key: sampleKey(0, count: 64)).with { $0.algorithm = 2 }
    #expect(try unit.setup(wide).status == .ok)
    var minimal = EncryptionUnit(.minimal)
    #expect(try minimal.setup(wide).status == .unknownAlgorithm)
  }

  @Test("a key has exactly the length of its algorithm", arguments: Algorithm.allCases)
  func keySizes(algorithm: Algorithm) throws {
    let region = SetupCommand.region(key: sampleKey(0, count: 64)).with { $0.algorithm = algorithm.rawValue }
    for bytes in 0..<128 {
      var unit = EncryptionUnit()
      let status = try unit.setup(region.with { $0.keyBytes = bytes }).status
      #expect(status == (bytes == algorithm.keyLength ? .ok : .wrongKeySize), "\(bytes) bytes")
    }
  }

  @Test("with a shared key the length and bytes of the key field do not matter; none shares no key")
  func keyFieldOfSharedKey() throws {
    let start = try EncryptionUnit(running: 1, .region())
    let sharing = SetupCommand.region(segment: 1, base: 0x8000, nonce: 1, key: []).with { $0.shareKey = true }
    for bytes in 0..<128 {
      var unit = start
      #expect(try unit.setup(sharing.with { $0.keyBytes = bytes }).status == .ok, "\(bytes) bytes")
    }
    var unit = start
    #expect(try unit.setup(sharing.with { $0.algorithm = 0 }).status == .wrongKeySize)
  }

  @Test("key bytes at and beyond key_bytes are ignored")
  func excessKeyBytes() throws {
    var unit = EncryptionUnit()
    let long = sampleKey(0, count: 64)
    #expect(
      try unit.setup(
        .region().with {
          $0.key = long
          $0.keyBytes = 32
        }
      ).status == .ok)
    #expect(unit.keySlots[0]?.key == Array(long.prefix(32)))
    // The halves of the first 32 bytes count, not those of the field.
    let half = [UInt8](0..<16)
    let region = SetupCommand.region(segment: 1, base: 0).with {
      $0.key = half + half + long
      $0.keyBytes = 32
    }
    #expect(try unit.setup(region).status == .equalKeyHalves)
  }

  @Test(
    "ranges",
    arguments: [
      (0x1000, 0x40, false, SetupStatus.ok), (0x1000, 0x1040, true, .ok), (0, 1 << 32, false, .ok),
      (0, 1 << 32, true, .ok), (0xffff_ffc0, 0x40, false, .ok), (0x1000, 0, false, .empty),
      (0x1000, 0x1000, true, .empty), (0x1000, 0xfc0, true, .empty), (0, 0, true, .empty),
      (0xffff_ffc0, 0x80, false, .wraps), (0, (1 << 32) + 64, true, .wraps), (64, 1 << 32, false, .wraps),
      (0, (1 << 33) - 64, false, .wraps), (0x1020, 0x40, false, .unaligned), (0x1000, 0x41, false, .unaligned),
      (0x1000, 0x1060, true, .unaligned), (0x1000, 1, false, .unaligned),
    ] as [(UInt32, UInt64, Bool, SetupStatus)])
  func ranges(base: UInt32, bound: UInt64, isLimit: Bool, status: SetupStatus) throws {
    var unit = EncryptionUnit()
    let region = SetupCommand.region().with {
      $0.base = base
      $0.bound = bound
      $0.boundIsLimit = isLimit
    }
    #expect(try unit.setup(region).status == status)
  }

  @Test("regions overlap within a domain and a kind only")
  func overlaps() throws {
    var unit = EncryptionUnit()
    #expect(try unit.setup(.region(base: 0x1000, lines: 4)).status == .ok)
    func status(_ base: UInt32, _ lines: UInt64, domain: Int = 1, flags: RegionFlags = []) throws -> SetupStatus {
      var copy = unit
      return try copy.setup(.region(of: domain, segment: 1, base: base, lines: lines, flags: flags)).status
    }
    #expect(try status(0x0fc0, 1) == .ok)
    #expect(try status(0x1100, 1) == .ok)
    #expect(try status(0x0fc0, 2) == .overlaps)
    #expect(try status(0x10c0, 2) == .overlaps)
    #expect(try status(0x1040, 1) == .overlaps)
    #expect(try status(0x0f00, 64) == .overlaps)
    #expect(try status(0x1000, 4, domain: 2) == .ok)
    #expect(try status(0x1000, 4, flags: .defaultKey) == .ok)
    #expect(try unit.setup(.region(segment: 7, base: 0x1000, flags: .defaultKey)).status == .ok)
    #expect(try status(0x1000, 1, flags: .defaultKey) == .overlaps)
  }

  @Test("an immediate key needs its own domain running in encrypted mode")
  func immediate() throws {
    var unit = try EncryptionUnit(running: 1, .region(), .region(of: 2, segment: 1))
    let command = SetupCommand.region(segment: 5, base: 0x8000).with { $0.immediate = true }
    #expect(try unit.setup(command).status == .plainMode)
    #expect(unit.mode(ModeCommand(.cryptomode, next: 0x1000)).status == .ok)
    #expect(try unit.setup(command.with { $0.domain = 2 }).status == .plainMode)
    _ = unit.mode(ModeCommand(.select, domain: 2))
    #expect(try unit.setup(command).status == .plainMode)
    _ = unit.mode(ModeCommand(.select, domain: 1))
    #expect(try unit.setup(command).status == .ok)
  }

  @Test("a shared key: owner, algorithm and nonce")
  func sharing() throws {
    var unit = try EncryptionUnit(running: 1, .region(segment: 4), .region(of: 2, segment: 6))
    let sharing = SetupCommand.region(segment: 1, base: 0x8000, nonce: 1).with {
      $0.shareKey = true
      $0.keySegment = 4
    }
    #expect(try unit.setup(sharing.with { $0.keySegment = 6 }).status == .noSuchKey)
    #expect(try unit.setup(sharing.with { $0.algorithm = 2 }).status == .noSuchKey)
    #expect(try unit.setup(sharing.with { $0.nonce = 0 }).status == .nonceReused)
    #expect(try unit.setup(sharing) == SetupResponse(.ok, attribute: 2))
    #expect(unit.keySlot(ofAttribute: 2) == 0)
    // The sharer can be named as well, and its nonce counts.
    let third = sharing.with {
      $0.segment = 2
      $0.base = 0x9000
      $0.keySegment = 1
    }
    #expect(try unit.setup(third).status == .nonceReused)
    #expect(try unit.setup(third.with { $0.nonce = 2 }).status == .ok)
    // The nonces of another key do not count.
    #expect(try unit.setup(.region(segment: 9, base: 0xb000, nonce: 9, key: sampleKey(9))).status == .ok)
    #expect(
      try unit.setup(
        third.with {
          $0.segment = 10
          $0.base = 0xc000
          $0.nonce = 9
        }
      ).status == .ok)
    // A key of its own may have any nonce, even with equal bytes.
    #expect(try unit.setup(.region(segment: 3, base: 0xa000, nonce: 1)).status == .ok)
  }

  @Test("clear frees the register, and the slot with its last user")
  func clear() throws {
    var unit = try EncryptionUnit(
      running: 1, .region(segment: 4),
      .region(segment: 1, base: 0x8000, nonce: 1).with {
        $0.shareKey = true
        $0.keySegment = 4
      })
    #expect(try unit.setup(SetupCommand(.clear, domain: 0, segment: 4)).status == .noDomain)
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 5)).status == .unknownSegment)
    #expect(try unit.setup(SetupCommand(.clear, domain: 2, segment: 4)).status == .unknownSegment)
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 4)) == SetupResponse(.ok))
    #expect(unit.view(0) == nil)
    #expect(unit.keySlots[0] != nil)
    #expect(try unit.setup(.region(of: 2, segment: 4)) == SetupResponse(.ok, attribute: 0))
    #expect(unit.keySlot(ofAttribute: 0) == 1)
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 1)).status == .ok)
    #expect(unit.keySlots[0] == nil)
    #expect(try unit.setup(SetupCommand(.clear, domain: 1, segment: 1)).status == .unknownSegment)
  }

  @Test("clearDomain clears regions, keys and mode state, and stops the domain")
  func clearDomain() throws {
    var unit = try EncryptionUnit(running: 1, .region(), .region(of: 2), .region(segment: 1, base: 0x8000))
    #expect(unit.mode(ModeCommand(.cryptomode, link: true, next: 0x1000)).status == .ok)
    #expect(try unit.setup(SetupCommand(.clearDomain, domain: 0)).status == .noDomain)
    #expect(try unit.setup(SetupCommand(.clearDomain, domain: 3)).status == .ok)
    #expect(unit.runningDomain == 1 && unit.runningMode.isEncrypted)
    #expect(try unit.setup(SetupCommand(.clearDomain, domain: 1)) == SetupResponse(.ok))
    #expect(unit.runningDomain == 0)
    #expect(unit.modeStates[1] == ModeState())
    #expect((0..<4).map { unit.view($0)?.domain } == [nil, 2, nil, nil])
    #expect(unit.keySlots.map { $0?.domain }.prefix(4) == [nil, 2, nil, nil])
    _ = unit.mode(ModeCommand(.select, domain: 2))
    #expect(try unit.setup(SetupCommand(.clearDomain, domain: 3)).status == .ok)
    #expect(unit.runningDomain == 2)
  }

  @Test("operation 3 is refused, whatever the domain")
  func unknownOperation() throws {
    var unit = EncryptionUnit()
    for domain in 0..<16 {
      let command = SetupCommand.region(of: domain).with { $0.operation = SetupOperation(rawValue: 3) }
      #expect(try unit.setup(command) == SetupResponse(.unknownOperation))
    }
    #expect(unit.view(0) == nil)
  }

  @Test("reset clears everything")
  func reset() throws {
    var unit = try EncryptionUnit(running: 1, .region())
    _ = unit.mode(ModeCommand(.cryptomode, link: true, next: 0x1000))
    unit.reset()
    #expect(unit.runningDomain == 0)
    #expect(unit.modeStates == Array(repeating: ModeState(), count: 16))
    #expect(unit.keySlots == Array(repeating: nil, count: 16))
    #expect((0..<16).allSatisfy { unit.view($0) == nil })
  }
}
