import Cosimulation
import HDL
import Simulation
import Testing

@testable import Hardware

/// What the retire port showed of an instruction.
struct RetiredInstruction: Equatable {
  var pc: UInt32 = 0
  var encoding: UInt32 = 0
  var next: UInt32 = 0
  var mode: UInt8 = 0
  /// Cause of its trap, or nil.
  var trap: UInt8?
  var isHandler = false
  var destination: UInt8 = 0
  var value: UInt32 = 0
  var address: UInt32 = 0
  var readMask: UInt8 = 0
  var writeMask: UInt8 = 0
  var read: UInt32 = 0
  var written: UInt32 = 0
  var order: UInt64 = 0
  /// In which cycle it retired.
  var cycle = 0
}

/// A `Pipeline`, emitted and compiled, with a memory at both ports that answers after random times.
final class PipelineBench {
  /// How the memory behaves.
  struct Timing {
    /// In how many of 256 cycles a port is not ready.
    var refusals: UInt64 = 0
    /// In how many of 256 cases an answer is late, by up to `delay` cycles.
    var misses: UInt64 = 0
    var delay: UInt64 = 12

    static let ideal = Timing()
    static let slow = Timing(refusals: 60, misses: 80)
  }

  let simulator: Simulator
  var memory = BenchMemory()
  var timing: Timing
  /// Everything retired so far, the oldest first.
  var retired: [RetiredInstruction] = []
  /// Interrupts taken so far: before which retired instruction, and the cause.
  var interrupts: [(before: Int, cause: UInt8)] = []
  /// Commands executed so far.
  var commands: [UInt8] = []

  private var random: SeededGenerator
  private var fetching: (word: UInt32, cause: UInt8, delay: UInt64)?
  private var accessing: (request: BenchMemory.Request, delay: UInt64, age: Int)?
  private let ports: PipelinePorts

  init(_ parameters: CoreParameters = CoreParameters(), timing: Timing = .ideal, seed: UInt64 = 1) throws {
    self.timing = timing
    random = SeededGenerator(seed: seed)
    simulator = try simulate(Pipeline(parameters), seed: seed)
    ports = try PipelinePorts(simulator)
    try simulator.reset()
  }

  /// Resets the pipeline and forgets everything but the time of day.
  func restart() throws {
    memory = BenchMemory()
    retired = []
    interrupts = []
    commands = []
    fetching = nil
    accessing = nil
    interrupt()
    try simulator.reset()
  }

  /// Loads a program.
  func load(_ program: InstructionSequence) throws {
    for (index, word) in try program.words().enumerated() {
      memory.poke(program.base &+ 4 * UInt32(index), word)
    }
  }

  private func happens(_ chance: UInt64) -> Bool { chance > 0 && random.next() % 256 < chance }
  private func delay() -> UInt64 { happens(timing.misses) ? 1 + random.next() % timing.delay : 0 }

  /// One clock cycle.
  func tick() throws {
    // What memory says in this cycle depends on earlier cycles alone, but that nothing is accepted while something waits.
    ports.commandReady.value = !happens(timing.refusals)
    let instructionValid = fetching.map { $0.delay == 0 } ?? false
    ports.instructionValid.value = instructionValid
    ports.instruction.value = instructionValid ? fetching?.word ?? 0 : UInt32(truncatingIfNeeded: random.next())
    ports.instructionCause.value = instructionValid ? fetching?.cause ?? 0 : 0
    let answers = accessing.map { $0.delay == 0 } ?? false
    let dataReady = !happens(timing.refusals) && (accessing == nil || answers)
    ports.dataReady.value = dataReady
    let answer = answers ? accessing.map { memory.preview($0.request) } : nil
    ports.resultValid.value = answers
    let loaded = answer.flatMap { answer in accessing.map { $0.request.loaded(answer.word) } }
    ports.result.value = loaded ?? UInt32(truncatingIfNeeded: random.next())
    ports.resultCause.value = answer?.cause ?? 0
    ports.resultPhysical.value = accessing?.request.address ?? 0
    if let devices = memory.devices {
      memory.devices?.time &+= 1
      time = devices.time
      ports.software.value = devices.softwareInterrupt
      ports.timer.value = devices.time >= devices.compare
    }
    try simulator.settle()
    let isFetchFree =
      fetching == nil || ports.fetchCancel.value || instructionValid && ports.instructionReady.value
    let fetchReady = !happens(timing.refusals) && isFetchFree
    ports.fetchReady.value = fetchReady
    let outside: [UInt16: UInt64] = [0xc01: time, 0xc81: time >> 32]
    ports.outside.value = UInt32(truncatingIfNeeded: outside[ports.outsideAddress.value] ?? 0)
    try simulator.settle()

    try access(answers: answers, ready: dataReady)
    fetch(answered: instructionValid, ready: fetchReady)
    if ports.commandValid.value && ports.commandReady.value { commands.append(ports.command.value ? 1 : 0) }
    collect()
    try simulator.tick()
  }

