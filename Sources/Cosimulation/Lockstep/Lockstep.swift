import Reference
import Simulation

/// Hardware and golden model side by side: drives one simulated unit with a list of steps and compares every answer, every
/// transfer on the bus, the public view and the mode outputs with the golden model, cycle by cycle. The order of
/// handshakes is the order in which the golden model sees the operations (`docs/encryption-unit.md`, section 6).
///
/// With fuses the unit is a keyed one (`docs/key-entries.md`): it takes key commands too, and set-up commands reach the golden
/// model with their answers (`KeyedOrder.swift`).
public final class Lockstep {
  /// A unit that answers nothing for so many cycles hangs.
  private static let patience = 4_000

  let ports: UnitPorts
  private let simulator: Simulator
  var golden: EncryptionUnit
  let keys: KeyLockstep?
  private var bus: BusAgent
  private var environment: Environment
  private var generator: SeededGenerator

  var setupOffer = Offer<SetupCommand>()
  var setupExpected: SetupResponse?
  /// In a keyed unit a set-up command is taken after its answer.
  var setupIsAnswered = false
  private var modeOffer = Offer<ModeCommand>()
  var modeExpected: ModeResponse?
  private var lineOffer = Offer<LineOperation>()
  var line: LineProgress?
  private var storeOffered = false
  /// Words that the unit has taken of the write-back that is offered.
  private var wordsAhead = 0
  private var protocolCheck = ProtocolCheck()
  private var canaries = Canaries()
  private var quiet = 0
  var viewIndex = 0
  var expected: ExpectedOutputs
  var secrets: SecretWatch?
  var registerSearch: RegisterSearch?
  let searchesRegisters: Bool

  /// What was reached.
  public internal(set) var coverage = Coverage()
  /// Line requests that were answered.
  public private(set) var lines = 0
  /// The inputs of every cycle since creation, when they are recorded.
  public private(set) var recording: StimulusRecording?
  /// Called with every completed line: what was asked, what the golden model decided, what was delivered, and when.
  public var onLine: ((LineOperation, LineResponse, LineTiming) -> Void)?
  /// Called with every handshake of a line, in the order in which they happen.
  public var onTransfer: ((LineTransfer, _ cycle: Int) -> Void)?
  /// Called with the answer to every set-up command, and to every mode command.
  public var onSetup: ((SetupResponse) -> Void)?
  public var onMode: ((ModeResponse) -> Void)?
  /// Called with the answer to every key command, and the cycles from the last word of its entry to it.
  public var onKey: ((KeyResponse, _ cycles: Int) -> Void)?
  /// Words of registers and memories that were searched for secrets after key commands.
  public internal(set) var wordsSearched = 0

  /// - Parameters:
  ///   - model: the compiled `encryption_unit` or, with fuses, `keyed_encryption_unit`.
  ///   - fuses: what the fuses of a keyed unit hold.
  ///   - seed: of the timing, the initial register values and the memory's contents.
  ///   - mutant: the number of the defect to switch on, for a design with mutants (`Design.mutated`).
  ///   - recordsStimulus: whether to keep what the unit is driven with, in `recording`.
  public init(
    _ model: SimulationModel, parameters: Reference.UnitParameters, fuses: [UInt64]? = nil,
    environment: Environment = Environment(), seed: UInt64, memory: ExternalMemory? = nil, mutant: Int? = nil,
    recordsStimulus: Bool = false
  ) throws {
    simulator = try Simulator(model, initialState: .random(seed: seed))
    ports = try UnitPorts(simulator)
    keys = try fuses.map { [simulator] in try KeyLockstep(simulator, fuses: $0, domains: parameters.domains) }
    searchesRegisters = model.isSearchable
    if let mutant { try simulator.port("mutant", as: UInt16.self).value = UInt16(mutant) }
    golden = EncryptionUnit(parameters)
    expected = ExpectedOutputs(golden)
    self.environment = environment
    generator = SeededGenerator(seed: seed ^ 0x7469_6d69_6e67)
    bus = BusAgent(ports: ports, behaviour: environment.bus, memory: memory ?? ExternalMemory(seed: seed))
    if recordsStimulus { recording = StimulusRecording(model.design) }
    if let fuses { secrets = try SecretWatch(simulator, fuses: fuses) }
    try reset(golden: false)
  }

