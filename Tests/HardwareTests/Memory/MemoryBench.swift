import Simulation

@testable import Hardware

/// A `MemoryUnit` beside `MemoryModel`: random requests on both sides, with cancels, commands and changes of state.
final class MemoryBench {
  /// A difference between hardware and model.
  struct Difference: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  let simulator: Simulator
  let lines: LinePortModel
  var model: MemoryModel
  var generator: SeededGenerator
  /// Chooses what is accessed.
  var scenario: MemoryScenario

  private(set) var answeredData = 0
  private(set) var answeredFetches = 0
  private(set) var faults: Set<UInt64> = []
  private(set) var commands = 0
  /// Store-conditionals that succeeded.
  private(set) var successes = 0

  private var devices = ModelDevices()
  private var deviceAnswer: UInt32??
  private var accesses: [(access: ModelAccess, accepted: Int)] = []
  private var fetches: [(address: UInt64, accepted: Int)] = []
  private var quietFor = 0
  /// No instruction is taken.
  private var stallsFetches = false

  private struct Ports {
    let fetchValid, fetchReady, fetchCancel, instructionValid, instructionReady: Port<Bool>
    let fetchAddress, instruction: Port<UInt32>
    let instructionCause: Port<UInt8>
    let dataValid, dataReady, dataCancel, dataIsSigned, resultValid, endReservation: Port<Bool>
    let dataOperation, dataSize, resultCause: Port<UInt8>
    let dataAddress, dataStore, result, resultPhysical: Port<UInt32>
    let satpMode, sum, mxr, encrypted, commandValid, commandReady, command: Port<Bool>
    let satpPage: Port<UInt32>
    let fetchPrivilege, dataPrivilege, domain, deviceSize: Port<UInt8>
    let deviceValid, deviceReady, deviceWrite, deviceResponseValid, deviceResponseError: Port<Bool>
    let deviceAddress, deviceStore, deviceResponseData: Port<UInt32>

    init(_ simulator: Simulator) throws {
      fetchValid = try simulator.port("fetch_valid")
      fetchReady = try simulator.port("fetch_ready")
      fetchCancel = try simulator.port("fetch_cancel")
      instructionValid = try simulator.port("instruction_valid")
      instructionReady = try simulator.port("instruction_ready")
      fetchAddress = try simulator.port("fetch_address")
      instruction = try simulator.port("instruction")
      instructionCause = try simulator.port("instruction_cause")
      dataValid = try simulator.port("data_valid")
      dataReady = try simulator.port("data_ready")
      dataCancel = try simulator.port("data_cancel")
      resultValid = try simulator.port("result_valid")
      endReservation = try simulator.port("end_reservation")
      dataOperation = try simulator.port("data_operation")
      dataSize = try simulator.port("data_size")
      dataIsSigned = try simulator.port("data_is_signed")
      resultCause = try simulator.port("result_cause")
      dataAddress = try simulator.port("data_address")
      dataStore = try simulator.port("data_store")
      result = try simulator.port("result")
      resultPhysical = try simulator.port("result_physical")
      satpMode = try simulator.port("satp_mode")
      sum = try simulator.port("sum")
      mxr = try simulator.port("mxr")
      encrypted = try simulator.port("encrypted")
      commandValid = try simulator.port("command_valid")
      commandReady = try simulator.port("command_ready")
      command = try simulator.port("command")
      satpPage = try simulator.port("satp_ppn")
      fetchPrivilege = try simulator.port("fetch_privilege")
      dataPrivilege = try simulator.port("data_privilege")
      domain = try simulator.port("domain")
      deviceSize = try simulator.port("device_size")
      deviceValid = try simulator.port("device_valid")
      deviceReady = try simulator.port("device_ready")
      deviceWrite = try simulator.port("device_write")
      deviceResponseValid = try simulator.port("device_response_valid")
      deviceResponseError = try simulator.port("device_response_error")
      deviceAddress = try simulator.port("device_address")
      deviceStore = try simulator.port("device_store")
      deviceResponseData = try simulator.port("device_response_data")
    }
  }
  private let ports: Ports

  init(_ parameters: MemoryParameters, seed: UInt64) throws {
    simulator = try simulate(MemoryUnit(parameters), seed: seed)
    generator = SeededGenerator(seed: seed)
    ports = try Ports(simulator)
    var memory = ModelMemory(&generator)
    scenario = MemoryScenario(parameters, &memory, &generator)
    model = MemoryModel(memory: memory)
    lines = try LinePortModel(simulator, memory)
    try simulator.reset(cycles: 2)
  }

