import Reference
import Simulation
import Toolchain

/// The block device's medium in memory: 2 MiB.
final class MemoryMedium: Medium {
  private var contents = [UInt8](repeating: 0, count: 4096 * 512)

  var sectors: UInt32 { UInt32(contents.count / 512) }

  func read(_ sector: UInt32) -> [UInt8]? { Array(contents[Int(sector) * 512..<Int(sector + 1) * 512]) }

  func write(_ sector: UInt32, _ bytes: [UInt8]) -> Bool {
    contents.replaceSubrange(Int(sector) * 512..<Int(sector + 1) * 512, with: bytes)
    return true
  }

  /// The first sector in which one of the words is, at a multiple of 8.
  func place(of words: Set<UInt64>) -> String? {
    let found = stride(from: 0, to: contents.count, by: 8).first { words.contains(littleEndian(contents[$0..<$0 + 8])) }
    return found.map { "plaintext of a region, a key or what one follows from is on the medium, in sector \($0 / 512)" }
  }
}

/// A system of encrypted processes on the golden model or on the hardware, until it ends, with the search for what must
/// stay inside: code and data of the processes, and every key that was ever in the key store.
public struct SystemRun: Sendable {
  public enum Outcome: Equatable, Sendable {
    case finished(Int)
    /// Not ended within the limit.
    case limit
    /// Why the run could not go on: hardware and golden model differ, or the model failed.
    case broken(String)
  }

  public let outcome: Outcome
  /// What the console showed.
  public let output: String
  public let instructions: UInt64
  /// Clock cycles; nil on the golden model.
  public let cycles: UInt64?
  /// How many words of eight bytes were looked for.
  public let watched: Int
  /// Where one of them was seen outside the processor; nil if nowhere.
  public let leak: String?

  /// How often a process was interrupted.
  public let interruptions: UInt64
  /// For a report, when it was asked for.
  public let recording: SystemRecording?

  private static let memory = 64 << 20

  /// Instructions between two looks at the key store.
  private static let interval: UInt64 = 1000

  /// Runs it on the golden model, whose memory is searched at the end. What the processes print is public by their own
  /// will.
  ///
  /// - Parameters:
  ///   - unit: the tables of the encryption unit.
  ///   - recorded: names of the processes, when the run is to be recorded.
  ///   - output: receives the bytes of the console as they come.
  public static func reference(
    _ system: SystemProgram, unit: UnitParameters = .standard, fuses: [UInt64], limit: UInt64 = .max,
    recorded: [String]? = nil, output: (UInt8) -> Void = { _ in }
  ) -> SystemRun {
    withoutActuallyEscaping(output) { output in
      var printed: [UInt8] = []
      var recorder: SystemRecorder?
      let medium = MemoryMedium()
      let machine = Machine(memory: memory, fuses: fuses, unit: unit, medium: medium) {
        printed.append($0)
        recorder?.printed($0)
        output($0)
      }
      recorder = recorded.map { names in
        SystemRecorder(machine.hart, names: names) { [unowned hart = machine.hart] in hart.executed }
      }
      load(system) { machine.hart.memory.load($0, at: $1) }
      var secrets: Set<UInt64> = []
      machine.hart.didExponentiate = {
        secrets.formUnion(secretWords($0, $1, $2))
        recorder?.exponentiated($0, $1, $2)
      }
      machine.hart.didDeclareSecret = {
        secrets.formUnion(secretWords($0))
        recorder?.declared($0)
      }
      var shown: Set<UInt64> = []
      machine.hart.didCall = { shown.insert(shownWord($0, $1)) }
      var outcome = Machine.Outcome.limit
      repeat {
        outcome = machine.run(limit: min(limit, machine.hart.executed + interval))
        secrets.formUnion(machine.hart.keyWords)
      } while outcome == .limit && machine.hart.executed < limit
      let watched = system.plaintextWords.union(secrets).subtracting(shown).subtracting(words(in: printed))
      return SystemRun(
        outcome: Outcome(outcome), output: String(decoding: printed, as: UTF8.self),
        instructions: machine.hart.executed, cycles: nil, watched: watched.count,
        leak: place(of: watched, in: machine.hart.memory) ?? medium.place(of: watched),
        interruptions: machine.hart.timerInterrupts, recording: recorder?.finish())
    }
  }

