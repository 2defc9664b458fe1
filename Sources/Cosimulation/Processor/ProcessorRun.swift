import Hardware
import Reference
import Simulation

/// A program on the hardware of the processor, in simulation, with or without the golden hart beside it.
public final class ProcessorRun {
  /// How a run ended.
  public enum Outcome: Sendable {
    /// The program wrote an exit code.
    case finished(Int)
    /// The limit of cycles was reached.
    case limit
    /// The golden hart did something else; the text says what, with the instructions before.
    case difference(String)
    /// Plaintext of a region was on the bus or on its way to the medium; the text says where.
    case leak(String)
  }

  /// What a run consisted of.
  public struct Statistics: Sendable {
    public var cycles: UInt64 = 0
    /// Instructions that retired or trapped.
    public var instructions: UInt64 = 0
    /// Lines that crossed the bus.
    public var linesRead = 0
    public var linesWritten = 0
    /// Lines that the level-2 cache gave to the encryption unit, from memory or not; 0 without one.
    public var levelTwoReads = 0

    /// What there was after an earlier point of the same run.
    public static func - (whole: Statistics, before: Statistics) -> Statistics {
      Statistics(
        cycles: whole.cycles - before.cycles, instructions: whole.instructions - before.instructions,
        linesRead: whole.linesRead - before.linesRead, linesWritten: whole.linesWritten - before.linesWritten,
        levelTwoReads: whole.levelTwoReads - before.levelTwoReads)
    }
  }

  public private(set) var statistics = Statistics()
  /// What there was of it before the first instruction in encrypted mode: set-up.
  public private(set) var beforeEncryption: Statistics?
  /// Privilege of the instruction that retired last.
  public private(set) var lastPrivilege = Privilege.machine
  /// Words of plaintext that must not cross the bus or go to the medium; the first that does ends the run.
  public var plaintextWords: Set<UInt64> = [] {
    didSet { watchBus() }
  }
  private var watchesKeys = false
  private weak var recorder: SystemRecorder?
  /// Address of a word through which a program says that it has ended: `docs/core.md`.
  public var toHost: UInt32?
  /// Receives every instruction that retires or traps.
  public var trace: ((Retirement) -> Void)?
  /// Receives what the processor is driven with, when there is one of its design.
  var recording: StimulusRecording?
  /// What was executed, when the golden hart ran beside the hardware.
  public var coverage: ProcessorCoverage { lockstep?.coverage ?? ProcessorCoverage() }
  /// Interrupts of the timer that supervisor mode has taken, by the golden hart.
  var timerInterrupts: UInt64 { lockstep?.hart.timerInterrupts ?? 0 }
  let ports: ProcessorPorts
  private let bus: ProcessorBus
  private let levelTwo: LevelTwoWatch?
  private let mediumPort: MediumPort
  private let lockstep: ProcessorLockstep?
  private let fuses: [UInt64]
  private var fuseAddress: UInt8 = 0
  private var noise: SeededGenerator
  private var serialLine: SerialLine
  private let output: (UInt8) -> Void
  private var lastRetired = Statistics()
  private var leak: String?

