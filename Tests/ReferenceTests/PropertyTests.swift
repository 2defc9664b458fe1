import Reference
import Testing

/// Properties that hold for all keys, lines and places, tried on seeded samples.
@Suite struct PropertyTests {
  static let seeds: [UInt64] = [1, 0x5eed, 0xfeed_f00d]

  @Test("decryption undoes encryption; every algorithm", arguments: seeds)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for algorithm in Algorithm.allCases {
      for _ in 0..<50 {
        let cipher = try LineCipher(algorithm, key: randomKey(algorithm.keyLength, &generator))
        let tweak = Tweak(lineIndex: generator.next(), nonce: generator.next())
        let line = Line.random(using: &generator)
        let ciphertext = try cipher.encrypt(line, tweak: tweak)
        #expect(try cipher.decrypt(ciphertext, tweak: tweak) == line, "seed \(seed)")
        #expect((ciphertext == line) == (algorithm == .none), "seed \(seed)")
      }
    }
  }

  @Test("every bit of the tweak and of the key changes every block", arguments: seeds)
  func sensitivity(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let tweakBytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let line = Line.random(using: &generator)
    for algorithm in [Algorithm.aes128XTS, .aes256XTS] {
      let key = randomKey(algorithm.keyLength, &generator)
      let cipher = try LineCipher(algorithm, key: key)
      let tweak = try #require(Tweak(bytes: tweakBytes))
      let reference = try cipher.encrypt(line, tweak: tweak)
      for bit in 0..<128 {
        let other = try #require(Tweak(bytes: flip(bit, of: tweakBytes)))
        #expect(noBlockEqual(try cipher.encrypt(line, tweak: other), reference), "seed \(seed), tweak bit \(bit)")
      }
      for bit in 0..<(8 * key.count) {
        let other = try LineCipher(algorithm, key: flip(bit, of: key))
        #expect(noBlockEqual(try other.encrypt(line, tweak: tweak), reference), "seed \(seed), key bit \(bit)")
      }
    }
  }

  @Test("two domains that map one key and nonce at different bases see the same plaintext (SF-31)", arguments: seeds)
  func sharedRegion(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let key = randomKey(32, &generator)
    let nonce = generator.next()
    var unit = try EncryptionUnit(
      running: 1, .region(of: 1, base: 0x4000, lines: 64, nonce: nonce, key: key),
      .region(of: 2, base: 0x9_0040, lines: 64, nonce: nonce, key: key))
    for index in UInt32(0)..<64 {
      let plaintext = Line.random(using: &generator)
      _ = unit.mode(ModeCommand(.select, domain: 1))
      let writeBack = unit.decide(
        LineRequest(
          .writeBack, domain: 1, virtualLine: 0x4000 / 64 + index,
          identity: LineIdentity(protected: true, attribute: 0)))
      let ciphertext = try writeBack.encrypt(plaintext)
      _ = unit.mode(ModeCommand(.select, domain: 2))
      let fill = unit.decide(
        LineRequest(.load, encrypted: true, domain: 2, virtualLine: 0x9_0040 / 64 + index))
      #expect(fill.identity == LineIdentity(protected: true, attribute: 1))
      #expect(try fill.decrypt(ciphertext) == plaintext, "seed \(seed), line \(index)")
    }
  }

  @Test("equal plaintext at any two places under one key looks different", arguments: seeds)
  func places(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let unit = try EncryptionUnit(
      running: 1, .region(segment: 0, base: 0, lines: 64, nonce: 1, key: randomKey(32, &generator)),
      .region(segment: 1, base: 0x1000, lines: 64, nonce: 2).with { $0.shareKey = true })
    let plaintext = Line.random(using: &generator)
    var seen: Set<Line> = []
    for line in UInt32(0)..<128 {
      let decision = unit.decide(LineRequest(.storeFill, encrypted: true, domain: 1, virtualLine: line))
      #expect(seen.insert(try decision.encrypt(plaintext)).inserted, "seed \(seed), line \(line)")
    }
  }

  @Test("random commands: refused ones change nothing, registers and slots stay consistent", arguments: seeds)
  func consistency(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var unit = EncryptionUnit(.compact)
    var statuses: Set<SetupStatus> = []
    for _ in 0..<2000 {
      let before = unit
      let response = try unit.setup(randomCommand(&generator))
      statuses.insert(response.status)
      if response.status != .ok {
        #expect(views(unit) == views(before) && unit.keySlots == before.keySlots, "seed \(seed)")
      }
      let used = Set((0..<4).compactMap { unit.keySlot(ofAttribute: $0) })
      #expect(used == Set(unit.keySlots.indices.filter { unit.keySlots[$0] != nil }), "seed \(seed)")
      for attribute in 0..<4 {
        guard let view = unit.view(attribute), let slot = unit.keySlot(ofAttribute: attribute) else { continue }
        #expect(unit.keySlots[slot]?.domain == view.domain, "seed \(seed)")
      }
    }
    #expect(statuses.isSuperset(of: [.ok, .overlaps, .duplicateSegment, .attributesFull, .nonceReused, .noSuchKey]))
  }

  private func randomCommand(_ generator: inout SeededGenerator) -> SetupCommand {
    let shareKey = UInt8.random(in: 0..<3, using: &generator) == 0
    let command = SetupCommand.region(
      of: .random(in: 0..<4, using: &generator), segment: .random(in: 0..<4, using: &generator),
      base: 0x40 * .random(in: 0..<8, using: &generator), lines: .random(in: 0..<3, using: &generator),
      nonce: .random(in: 0..<2, using: &generator), flags: Bool.random(using: &generator) ? .defaultKey : [],
      key: randomKey(32, &generator))
    return command.with {
      $0.operation = SetupOperation(rawValue: [0, 0, 0, 0, 0, 0, 1, 2, 3].randomElement(using: &generator)!)
      $0.shareKey = shareKey
      $0.keySegment = .random(in: 0..<4, using: &generator)
    }
  }

  private func views(_ unit: EncryptionUnit) -> [AttributeView?] {
    (0..<unit.parameters.attributes).map { unit.view($0) }
  }

  private func randomKey(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  private func flip(_ bit: Int, of bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    result[bit / 8] ^= 1 << UInt8(bit % 8)
    return result
  }

  private func noBlockEqual(_ left: Line, _ right: Line) -> Bool {
    (0..<4).allSatisfy { left[2 * $0] != right[2 * $0] || left[2 * $0 + 1] != right[2 * $0 + 1] }
  }
}
