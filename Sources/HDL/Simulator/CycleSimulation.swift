/// A design that runs in this process, cycle by cycle, with ports by name. `CycleSimulator` gives the same with Swift's
/// types.
///
/// Inputs keep what they were last set to. `tick()` is one clock cycle: everything is computed from inputs and state,
/// assertions are checked, and then registers and memories change. Registers and memories start at zero unless a random
/// start is asked for, and inputs at zero. Names lead into instances with points: `lane_0.state`.
///
/// What it computes is what the emitted Verilog says, in two values: there is no x. A memory that is read beyond its depth
/// gives zero, where Verilog gives x.
public final class CycleSimulation {
  /// What registers and memories hold before anything is written to them.
  public enum Start: Sendable {
    /// Zeros; a memory with initial contents holds those.
    case zero
    /// Reproducible random contents, those of registers with a reset too: nothing may rely on them before reset.
    case random(seed: UInt64)
  }

  let compiled: CompiledDesign
  let machine: Machine
  /// Whether outputs, next values and properties belong to the present inputs and state.
  private var isComputed = false
  /// Whether everything else does, too.
  private var isInspected = false
  private var refusal: CycleSimulationError?
  private var signals: [String: SimulatedSignal] = [:]
  /// The nodes that key paths led to. They are kept: their identity is the key.
  private var places: [Place: (node: Node, signal: SimulatedSignal)] = [:]
  private var counts: [Int]
  /// Clock cycles of every domain.
  private var cycles: [Int]
  var waveform: Waveform?

  /// Calls of `tick` since the start.
  public private(set) var cycle = 0

  /// Compiles a design and starts it.
  ///
  /// - Throws: `CycleSimulationError.blackBox` when it contains one without a model.
  public convenience init(_ design: Design, start: Start = .zero) throws(CycleSimulationError) {
    self.init(try CompiledDesign(design), start)
  }

  /// Starts another simulation of the same design, which need not be compiled again.
  public convenience init(sharing other: CycleSimulation, start: Start = .zero) { self.init(other.compiled, start) }

  private init(_ compiled: CompiledDesign, _ start: Start) {
    self.compiled = compiled
    machine = Machine(image: compiled.image)
    counts = Array(repeating: 0, count: compiled.properties.count)
    cycles = Array(repeating: 0, count: compiled.domains.count)
    if case .random(let seed) = start { machine.randomize(compiled, seed: seed) }
  }

  deinit { machine.deallocate() }

  // MARK: Time

  /// Runs `count` clock cycles, in each of which every clock of the design has its edge.
  ///
  /// - Throws: `CycleSimulationError.assertion` for a cycle in which a property does not hold, after that cycle: the
  ///   simulation may go on. What was refused since the last cycle is thrown before it.
  public func tick(_ count: Int = 1) throws(CycleSimulationError) {
    for _ in 0..<count { try step(compiled.domains.indices) }
  }

  /// Runs one cycle in which only the given clocks have their edges.
  ///
  /// - Throws: as `tick()`, and `.unknownName` for a clock that the design does not have.
  public func tick(_ domain: ClockDomain, _ others: ClockDomain...) throws(CycleSimulationError) {
    try tick([domain] + others)
  }

  /// Runs one cycle in which only the given clocks have their edges.
  ///
  /// - Throws: as above.
  public func tick(_ domains: [ClockDomain]) throws(CycleSimulationError) {
    var numbers: [Int] = []
    for domain in domains { numbers.append(try number(of: domain)) }
    try step(numbers)
  }

  /// Runs one cycle with every reset input set.
  ///
  /// - Throws: as `tick()`, and `.noReset` when nothing in the design is reset.
  public func reset() throws(CycleSimulationError) {
    let resets = compiled.domains.compactMap(\.reset)
    guard !resets.isEmpty else { throw .noReset(design: compiled.top) }
    for position in resets { set(position, 1) }
    defer { for position in resets { set(position, 0) } }
    try tick()
  }

  /// Sets the reset input of a clock domain until it is taken back.
  ///
  /// - Throws: `CycleSimulationError.noReset` when nothing in the domain is reset.
  public func setReset(_ isActive: Bool, of domain: ClockDomain = .main) throws(CycleSimulationError) {
    guard let reset = compiled.domains.first(where: { $0.domain == domain })?.reset else {
      throw .noReset(design: compiled.top)
    }
    set(reset, isActive ? 1 : 0)
  }

  /// Clock edges of one domain since the start.
  ///
  /// - Throws: `CycleSimulationError.unknownName` for a clock that the design does not have.
  public func cycles(of domain: ClockDomain) throws(CycleSimulationError) -> Int { cycles[try number(of: domain)] }

  /// How often every point of coverage was reached at a clock edge outside reset, with the instance that has it.
  public var coverage: [(instance: String, name: String, count: Int)] {
    zip(compiled.properties, counts).filter { $0.0.kind == .cover }.map { ($0.path, $0.name, $1) }
  }

  /// The size of the compiled design.
  public var statistics: (instructions: Int, batches: Int, words: Int) {
    (compiled.cycleCode.instructions.count, compiled.cycleCode.batches.count, compiled.image.count)
  }

  private func number(of domain: ClockDomain) throws(CycleSimulationError) -> Int {
    guard let number = compiled.domains.firstIndex(where: { $0.domain == domain && $0.hasClock }) else {
      let clocks = compiled.domains.filter(\.hasClock).map(\.domain.clockName)
      throw .unknownName(name: domain.clockName, design: compiled.top, similar: clocks)
    }
    return number
  }

