import Hardware
import Reference
import Simulation

/// The golden hart beside the processor: every instruction that retires is executed by both, and compared.
///
/// Every line that the hardware writes to memory has to be what the golden hart has there: ciphertext, where a region is.
///
/// What depends on cycles comes from the hardware: when an interrupt is taken, what devices answer, and the values of `time`,
/// `cycle` and `mip`.
final class ProcessorLockstep {
  /// An instruction after which the two differ.
  struct Difference: Sendable, CustomStringConvertible {
    let hardware: String
    let golden: String
    /// The instructions before it, on which they agree.
    let history: [String]

    var description: String {
      (history + ["hardware: \(hardware)", "golden:   \(golden)"]).joined(separator: "\n")
    }
  }

  let hart: Hart
  private(set) var coverage = ProcessorCoverage()
  private let devices = ReplayedDevices()
  private let ports: ProcessorPorts
  private var history: [Retirement] = []
  /// The source of random bits, until it has given those of the key under which contexts are sealed.
  private var randomSource: Reference.RandomSource? = RandomSource(
    minEntropy: NoiseParameters.standard.minEntropy, falseAlarm: 0x1p-30, requestsPerSeed: 1)
  private var sealedWatch = SealedWatch()
  /// The interrupt inputs since the last instruction, between it and the one before, and between that and the one before.
  private var recentLines: [[UInt8]] = [[0], [], []]
  private static let historyLength = 12
  /// Lines that were written and are not what the golden hart has, with the instructions for which that may last: a store
  /// may be on its way back to memory when its instruction has not retired.
  private var early: [(address: UInt32, line: [UInt64], instructions: Int)] = []

  init(
    _ ports: ProcessorPorts, memory: Int, fuses: [UInt64], unit: Reference.UnitParameters, compressed: Bool
  ) {
    self.ports = ports
    hart = Hart(memory: PhysicalMemory(size: memory), fuses: fuses, unit: unit, compressed: compressed)
    hart.memory.attach(devices, at: AddressMap.Place(base: 0, bytes: AddressMap.mainMemory))
    hart.advancesTime = false
  }

  /// Compares what happens in this cycle; nil when there is no difference.
  func compare() -> Difference? {
    let lines = ports.interrupts.value
    if recentLines[0].last != lines { recentLines[0].append(lines) }
    if ports.interruptValid.value {
      let expected = expectedInterrupts
      guard let cause = InterruptCause(rawValue: UInt32(ports.interruptCause.value)), expected.contains(cause) else {
        let golden = expected.map { "\($0)" }.sorted().joined(separator: " or ")
        return difference("interrupt \(ports.interruptCause.value)", "interrupt \(golden.isEmpty ? "none" : golden)")
      }
      coverage.count(cause, isEncrypted: hart.encryptionUnit.runningMode.isEncrypted)
      hart.take(cause)
    }
    guard ports.valid.value else { return nil }
    let shown = ports.retirement
    devices.answer = ports.trap.value ? nil : ports.read.value
    hart.interruptInputs = Self.pending(lines)
    recentLines = [[lines], recentLines[0], recentLines[1]]
    var expected = hart.step()
    if let spilled = hart.lastSpilled { sealedWatch.watch(spilled) }
    if let failure = hart.failure { return difference("\(shown)", "cannot go on: \(failure)") }
    expected.order = shown.order
    if Self.dependsOnCycles(shown.encoding), expected.trap == nil, expected.destination == shown.destination {
      hart[register: shown.destination] = shown.value
      expected.value = shown.value
    }
    if let line = stillEarly() { return line }
    if let leak = sealedWatch.leak { return difference(leak, "a sealed context") }
    guard expected == shown else { return difference("\(shown)", "\(expected)") }
    coverage.count(expected, isAutomatic: hart.encryptionUnit.modeStates[expected.domain].automatic)
    history.append(expected)
    if history.count > Self.historyLength { history.removeFirst() }
    return nil
  }

  /// The hardware wrote a line to memory.
  func wrote(_ address: UInt32, _ line: UnsafePointer<UInt64>) {
    let words = (0..<8).map { line[$0] }
    sealedWatch.wrote(address, words)
    if words != golden(address) { early.append((address, words, 4)) }
  }

  /// A sample of the noise has come. The first random bits that it leads to are those of the key under which contexts are sealed.
  func sampled(_ sample: Bool, forSeed: Bool) {
    guard var source = randomSource else { return }
    do throws(CipherError) {
      try source.take(sample, forSeed: forSeed)
      randomSource = source
      guard forSeed, let first = try source.next() else { return }
      var key = littleEndian(first)
      for _ in 1..<8 { key += littleEndian(try source.next() ?? 0) }
      hart.sealingKey = key
    } catch {
      // Without a key the golden hart refuses, and that shows.
    }
    randomSource = nil
  }

  private func golden(_ address: UInt32) -> [UInt64]? {
    guard let bytes = hart.memory.bytes(at: address, count: 64) else { return nil }
    return (0..<8).map { word in bytes[8 * word..<8 * word + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private func stillEarly() -> Difference? {
    guard !early.isEmpty else { return nil }
    for index in early.indices { early[index].instructions -= 1 }
    early.removeAll { golden($0.address) == $0.line }
    guard let late = early.first(where: { $0.instructions == 0 }) else { return nil }
    func text(_ words: [UInt64]?) -> String { words.map { "\($0.map { hexadecimal($0) })" } ?? "nothing" }
    let place = "line \(hexadecimal(UInt64(late.address)))"
    return difference("\(place) \(text(late.line))", "\(place) \(text(golden(late.address)))")
  }

  private func difference(_ hardware: String, _ golden: String) -> Difference {
    Difference(hardware: hardware, golden: golden, history: history.map { "\($0)" })
  }

  /// What may be taken: the pipeline has decided for an interrupt some instructions before it takes it.
  private var expectedInterrupts: Set<InterruptCause> {
    var found: Set<InterruptCause> = []
    for lines in recentLines.joined() {
      hart.interruptInputs = Self.pending(lines)
      if let interrupt = hart.pendingInterrupt { found.insert(interrupt) }
    }
    return found
  }

  /// MSIP, MTIP, MEIP and SEIP as bits of `mip`.
  private static func pending(_ lines: UInt8) -> UInt32 {
    let lines = UInt32(lines)
    return (lines & 1) << 3 | (lines >> 1 & 1) << 7 | (lines >> 2 & 1) << 11 | (lines >> 3 & 1) << 9
  }

  /// Reads of `mip`, `sip`, of the counters of cycles and time, and of `seed`.
  private static func dependsOnCycles(_ encoding: UInt32) -> Bool {
    guard encoding & 0x7f == 0x73, encoding >> 12 & 3 != 0 else { return false }
    return [0x015, 0x344, 0x144, 0xb00, 0xb80, 0xc00, 0xc01, 0xc80, 0xc81].contains(encoding >> 20)
  }
}

/// Devices that answer what those of the hardware did.
private final class ReplayedDevices: Device {
  /// The word that the hardware read, from bit 0 on; nil for an access fault.
  var answer: UInt32?

  func read(_ offset: UInt32, bytes: Int) -> UInt32? { answer }
  func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool { answer != nil }
}
