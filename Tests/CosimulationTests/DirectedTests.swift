import Cosimulation
import Hardware
import Reference
import Simulation
import Testing

/// Short stories through the hardware, each of a mechanism that random stimulus covers but does not show.
@Suite struct DirectedTests {
  private let key = (0..<32).map { UInt8($0 * 7 + 1) }

  private func lockstep(_ point: DesignPoint = .minimal) throws -> Lockstep {
    try Lockstep(SimulationModel(point.design()), parameters: point.reference, seed: 1)
  }

  private func install(
    domain: Int, base: UInt32, lines: UInt64 = 4, rights: Rights = [.read, .write], flags: RegionFlags = [.plainAccess]
  ) -> Step {
    Step(
      .setup(
        SetupCommand(
          .install, domain: domain, segment: 1, base: base, bound: lines * 64, algorithm: 1, nonce: 5, rights: rights,
          flags: flags, key: key)))
  }

  private func select(_ domain: Int) -> Step { Step(.mode(ModeCommand(.select, domain: domain))) }

  private func load(domain: Int, line: UInt32, physical: UInt32) -> Step {
    Step(.line(LineOperation(LineRequest(.load, domain: domain, virtualLine: line, physicalLine: physical))))
  }

  private func writeBack(domain: Int, line: UInt32, physical: UInt32, attribute: Int, _ data: Line) -> Step {
    Step(
      .line(
        LineOperation(
          LineRequest(
            .writeBack, domain: domain, virtualLine: line, physicalLine: physical,
            identity: LineIdentity(protected: true, attribute: attribute)), data: data)))
  }

  /// SF-77, SF-82: one physical line, two virtual addresses, one key; a third process and the memory see ciphertext.
  @Test func twoProcessesShareALineAtDifferentAddresses() throws {
    let lockstep = try lockstep()
    var answers: [Int: Line] = [:]
    lockstep.onLine = { operation, answer, _ in
      if operation.request.kind == .load { answers[operation.request.domain] = answer.line }
    }
    var generator = SeededGenerator(seed: 3)
    let secret = Line.random(using: &generator)
    try lockstep.run([
      install(domain: 1, base: 0x4000), install(domain: 2, base: 0x9000),
      select(1), writeBack(domain: 1, line: 0x4000 / 64 + 2, physical: 7, attribute: 0, secret),
      select(2), load(domain: 2, line: 0x9000 / 64 + 2, physical: 7),
      select(3), load(domain: 3, line: 0x4000 / 64 + 2, physical: 7),
    ])
    #expect(answers[2] == secret)
    #expect(answers[3] != secret)
    #expect(answers[3] == lockstep.memory[7])
  }

  /// SF-31: the operating system may move a line to another frame.
  @Test func aMovedPageStillDecrypts() throws {
    let lockstep = try lockstep()
    var last: Line?
    lockstep.onLine = { _, answer, _ in last = answer.line }
    var generator = SeededGenerator(seed: 4)
    let secret = Line.random(using: &generator)
    try lockstep.run([
      install(domain: 1, base: 0x4000), select(1),
      writeBack(domain: 1, line: 0x101, physical: 7, attribute: 0, secret),
    ])
    lockstep.memory[99] = lockstep.memory[7]
    try lockstep.run([load(domain: 1, line: 0x101, physical: 99)])
    #expect(last == secret)
  }

  /// Section 6 of the architecture: a region that ended is gone; a register that is used again does not serve old lines.
  @Test func aClearedRegionsLinesAreRefused() throws {
    let lockstep = try lockstep()
    var statuses: [LineStatus] = []
    lockstep.onLine = { _, answer, _ in statuses.append(answer.status) }
    try lockstep.run([
      install(domain: 1, base: 0x4000), select(1),
      Step(.setup(SetupCommand(.clear, domain: 1, segment: 1))),
      writeBack(domain: 1, line: 0x101, physical: 7, attribute: 0, .zero),
      install(domain: 2, base: 0x4000),
      writeBack(domain: 1, line: 0x101, physical: 7, attribute: 0, .zero),
    ])
    #expect(statuses == [.noRegion, .wrongDomain])
    #expect(lockstep.memory.written.isEmpty)
  }

  /// A region ends where the address space ends, and a default-key entry is all of it: the last line counts from each
  /// one's own base.
  @Test func theLastLineOfTheAddressSpaceBelongsToItsRegion() throws {
    let lockstep = try lockstep()
    var identities: [LineIdentity] = []
    lockstep.onLine = { _, answer, _ in identities.append(answer.identity) }
    var setups: [SetupResponse] = []
    lockstep.onSetup = { setups.append($0) }
    let everything = SetupCommand(
      .install, domain: 1, segment: 2, base: 0, bound: 1 << 32, algorithm: 1, nonce: 5, rights: [.read],
      flags: [.defaultKey], shareKey: true, keySegment: 1, keyBytes: 0)
    var otherNonce = everything
    otherNonce.nonce = 6
    let last: UInt32 = 1 << 26 - 1
    func load(_ line: UInt32) -> Step {
      Step(.line(LineOperation(LineRequest(.load, encrypted: true, domain: 1, virtualLine: line, physicalLine: 9))))
    }
    try lockstep.run([
      install(domain: 1, base: 0xffff_ff00), Step(.setup(everything)), Step(.setup(otherNonce)), select(1),
      load(last), load(last - 4), load(0),
    ])
    #expect(setups.map(\.status) == [.ok, .nonceReused, .ok])
    #expect(
      identities == [
        LineIdentity(protected: true, attribute: 0), LineIdentity(protected: true, attribute: 1),
        LineIdentity(protected: true, attribute: 1),
      ])
  }

  /// Cycles of one line as `docs/performance.md` quotes them: bus without delays.
  @Test func theFastPointDeliversWithinSixCycles() throws {
    let lockstep = try lockstep(.fast)
    var timings: [LineTiming] = []
    lockstep.onLine = { operation, _, timing in if operation.request.kind == .load { timings.append(timing) } }
    try lockstep.run(
      [install(domain: 1, base: 0x4000), select(1)] + (0..<4).map { load(domain: 1, line: 0x100 + $0, physical: $0) })
    #expect(timings.count == 4)
    for timing in timings { #expect(timing.lastWord - timing.lastBeat <= 6) }
  }
}
