import Reference

/// Records a run by what the golden hart does, alone or beside the hardware.
final class SystemRecorder: HartObserver {
  private(set) var recording = SystemRecording()
  /// Words that are not shown: of keys, of what `modexp` was given and gave, and of what programs declare.
  private(set) var secrets: Set<UInt64> = []
  private unowned let hart: Hart
  private let now: () -> UInt64
  /// First words of the line that is being printed.
  private let names: Set<String>
  private var line: [UInt8] = []
  private var keys: [KeySlot: Int] = [:]
  private var memory = RegionMemory()
  /// As they were before the present instruction, which may clear some.
  private var before: [SystemRecording.Register] = []

  /// - Parameters:
  ///   - names: of the processes; lines of the console that begin with one are steps.
  ///   - now: the time.
  init(_ hart: Hart, names: [String], now: @escaping () -> UInt64) {
    self.hart = hart
    self.names = Set(names + ["kernel"])
    self.now = now
    hart.observer = self
    didSwitch()
  }

  private var runner: SystemRecording.Runner {
    switch hart.privilege {
    case .machine: .machine
    case .supervisor: .supervisor
    case .user:
      hart.encryptionUnit.runningDomain == 0
        ? .plain
        : .domain(hart.encryptionUnit.runningDomain, isEncrypted: hart.encryptionUnit.runningMode.isEncrypted)
    }
  }

  func willTrap(_ cause: TrapCause) {
    let systemCallNumber = 17
    let interruption: SystemRecording.Interruption =
      switch cause {
      case .interrupt(let cause): .interrupt(cause)
      case .exception(.callFromUser): .systemCall(hart[register: systemCallNumber])
      case .exception(let cause): .exception(cause)
      }
    recording.events.append(.init(time: now(), runner: runner, cause: interruption))
  }

  func didSwitch() {
    let (time, runner) = (now(), runner)
    // A domain begins and ends in several steps at one time.
    if recording.stretches.last?.start == time { recording.stretches.removeLast() }
    if recording.stretches.last?.runner == runner { return }
    recording.stretches.append(.init(start: time, runner: runner))
    if case .domain(let domain, _) = runner { memory.resumed(domain, hart) }
  }

  func willExecute(_ operation: Reference.Operation) {
    guard operation == .keyclr || operation == .kill else { return }
    before = registers
    memory.look(at: before, hart)
  }

  func didExecute(_ operation: Reference.Operation, answer: UInt32) {
    if answer & 0xff != 0 {
      recording.events.append(.init(time: now(), runner: runner, cause: .refusal(operation, answer & 0xff)))
    }
    switch operation {
    case .keyclr, .kill:
      let left = Set(registers)
      let gone = before.filter { !left.contains($0) }
      // When a process ends the others are there to compare with.
      recording.views += memory.views(of: operation == .kill ? before : gone, at: now())
      memory.forget(gone)
    case .setck, .setk, .setik: secrets.formUnion(hart.keyWords)
    default: return
    }
    if case .domain(let domain, _) = runner { memory.resumed(domain, hart) }
  }

  /// A program has computed a power.
  func exponentiated(_ base: [UInt64], _ exponent: [UInt64], _ result: [UInt64]) {
    secrets.formUnion(secretWords(base, exponent, result))
  }

  /// A program has said that these bytes are secret.
  func declared(_ bytes: [UInt8]) { secrets.formUnion(secretWords(bytes)) }

  /// The console shows a byte.
  func printed(_ byte: UInt8) {
    guard byte == UInt8(ascii: "\n") else { return line.append(byte) }
    let text = String(decoding: line, as: UTF8.self)
    line = []
    guard let name = text.split(separator: " ").first.map(String.init), names.contains(name), text.hasPrefix(name)
    else { return }
    // The kernel's steps have no number.
    let (labelColumn, textColumn) = (9, name == "kernel" ? 9 : 16)
    guard text.utf8.count > textColumn else { return }
    let label = text.dropFirst(labelColumn).prefix(textColumn - labelColumn)
    recording.steps.append(
      .init(
        time: now(), name: name, label: label.filter { $0 != " " }, text: String(text.dropFirst(textColumn)),
        registers: registers))
  }

  /// A line goes over the bus.
  func transferred(_ address: UInt32, isWrite: Bool) {
    recording.transfers.append(.init(time: now(), isWrite: isWrite, isOfRegion: memory.isOfRegion(address)))
  }

  /// The run has ended: what there is, without the bytes of keys.
  func finish() -> SystemRecording {
    hart.observer = nil
    recording.end = now()
    let left = registers
    memory.look(at: left, hart)
    recording.views += memory.views(of: left, at: now())
    recording.views = recording.views.map { $0.concealing(secrets) }
    return recording
  }

  private var registers: [SystemRecording.Register] {
    let unit = hart.encryptionUnit
    return (0..<unit.parameters.attributes).compactMap { number -> SystemRecording.Register? in
      guard let view = unit.view(number) else { return nil }
      let key = unit.keySlot(ofAttribute: number).flatMap { unit.keySlots[$0] }
      return .init(number: number, view: view, key: key.map(keyNumber))
    }
  }

  /// Two domains with the same key have it in two places.
  private func keyNumber(_ slot: KeySlot) -> Int {
    let key = KeySlot(domain: 0, algorithm: slot.algorithm, key: slot.key)
    if let known = keys[key] { return known }
    keys[key] = keys.count + 1
    return keys.count
  }
}