  /// Clock cycles so far.
  public var cycle: Int { simulator.cycle }

  /// The memory behind the bus.
  public var memory: ExternalMemory {
    get { bus.memory }
    set { bus.memory = newValue }
  }

  /// The public view of the attribute registers, as the golden model and the hardware agree on it.
  public var view: [AttributeView?] { expected.view }

  /// Records a waveform; the model must have been built with one.
  public func startWaveform(at path: String) throws(SimulationError) { try simulator.startWaveform(at: path) }
  public func stopWaveform() throws(SimulationError) { try simulator.stopWaveform() }

  /// Performs all steps and waits until everything has been answered.
  /// - Throws: the first difference; an assertion of the hardware that fails counts as one.
  public func run(_ steps: [Step]) throws(Mismatch) {
    // Asked in every cycle until a step is offered; the steps themselves are large.
    let places = steps.map(\.place)
    var next = 0
    do {
      while next < steps.count || isBusy {
        if next < steps.count, isFree(places[next]) {
          try offer(steps[next])
          next += 1
        }
        try clock()
      }
      // Nothing may stir when nothing was asked.
      for _ in 0..<3 { try clock() }
    } catch var mismatch as Mismatch {
      mismatch.cycle = cycle
      mismatch.step = max(0, next - 1)
      throw mismatch
    } catch {
      var mismatch = Mismatch("simulation", expected: "no error", found: error)
      mismatch.cycle = cycle
      mismatch.step = max(0, next - 1)
      throw mismatch
    }
  }

  private var isBusy: Bool {
    setupOffer.isPending || setupExpected != nil || keys?.isPending == true || isWaiting
  }

  /// Whether something is due soon. Set-up commands are not while an entry is being opened.
  private var isWaiting: Bool {
    modeOffer.isPending || modeExpected != nil || lineOffer.isPending || line != nil
      || keys?.inWork == nil && (setupOffer.isPending || setupExpected != nil)
  }

  /// Whether a step's port and its wish for quiet allow it to be offered now.
  private func isFree(_ place: Step.Place) -> Bool {
    switch place.port {
    case .reset: true
    case .setup: !setupOffer.isPending && (place.overlaps || !isBusy)
    case .key: keys?.isPending != true && (place.overlaps || !isBusy)
    case .mode: !modeOffer.isPending && (place.overlaps || !isBusy)
    case .line: !lineOffer.isPending && (place.overlaps || !isBusy)
    }
  }

  private func offer(_ step: Step) throws {
    switch step.operation {
    case .setup(let command):
      setupOffer.make(command, after: step.delay)
      ports.drive(command)
    case .key(let command):
      guard let keys else { throw Mismatch("key command", expected: "a unit with fuses", found: "none") }
      keys.make(command, after: step.delay)
    case .mode(let command):
      modeOffer.make(command, after: step.delay)
      ports.drive(command)
      secrets?.give(command)
    case .line(let operation):
      lineOffer.make(operation, after: step.delay)
      ports.drive(operation.request)
      secrets?.give(operation.request.physicalLine << 6)
    case .reset(let after):
      for _ in 0..<after { try clock() }
      coverage.noteReset(line: line, opening: keys?.inWork)
      try reset(golden: true)
    }
  }

  private func reset(golden resetsModel: Bool) throws(SimulationError) {
    setupOffer.end()
    setupExpected = nil
    setupIsAnswered = false
    keys?.reset(golden: resetsModel)
    modeOffer.end()
    modeExpected = nil
    lineOffer.end()
    line = nil
    storeOffered = false
    wordsAhead = 0
    quiet = 0
    protocolCheck = ProtocolCheck()
    for port in [ports.setupValid, ports.modeValid, ports.requestValid, ports.storeValid] { port.value = false }
    bus.reset()
    ports.reset.value = true
    try tick()
    try tick()
    ports.reset.value = false
    if resetsModel { golden.reset() }
    expected = ExpectedOutputs(golden)
  }