  /// Runs until a number of accesses to data and of fetches has been answered.
  func run(accesses count: Int) throws {
    let end = answeredData + count
    while answeredData < end { try round() }
    try drain()
    try command(0)
    guard lines.memory.ram == model.memory.ram else { throw Difference("memory differs after fence.i") }
  }

  /// Some cycles in one state, then something that changes it.
  private func round() throws {
    let cycles = Int(generator.next() % 120) + 5
    lines.pace = [0, 2, 4][Int(generator.next() % 3)]
    for _ in 0..<cycles { try cycle(fetches: true, accesses: true) }
    switch generator.next() % 16 {
    case 0...1:
      try drainData()
      try command(0)
    case 2:
      try drainData()
      try command(1)
    case 3...6:
      try drain()
      try changePageTable()
    default:
      try drainData()
      try changeState()
    }
  }

  private func drainData() throws {
    while !accesses.isEmpty { try cycle(fetches: true, accesses: false) }
    if model.reservation != nil, generator.next() % 4 == 0 {
      ports.endReservation.value = true
      try cycle(fetches: true, accesses: false)
      ports.endReservation.value = false
      model.reservation = nil
    }
  }

  private func drain() throws {
    while !accesses.isEmpty || !fetches.isEmpty { try cycle(fetches: false, accesses: false) }
  }

  private func changeState() throws {
    // What has been fetched for another state is of no use.
    try cycle(fetches: false, accesses: false, cancelFetches: true)
    scenario.change(&model.state, &generator)
    let state = model.state
    ports.satpMode.value = state.satpMode
    ports.satpPage.value = UInt32(state.satpPage)
    ports.fetchPrivilege.value = UInt8(state.fetchPrivilege)
    ports.dataPrivilege.value = UInt8(state.dataPrivilege)
    ports.sum.value = state.sum
    ports.mxr.value = state.mxr
    ports.domain.value = UInt8(state.domain)
    ports.encrypted.value = state.encrypted
  }

  /// A store to the page table, in machine mode, and sfence.vma.
  private func changePageTable() throws {
    let privilege = model.state.dataPrivilege
    ports.dataPrivilege.value = 3
    model.state.dataPrivilege = 3
    let (address, entry) = scenario.pageTableChange(&generator)
    scenario.forced = ModelAccess(operation: 1, address: address, size: 2, isSigned: false, value: entry)
    while scenario.forced != nil { try cycle(fetches: false, accesses: true) }
    try drain()
    ports.dataPrivilege.value = UInt8(privilege)
    model.state.dataPrivilege = privilege
    try command(1)
  }

  /// Accesses are drained; fetches may be waiting.
  private func command(_ command: UInt64) throws {
    commands += 1
    // Now and then an instruction waits meanwhile.
    if command == 0 && generator.next() % 2 == 0 {
      stallsFetches = true
      for _ in 0..<30 { try cycle(fetches: true, accesses: false) }
    }
    defer { stallsFetches = false }
    ports.command.value = command == 1
    ports.commandValid.value = true
    var isDone = false
    while !isDone { isDone = try cycle(fetches: true, accesses: false) }
    ports.commandValid.value = false
    if command == 0 { model.history = [:] }
  }