  /// Runs it on the hardware, with the golden model beside it. Every line on the bus is searched.
  ///
  /// - Parameters:
  ///   - model: of `processor_system`.
  ///   - unit: the tables of its encryption unit.
  ///   - printed: what the console shows on the golden model: public by the will of the processes.
  ///   - limit: in clock cycles.
  ///   - recorded: names of the processes, when the run is to be recorded.
  ///   - output: receives the bytes of the console as they come.
  /// - Throws: `SimulationError`.
  public static func hardware(
    _ system: SystemProgram, on model: SimulationModel, unit: UnitParameters, fuses: [UInt64], printed: String,
    limit: UInt64 = .max, recorded: [String]? = nil, output: @escaping (UInt8) -> Void = { _ in }
  ) throws -> SystemRun {
    var shown: [UInt8] = []
    var recorder: SystemRecorder?
    let run = try ProcessorRun(model, memory: memory, fuses: fuses, unit: unit, medium: MemoryMedium()) {
      shown.append($0)
      recorder?.printed($0)
      output($0)
    }
    recorder = recorded.flatMap { run.record(names: $0) }
    load(system) { run.load($0, at: $1) }
    run.plaintextWords = system.plaintextWords.subtracting(words(in: Array(printed.utf8)))
    run.watchSecrets()
    let outcome = try run.run(limit: limit)
    var leak: String?
    if case .leak(let text) = outcome { leak = text }
    return SystemRun(
      outcome: Outcome(outcome), output: String(decoding: shown, as: UTF8.self),
      instructions: run.statistics.instructions, cycles: run.statistics.cycles, watched: run.plaintextWords.count,
      leak: leak, interruptions: run.timerInterrupts, recording: recorder?.finish())
  }

  private static func load(_ system: SystemProgram, _ put: ([UInt8], UInt32) -> Bool) {
    for segment in system.program.segments where segment.memorySize > 0 {
      _ = put(system.program.contents(of: segment), segment.address)
    }
    _ = put(ProcessorRun.boot(to: system.program.entry), AddressMap.bootROM.base)
  }

  /// All sequences of eight bytes.
  public static func words(in bytes: [UInt8]) -> Set<UInt64> {
    guard bytes.count >= 8 else { return [] }
    return Set((0...bytes.count - 8).map { littleEndian(bytes[$0..<$0 + 8]) })
  }

  /// The first place in main memory where one of the words is, at a multiple of 8.
  private static func place(of words: Set<UInt64>, in memory: PhysicalMemory) -> String? {
    for address in stride(from: AddressMap.mainMemory, to: AddressMap.mainMemory + UInt32(Self.memory), by: 64) {
      guard let line = memory.line(address, toWrite: false) else { continue }
      if let word = (0..<8).first(where: { line[$0] != 0 && words.contains(line[$0]) }) {
        let place = String(address + UInt32(8 * word), radix: 16)
        return "plaintext of a region, a key or what one follows from is in memory at 0x\(place)"
      }
    }
    return nil
  }
}

extension SystemRun.Outcome {
  fileprivate init(_ outcome: Machine.Outcome) {
    switch outcome {
    case .finished(let code): self = .finished(code)
    case .limit: self = .limit
    case .trapped(let pc, let cause): self = .broken("\(cause) at 0x\(String(pc, radix: 16)), in its own handler")
    case .failed(let error): self = .broken("the golden model cannot go on: \(error)")
    }
  }

  fileprivate init(_ outcome: ProcessorRun.Outcome) {
    switch outcome {
    case .finished(let code): self = .finished(code)
    case .limit: self = .limit
    case .difference(let text): self = .broken(text)
    case .leak(let text): self = .broken(text)
    }
  }
}

/// Words of a power that must not be seen, as they lie in memory in either order of bytes: those of the exponent, and of
/// the result if that is a common secret of Diffie-Hellman: of 256 bits in the exponent, and not of the generator. Words of
/// which less than four bytes differ would be found anywhere.
func secretWords(_ base: [UInt64], _ exponent: [UInt64], _ result: [UInt64]) -> Set<UInt64> {
  let isCommonSecret = exponent.count == 4 && base.dropFirst().contains { $0 != 0 }
  let secret = (exponent + (isCommonSecret ? result : [])).filter { Set(littleEndian($0)).count >= 4 }
  return Set(secret + secret.map(\.byteSwapped))
}

/// Words of bytes of which a program says that they are secret, wherever they begin.
func secretWords(_ declared: [UInt8]) -> Set<UInt64> {
  SystemRun.words(in: declared).filter { Set(littleEndian($0)).count >= 4 }
}

/// Two arguments of a system call as they may lie in memory: a name of eight characters, which the process tells the
/// operating system.
func shownWord(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(second) << 32 | UInt64(first) }

extension Hart {
  /// Interrupts of the timer that supervisor mode has taken.
  var timerInterrupts: UInt64 { interrupts[Int(InterruptCause.supervisorTimer.rawValue)] }

  /// The keys in the key store, in words as they would lie in memory.
  var keyWords: Set<UInt64> {
    var words: Set<UInt64> = []
    for slot in encryptionUnit.keySlots {
      guard let key = slot?.key else { continue }
      for start in stride(from: 0, to: key.count, by: 8) { words.insert(littleEndian(key[start..<start + 8])) }
    }
    return words
  }
}