  // MARK: One clock cycle

  private func tick() throws(SimulationError) {
    recording?.append(simulator)
    let fuse = keys?.fuseAddress
    try simulator.tick()
    if let fuse { keys?.driveFuse(fuse) }
  }

  private func clock() throws {
    driveInputs()
    try simulator.settle()
    try protocolCheck.check(ports)
    if let keys { try followKeys(keys) }
    try compareOutputs()
    try sampleOffers()
    // The bus first: a word that passes unchanged is answered in the cycle in which it arrives.
    bus.sample(&generator)
    for event in bus.events { try compare(event) }
    try sampleAnswers()
    if let keys { try sampleKeys(keys, simulator) }
    try tick()
    if let search = registerSearch { try finish(search) }
    quiet = isWaiting ? quiet + 1 : 0
    if quiet > Self.patience {
      throw Mismatch("progress", expected: "an answer", found: "none for \(quiet) cycles")
    }
  }

  private func driveInputs() {
    ports.setupValid.value = setupOffer.advance()
    ports.modeValid.value = modeOffer.advance()
    ports.requestValid.value = lineOffer.advance()
    if !storeOffered, let word = nextStoreWord, generator.chance(environment.storeValid) {
      storeOffered = true
      ports.storeData.value = word
    }
    ports.storeValid.value = storeOffered
    let ready = environment.responseReady
    ports.responseReady.value = generator.chance(ready)
    ports.modeResponseReady.value = generator.chance(ready)
    ports.setupResponseReady.value = generator.chance(ready)
    keys?.drive(&generator, environment)
    bus.drive(&generator)
    ports.viewIndex.value = UInt8(viewIndex)
  }

  /// The word that the core has ready for the store port: of the write-back in progress or else, before its request has
  /// been taken, of the next, of which the unit may take words, too.
  private var nextStoreWord: UInt64? {
    if let line, line.needsStore { return line.operation.data[line.wordsStored] }
    guard lineOffer.isPending, let next = lineOffer.command, next.request.kind == .writeBack else { return nil }
    return wordsAhead < 8 ? next.data[wordsAhead] : nil
  }

  /// Handshakes of requests and commands, in the order in which they take effect within a cycle.
  private func sampleOffers() throws {
    if ports.requestValid.value, ports.requestReady.value, let operation = lineOffer.command {
      if line != nil { throw Mismatch("order", expected: "one line at a time", found: "a request") }
      if setupExpected != nil { throw Mismatch("order", expected: "the set-up response first", found: "a request") }
      let progress = try LineProgress(operation, golden: golden, memory: bus.memory, cycle: cycle)
      coverage.note(progress, golden: golden, overlapsMode: modeOffer.isPending || modeExpected != nil)
      if keys?.inWork != nil { coverage.hit(.lineWhileEntryOpens) }
      canaries.add(progress)
      bus.error = operation.fault
      line = progress
      line?.wordsStored = wordsAhead
      wordsAhead = 0
      lineOffer.end()
      quiet = 0
      onTransfer?(.request, cycle)
    }
    if ports.modeValid.value, ports.modeReady.value, let command = modeOffer.command {
      if modeExpected != nil || setupExpected != nil {
        throw Mismatch("order", expected: "the response to the command before", found: "a mode command")
      }
      let before = golden.modeStates[golden.runningDomain]
      let answer = golden.mode(command)
      expected = ExpectedOutputs(golden)
      coverage.note(command, answer, before: before, golden: golden)
      if keys?.inWork != nil { coverage.hit(.modeWhileEntryOpens) }
      modeExpected = answer
      modeOffer.end()
      quiet = 0
    }
    if ports.setupValid.value, ports.setupReady.value, keys != nil {
      try finishSetup()
    } else if ports.setupValid.value, ports.setupReady.value, let command = setupOffer.command {
      if line != nil || modeExpected != nil || setupExpected != nil {
        throw Mismatch("order", expected: "set-up only while nothing else is in progress", found: "a handshake")
      }
      let answer = try golden.setup(command)
      expected = ExpectedOutputs(golden)
      coverage.note(command, answer, golden: golden)
      setupExpected = answer
      setupOffer.end()
      quiet = 0
    }
    if storeOffered, ports.storeReady.value {
      let isAhead = line?.needsStore != true
      let mayBeAhead = ports.requestValid.value && lineOffer.command?.request.kind == .writeBack
      if isAhead, !mayBeAhead || line?.isWriteBack != false {
        throw Mismatch("store port", expected: "not ready", found: "ready")
      }
      let index = isAhead ? wordsAhead : line?.wordsStored ?? 0
      onTransfer?(.storeWord(index: index, data: ports.storeData.value), cycle)
      if isAhead {
        wordsAhead += 1
        coverage.hit(.writeBackAhead)
      } else {
        line?.wordsStored += 1
      }
      storeOffered = false
      quiet = 0
    }
  }