  /// A clock cycle. Gives whether a command was done in it.
  @discardableResult
  private func cycle(fetches mayFetch: Bool, accesses mayAccess: Bool, cancelFetches: Bool = false) throws -> Bool {
    let now = simulator.cycle
    lines.drive(&generator)
    driveDevices()

    let access = scenario.access(&generator)
    ports.dataValid.value = mayAccess && (scenario.forced != nil || generator.next() % 4 != 0)
    ports.dataOperation.value = UInt8(access.operation)
    ports.dataAddress.value = UInt32(access.address)
    ports.dataSize.value = UInt8(access.size)
    ports.dataIsSigned.value = access.isSigned
    let isFresh = accesses.last.map { $0.accepted == now - 1 } ?? false
    // The value comes a cycle after the access.
    ports.dataStore.value = isFresh ? accesses.last?.access.value ?? 0 : UInt32(truncatingIfNeeded: generator.next())
    // Only what was accepted in the cycle before can be cancelled, and what is forced is not.
    let cancels = isFresh && scenario.forced == nil && mayAccess && generator.next() % 16 == 0
    ports.dataCancel.value = cancels

    let address = scenario.fetchAddress(&generator)
    let cancelsFetches = cancelFetches || mayFetch && generator.next() % 12 == 0
    ports.fetchValid.value = mayFetch && generator.next() % 8 != 0
    ports.fetchAddress.value = UInt32(address)
    ports.fetchCancel.value = cancelsFetches
    ports.instructionReady.value = !stallsFetches && generator.next() % 4 != 0

    try simulator.settle()
    if cancels { accesses.removeAll { $0.accepted == now - 1 } }
    if cancelsFetches { fetches = [] }
    if ports.resultValid.value { try checkResult(now) }
    if ports.instructionValid.value { try checkInstruction(now) }
    quietFor = ports.resultValid.value || ports.instructionValid.value ? 0 : quietFor + 1
    if quietFor > 5000, !accesses.isEmpty { throw Difference("cycle \(now): no answer for 5000 cycles") }

    if ports.dataValid.value && ports.dataReady.value {
      accesses.append((access, now))
      // What changes the page table goes where no other store may go.
      if scenario.forced == nil { scenario.recent = access.address }
      scenario.forced = nil
    }
    if ports.fetchValid.value && ports.fetchReady.value { fetches.append((address, now)) }
    try lines.sample(running: model.state.domain)
    sampleDevices()
    let isDone = ports.commandValid.value && ports.commandReady.value
    try simulator.tick()
    return isDone
  }

  private func checkResult(_ now: Int) throws {
    guard let (access, accepted) = accesses.first, accepted < now else {
      throw Difference("cycle \(now): an answer to no access")
    }
    accesses.removeFirst()
    answeredData += 1
    let (expected, physical) = model.execute(access)
    let cause = UInt64(ports.resultCause.value)
    let got = cause == 0 ? MemoryModel.Outcome.value(ports.result.value) : .fault(cause)
    if cause != 0 { faults.insert(cause) }
    if access.operation == 2 { scenario.reserved = access.address }
    if access.operation == 3 && got == .value(0) { successes += 1 }
    // The word that comes with a store means nothing.
    guard got == expected || access.operation == 1 && cause == 0 && isValue(expected) else {
      throw Difference("cycle \(now): \(access) in \(model.state) gave \(got), not \(expected)")
    }
    if let physical, cause == 0, UInt64(ports.resultPhysical.value) != physical {
      throw Difference("cycle \(now): \(access) went to \(ports.resultPhysical.value), not \(physical)")
    }
    guard devices == model.devices else { throw Difference("cycle \(now): devices differ after \(access)") }
  }

  private func isValue(_ outcome: MemoryModel.Outcome) -> Bool { if case .value = outcome { true } else { false } }

  private func checkInstruction(_ now: Int) throws {
    guard let (address, accepted) = fetches.first, accepted < now else {
      throw Difference("cycle \(now): an instruction that was not asked for")
    }
    let cause = UInt64(ports.instructionCause.value)
    let got = cause == 0 ? MemoryModel.Outcome.value(ports.instruction.value) : .fault(cause)
    let expected = model.fetch(address)
    guard expected.contains(got) else {
      throw Difference(
        "cycle \(now): fetch of \(String(address, radix: 16)) in \(model.state) gave \(got), not one of \(expected)")
    }
    if cause != 0 { faults.insert(cause) }
    guard ports.instructionReady.value else { return }
    fetches.removeFirst()
    answeredFetches += 1
  }

  private func driveDevices() {
    ports.deviceReady.value = deviceAnswer == nil && generator.next() % 3 != 0
    let answers = deviceAnswer != nil && generator.next() % 3 == 0
    ports.deviceResponseValid.value = answers
    ports.deviceResponseData.value = UInt32(truncatingIfNeeded: generator.next())
    ports.deviceResponseError.value = false
    if answers, let answer = deviceAnswer {
      if let answer { ports.deviceResponseData.value = answer }
      ports.deviceResponseError.value = answer == nil
      deviceAnswer = .none
    }
  }

  private func sampleDevices() {
    guard ports.deviceValid.value && ports.deviceReady.value else { return }
    deviceAnswer = .some(
      devices.access(
        UInt64(ports.deviceAddress.value), write: ports.deviceWrite.value, size: UInt64(ports.deviceSize.value),
        value: ports.deviceStore.value))
  }
}