  private func access(answers: Bool, ready: Bool) throws {
    // What is to be stored comes a cycle after the request.
    if accessing?.age == 0 { accessing?.request.value = ports.dataStore.value }
    if ports.dataCancel.value, let current = accessing {
      #expect(current.age == 0, "a request is cancelled later than the cycle after its acceptance")
      accessing = nil
    } else if answers, let current = accessing {
      memory.execute(current.request)
      accessing = nil
    } else if let current = accessing {
      accessing = (current.request, current.delay - 1, current.age + 1)
    }
    if ports.dataValid.value && ready {
      #expect(accessing == nil, "a request is made while another waits")
      let request = BenchMemory.Request(
        operation: ports.dataOperation.value, address: ports.dataAddress.value, size: ports.dataSize.value,
        isSigned: ports.dataIsSigned.value, value: 0)
      #expect(request.address % (1 << UInt32(request.size)) == 0)
      accessing = (request, delay(), 0)
    }
  }

  private func fetch(answered: Bool, ready: Bool) {
    if ports.fetchCancel.value || answered && ports.instructionReady.value {
      fetching = nil
    } else if let current = fetching, current.delay > 0 {
      fetching = (current.word, current.cause, current.delay - 1)
    }
    if ports.fetchValid.value && ready {
      #expect(fetching == nil)
      let address = ports.fetchAddress.value
      #expect(address % 4 == 0)
      let word = memory.peek(address)
      fetching = (word ?? 0xdead_beef, word == nil ? 17 : 0, delay())
    }
  }

  private func collect() {
    if ports.interruptValid.value { interrupts.append((retired.count, ports.interruptCause.value)) }
    if ports.endReservation.value { memory.endReservation() }
    guard ports.valid.value else { return }
    retired.append(
      RetiredInstruction(
        pc: ports.pc.value, encoding: ports.encoding.value, next: ports.next.value, mode: ports.mode.value,
        trap: ports.trap.value ? ports.cause.value : nil, isHandler: ports.isHandler.value,
        destination: ports.destination.value, value: ports.value.value, address: ports.address.value,
        readMask: ports.readMask.value, writeMask: ports.writeMask.value, read: ports.read.value,
        written: ports.written.value, order: ports.order.value, cycle: simulator.cycle))
  }

  /// Interrupt inputs from the next cycle on.
  func interrupt(software: Bool = false, timer: Bool = false, external: Bool = false, supervisor: Bool = false) {
    ports.software.value = software
    ports.timer.value = timer
    ports.external.value = external
    ports.supervisorExternal.value = supervisor
  }

  /// What `time` reads.
  var time: UInt64 = 0

  /// Runs until so many instructions have retired.
  func run(instructions count: Int, limit: Int = 1_000_000) throws {
    let start = simulator.cycle
    while retired.count < count {
      try tick()
      if simulator.cycle - start > limit { throw SimulationError.limitReached(port: "rvfi_valid", cycles: limit) }
    }
  }

  /// Runs until an instruction jumps to itself, and gives the cycles that took.
  @discardableResult
  func runToEnd(limit: Int = 100_000) throws -> Int {
    let start = simulator.cycle
    while retired.last.map({ $0.pc == $0.next }) != true {
      try tick()
      if simulator.cycle - start > limit { throw SimulationError.limitReached(port: "rvfi_valid", cycles: limit) }
    }
    return simulator.cycle - start
  }

  /// What the program has left in the registers.
  var registers: [UInt32] {
    retired.reduce(into: [UInt32](repeating: 0, count: 32)) { registers, instruction in
      if instruction.destination != 0 { registers[Int(instruction.destination)] = instruction.value }
    }
  }
}