  private func sampleAnswers() throws(Mismatch) {
    if ports.responseValid.value, ports.responseReady.value {
      guard line != nil else { throw Mismatch("response", expected: "none", found: "a word") }
      try line?.answer(
        data: ports.responseData.value, last: ports.responseLast.value, status: ports.responseStatus.value,
        protected: ports.responseProtected.value, attribute: ports.responseAttribute.value, cycle: cycle)
      quiet = 0
      if let onTransfer, let line {
        onTransfer(.answerWord(index: line.wordsAnswered - 1, data: ports.responseData.value), cycle)
      }
      if let done = line, done.isComplete {
        if done.isWriteBack, done.wordsStored != 8 {
          throw Mismatch("words taken from the store port", expected: 8, found: done.wordsStored)
        }
        lines += 1
        onLine?(done.operation, done.answer, done.timing)
        line = nil
      }
    }
    if ports.modeResponseValid.value, ports.modeResponseReady.value {
      guard let expected = modeExpected else { throw Mismatch("mode response", expected: "none", found: "one") }
      let found = (
        ports.modeResponseStatus.value, ports.modeResponseEncrypted.value, Int(ports.modeResponseAttribute.value),
        ports.modeResponsePC.value
      )
      if found != (expected.status.rawValue, expected.encrypted, expected.attribute, expected.pc) {
        throw Mismatch("mode response", expected: expected, found: found)
      }
      modeExpected = nil
      quiet = 0
      onMode?(expected)
    }
    if ports.setupResponseValid.value, ports.setupResponseReady.value {
      guard let expected = setupExpected else { throw Mismatch("set-up response", expected: "none", found: "one") }
      let found = (ports.setupResponseStatus.value, Int(ports.setupResponseAttribute.value))
      if found != (expected.status.rawValue, expected.attribute) {
        throw Mismatch("set-up response", expected: expected, found: found)
      }
      setupExpected = nil
      setupIsAnswered = keys != nil
      quiet = 0
      onSetup?(expected)
    }
  }

  private func compare(_ event: BusEvent) throws(Mismatch) {
    quiet = 0
    if case .writeBeat(_, let data, _, _) = event, canaries.contains(data) {
      throw Mismatch("canary", expected: "no plaintext of an encrypted region on the bus", found: hexadecimal(data))
    }
    guard let line else { throw Mismatch("bus activity", expected: "none", found: event) }
    try line.note(event, cycle: cycle)
    report(event)
  }

  private func report(_ event: BusEvent) {
    guard let onTransfer else { return }
    switch event {
    case .readAddress, .writeAddress: onTransfer(.address, cycle)
    case .readBeat(let index): onTransfer(.readBeat(index: index, data: ports.axiRData.value), cycle)
    case .writeBeat(let index, let data, _, _): onTransfer(.writeBeat(index: index, data: data), cycle)
    case .writeResponse: onTransfer(.writeResponse, cycle)
    }
  }
}