  private func step<Numbers: Collection<Int>>(_ numbers: Numbers) throws(CycleSimulationError) {
    try throwRefusal()
    try compute()
    var violated: CycleSimulationError?
    for number in numbers {
      cycles[number] += 1
      if let error = check(number), violated == nil { violated = error }
    }
    if let waveform { try waveform.record(self, numbers.map { $0 }) }
    for number in numbers { machine.write(compiled.domains[number].writes, compiled.writeData) }
    // A reset may be the output of a register, so its present value decides.
    for number in numbers { machine.move(compiled.domains[number].moves) }
    for number in numbers { machine.reset(compiled.domains[number].resets) }
    isComputed = false
    cycle += 1
    if let violated { throw violated }
  }

  private func check(_ number: Int) -> CycleSimulationError? {
    for index in compiled.domains[number].coverPoints where machine.words[compiled.properties[index].condition] != 0 {
      counts[index] += 1
    }
    for index in compiled.domains[number].assertions where machine.words[compiled.properties[index].condition] == 0 {
      let property = compiled.properties[index]
      return .assertion(
        name: property.name, module: property.module, instance: property.path, cycle: cycles[number])
    }
    return nil
  }

  private func compute() throws(CycleSimulationError) {
    if isComputed { return }
    guard machine.run(compiled.cycleCode) else { throw .unstable(design: compiled.top, cycle: cycle + 1) }
    machine.reset(compiled.asynchronousResets)
    isComputed = true
    isInspected = false
  }

  private func set(_ position: Int, _ value: UInt64) {
    machine.words[position] = value
    isComputed = false
  }

  /// Remembers what cannot be thrown where it happens; the next cycle throws it.
  func refuse(_ error: CycleSimulationError) { if refusal == nil { refusal = error } }

  private func throwRefusal() throws(CycleSimulationError) {
    guard let error = refusal else { return }
    refusal = nil
    throw error
  }

  // MARK: Values

  private struct Place: Hashable {
    let node: ObjectIdentifier
    let instance: Int
  }

  /// The signal that a node of an instance stands for.
  func signal(_ node: Node, in instance: Int) -> SimulatedSignal? {
    let place = Place(node: node.id, instance: instance)
    if let known = places[place] { return known.signal }
    guard let signal = compiled.signal(node, in: instance) else {
      refuse(.unknownName(name: node.name ?? "value", design: compiled.top, similar: []))
      return nil
    }
    places[place] = (node, signal)
    return signal
  }

  func signal(named name: String) throws(CycleSimulationError) -> SimulatedSignal {
    if let signal = signals[name] { return signal }
    let signal = try compiled.signal(named: name)
    signals[name] = signal
    return signal
  }

  /// Makes the words of a signal belong to the present inputs and state.
  func prepare(_ signal: SimulatedSignal) throws(CycleSimulationError) {
    if signal.isState { return }
    try compute()
    if signal.positions.contains(where: { $0 >= compiled.inspectionStart }) { try inspect() }
  }

  /// Computes what only those need who look inside.
  func inspect() throws(CycleSimulationError) {
    try compute()
    if isInspected { return }
    guard machine.run(compiled.inspectionCode) else { throw .unstable(design: compiled.top, cycle: cycle + 1) }
    isInspected = true
  }

  /// A word of the buffer, as it was last computed or set.
  func word(at position: Int) -> UInt64 { machine.words[position] }

  func peek(_ signal: SimulatedSignal) throws(CycleSimulationError) -> Constant {
    try prepare(signal)
    return Constant(width: signal.width, words: signal.positions.map { machine.words[$0] })
  }

  /// Sets a signal to a small number.
  func poke(_ signal: SimulatedSignal, _ word: UInt64) throws(CycleSimulationError) {
    guard let state = signal.state, Constant.fits(word, width: signal.width) else { return try poke(signal, [word]) }
    machine.words[state[0]] = word
    for position in state.dropFirst() { machine.words[position] = 0 }
    isComputed = false
  }

  func poke(_ signal: SimulatedSignal, _ words: [UInt64]) throws(CycleSimulationError) {
    guard let state = signal.state else { throw .driven(name: signal.name, design: compiled.top) }
    let value = Constant(width: signal.width, words: words)
    let isWhole = words.enumerated().allSatisfy { $1 == ($0 < value.words.count ? value.words[$0] : 0) }
    guard isWhole else {
      throw .value(
        name: signal.name, value: Constant(width: 64 * words.count, words: words).hexadecimal, width: signal.width)
    }
    for (position, word) in zip(state, value.words) { machine.words[position] = word }
    isComputed = false
  }

  func pokeMemory(_ memory: CompiledDesign.MemoryState, at address: Int, _ words: [UInt64]) throws(CycleSimulationError)
  {
    try check(memory, address)
    let value = Constant(width: memory.memory.width, words: words)
    guard Constant(width: 64 * words.count, words: value.words).words == words else {
      throw .value(
        name: compiled.name(of: memory), value: Constant(width: 64 * words.count, words: words).hexadecimal,
        width: memory.memory.width)
    }
    for (index, word) in value.words.enumerated() {
      machine.words[memory.place.position + address * memory.place.stride + index] = word
    }
    isComputed = false
  }

  func peekMemory(_ memory: CompiledDesign.MemoryState, at address: Int) throws(CycleSimulationError) -> Constant {
    try check(memory, address)
    let start = memory.place.position + address * memory.place.stride
    return Constant(width: memory.memory.width, words: (0..<memory.place.stride).map { machine.words[start + $0] })
  }

  private func check(_ memory: CompiledDesign.MemoryState, _ address: Int) throws(CycleSimulationError) {
    guard address >= 0, address < memory.place.depth else {
      throw .address(memory: compiled.name(of: memory), address: address, depth: memory.place.depth)
    }
  }
}