  /// - Parameters:
  ///   - model: of `processor_system`.
  ///   - memory: bytes of main memory, a multiple of 4096.
  ///   - latency: cycles from a read address on the bus to the first beat.
  ///   - fuses: the identity of the processor; without one it takes no key entry.
  ///   - unit: the tables of its encryption unit.
  ///   - compressed: whether it has extension C.
  ///   - medium: of the block device.
  ///   - isCompared: whether the golden hart runs beside it.
  ///   - waveform: file to record, for a model built with waveforms.
  ///   - seed: of the noise source, and of what registers and memories hold before reset.
  ///   - initialState: what they hold instead: with zeros, a replay of the recording elsewhere takes the same way.
  ///   - mutant: the defect to switch on, for a design with mutants.
  ///   - output: receives the bytes that programs send over the serial port.
  public init(
    _ model: SimulationModel, memory: Int, latency: Int = 20, fuses: [UInt64] = [],
    unit: Reference.UnitParameters = .standard, compressed: Bool = false, medium: any Medium = NoMedium(),
    isCompared: Bool = true,
    serialDivisor: Int = 1, waveform: String? = nil, seed: UInt64 = 1,
    initialState: Simulator.InitialState? = nil, mutant: Int? = nil,
    output: @escaping (UInt8) -> Void
  ) throws {
    let simulator = try Simulator(model, initialState: initialState ?? .random(seed: seed))
    if let waveform { try simulator.startWaveform(at: waveform) }
    if let mutant { try simulator.port("mutant", as: UInt16.self).value = UInt16(mutant) }
    ports = try ProcessorPorts(simulator)
    bus = ProcessorBus(ports, memory: PhysicalMemory(size: memory), latency: latency)
    levelTwo = try LevelTwoWatch(simulator, memory: bus.memory)
    mediumPort = MediumPort(ports, medium: medium, latency: latency)
    lockstep =
      isCompared ? ProcessorLockstep(ports, memory: memory, fuses: fuses, unit: unit, compressed: compressed) : nil
    self.fuses = fuses
    noise = SeededGenerator(seed: seed)
    serialLine = SerialLine(cyclesPerBit: 16 * serialDivisor)
    self.output = output
    watchBus()
    ports.receiveLine.value = true
    ports.fuse.value = fuses.first ?? 0
    ports.noiseValid.value = true
  }

  /// Makes such words of every key in the key store of the golden hart, and of what is secret of the powers that it
  /// computes, and of what programs declare to be secret. What a process gives a system call as a name is none.
  func watchSecrets() {
    watchesKeys = true
    lockstep?.hart.didCall = { [unowned self] in plaintextWords.remove(shownWord($0, $1)) }
    lockstep?.hart.didExponentiate = { [unowned self] in
      plaintextWords.formUnion(secretWords($0, $1, $2))
      recorder?.exponentiated($0, $1, $2)
    }
    lockstep?.hart.didDeclareSecret = { [unowned self] in
      plaintextWords.formUnion(secretWords($0))
      recorder?.declared($0)
    }
  }

  /// Records the run, by what the golden hart does and what goes over the bus; nil without the golden hart.
  ///
  /// - Parameter names: of the processes that run.
  func record(names: [String]) -> SystemRecorder? {
    guard let hart = lockstep?.hart else { return nil }
    let recorder = SystemRecorder(hart, names: names) { [unowned self] in statistics.cycles }
    bus.begins = { [unowned recorder] in recorder.transferred($0, isWrite: $1) }
    self.recorder = recorder
    return recorder
  }

  private func watchBus() {
    let (lockstep, words) = (lockstep, plaintextWords)
    let compare = lockstep.map { lockstep in { lockstep.wrote($0, $1) } }
    guard !words.isEmpty else {
      watchLines(written: compare, read: nil)
      mediumPort.mayWrite = nil
      return
    }
    watchLines(
      written: { [unowned self] address, line in
        compare?(address, line)
        look(for: words, in: line, "written to", address)
      }, read: { [unowned self] address, line in look(for: words, in: line, "read from", address) })
    mediumPort.mayWrite = { [unowned self] sector, bytes in
      look(for: words, in: sector, bytes)
      return leak == nil
    }
  }

  /// Looks at lines where they leave and enter the encryption unit: on the bus, or at the level-2 cache.
  private func watchLines(
    written: ((UInt32, UnsafePointer<UInt64>) -> Void)?, read: ((UInt32, UnsafePointer<UInt64>) -> Void)?
  ) {
    guard let levelTwo else {
      bus.written = written
      bus.willRead = read
      return
    }
    bus.written = { levelTwo.wroteBack($0, $1) }
    levelTwo.written = written
    levelTwo.didRead = read
  }

  private func look(
    for words: Set<UInt64>, in line: UnsafePointer<UInt64>, _ direction: String, _ address: UInt32
  ) {
    guard leak == nil, let beat = (0..<8).first(where: { words.contains(line[$0]) }) else { return }
    let place = "0x" + String(address + UInt32(8 * beat), radix: 16)
    leak = "plaintext of a region was \(direction) memory at \(place), in cycle \(statistics.cycles)"
  }

  private func look(for words: Set<UInt64>, in sector: UInt32, _ bytes: [UInt8]) {
    let place = stride(from: 0, to: bytes.count, by: 8).first { start in
      words.contains(littleEndian(bytes[start..<start + 8]))
    }
    guard leak == nil, let place else { return }
    leak =
      "plaintext of a region was to be written to the medium, sector \(sector), byte \(place), in cycle \(statistics.cycles)"
  }

  /// Puts bytes into main memory or the boot ROM; false where there is no memory for all of them.
  public func load(_ bytes: [UInt8], at address: UInt32) -> Bool {
    if let lockstep, !lockstep.hart.memory.load(bytes, at: address) { return false }
    return bus.memory.load(bytes, at: address)
  }

  /// Inverts bits of a byte that the hardware sees, and not the golden hart: for tests of the comparison.
  package func damage(at address: UInt32, _ bits: UInt8) {
    guard let bytes = bus.memory.bytes(at: address, count: 1) else { return }
    _ = bus.memory.load([bytes[0] ^ bits], at: address)
  }

  /// Instructions for the reset vector that jump to an address, with register t0.
  public static func boot(to address: UInt32) -> [UInt8] {
    let upper = (address &+ 0x800) & 0xffff_f000
    let lower = address &- upper
    let words: [UInt32] = [upper | 5 << 7 | 0x37, lower << 20 | 5 << 15 | 0x67]
    return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  /// Resets the processor and runs until the program ends.
  ///
  /// - Throws: `SimulationError`, also when a property of the hardware does not hold.
  public func run(limit: UInt64) throws -> Outcome {
    let simulator = ports.simulator
    ports.reset.value = true
    for _ in 0..<4 { try tick() }
    ports.reset.value = false
    try simulator.evaluate()
    while statistics.cycles < limit {
      let code = ports.valid.value ? retired() : nil
      if let difference = lockstep?.compare() { return .difference("\(difference)") }
      try cycle()
      statistics.cycles += 1
      if let leak { return .leak(leak) }
      if let problem = levelTwo?.problem { return .difference(problem) }
      if let code { return try drain(code) }
      if ports.finished.value { return try drain(Int(ports.exitCode.value)) }
    }
    return .limit
  }

  /// An instruction retires or traps; the exit code if it writes one to `toHost`.
  private func retired() -> Int? {
    // Up to the instruction before.
    if beforeEncryption == nil, ports.encrypted.value { beforeEncryption = lastRetired }
    lastPrivilege = Privilege(rawValue: ports.mode.value) ?? .user
    statistics.instructions += 1
    (statistics.linesRead, statistics.linesWritten) = (bus.reads, bus.writes)
    statistics.levelTwoReads = levelTwo?.linesRead ?? 0
    lastRetired = statistics
    if watchesKeys, statistics.instructions % 1000 == 0, let words = lockstep?.hart.keyWords {
      if !words.isSubset(of: plaintextWords) { plaintextWords.formUnion(words) }
    }
    if let trace { trace(ports.retirement) }
    guard let toHost, ports.writeMask.value != 0, ports.address.value == toHost else { return nil }
    let word = ports.written.value
    return word & 1 == 1 ? Int(word >> 1) : nil
  }

  /// What was sent last is still on the line.
  private func drain(_ code: Int) throws -> Outcome {
    var quiet = 0
    while quiet < 20 * serialLine.cyclesPerBit {
      quiet = ports.sendLine.value ? quiet + 1 : 0
      try cycle()
    }
    return .finished(code)
  }

  private func tick() throws(SimulationError) {
    recording?.append(ports.simulator)
    try ports.simulator.tick()
  }

  /// A clock cycle of the processor and what is connected to it.
  private func cycle() throws {
    if let byte = serialLine.sample(ports.sendLine.value) { output(byte) }
    levelTwo?.sample()
    let change = bus.transfer()
    let mediumChange = mediumPort.transfer()
    let address = ports.fuseAddress.value
    ports.noise.value = noise.next() >> 63 == 1
    lockstep?.sampled(ports.noise.value, forSeed: ports.seedGathering.value)
    try tick()
    guard change != nil || mediumChange != nil || address != fuseAddress else { return }
    change?()
    mediumChange?()
    if address != fuseAddress {
      fuseAddress = address
      ports.fuse.value = Int(address) < fuses.count ? fuses[Int(address)] : 0
    }
    try ports.simulator.evaluate()
  }
}
