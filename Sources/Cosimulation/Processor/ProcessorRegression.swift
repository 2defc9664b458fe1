import Foundation
import HDL
import Hardware
import Reference
import Simulation
import Synchronization

/// Random programs on the processor and on the golden hart, one for each seed.
public struct ProcessorRegression: Sendable {
  /// What the random programs are about.
  public enum Programs: String, CaseIterable, Sendable {
    /// Privilege modes, translation and traps, in plaintext.
    case system
    /// Domains: encrypted code and data, mode shifts, keys.
    case domains
  }

  public let point: DesignPoint
  public let programs: Programs
  /// Random instructions of a program.
  public var instructions = 2000
  /// Clock cycles after which a program is left alone.
  public var limit: UInt64
  /// Of the level-2 cache, where the processor has one.
  public var levelTwo: LevelTwoParameters?
  /// Whether the processor has extension C, and the programs use it.
  public var compressed = false

  public init(_ point: DesignPoint, _ programs: Programs = .system) {
    self.point = point
    self.programs = programs
    limit = programs == .system ? 300_000 : 3_000_000
  }

  /// The hardware, with the widest multiplier for the key entry with which every program of a domain begins.
  public static func design(
    _ point: DesignPoint, levelTwo: LevelTwoParameters? = nil, compressed: Bool = false
  ) throws -> VerilogDesign {
    var parameters = parameters(point)
    parameters.levelTwo = levelTwo
    parameters.core.compressed = compressed
    return try Design(ProcessorSystem(parameters)).verilog()
  }

  /// The processor with the tables that a scenario needs.
  public static func design(_ point: DesignPoint, for scenario: SystemScenario) throws -> VerilogDesign {
    var parameters = parameters(point)
    parameters.unit.attributes = scenario.unit.attributes
    parameters.unit.keySlots = scenario.unit.keySlots
    parameters.unit.domains = scenario.unit.domains
    return try Design(ProcessorSystem(parameters)).verilog()
  }

  static func parameters(_ point: DesignPoint) -> SystemParameters {
    var parameters = SystemParameters(point)
    parameters.exponentiation.wordBits = 128
    return parameters
  }

  /// What came of a seed.
  public struct Result: Sendable {
    public let seed: UInt64
    /// What differs, with the instructions before it; nil for no difference.
    public let difference: String?
    /// Whether the program came to its end.
    public let isOver: Bool
    public let statistics: ProcessorRun.Statistics
    public let coverage: ProcessorCoverage
  }

  /// The command that repeats a seed.
  public func replayCommand(_ seed: UInt64) -> String {
    let kind = programs == .system ? "" : " --programs \(programs.rawValue)"
    let cache = levelTwo.map { " --level-two \($0.bytes / 1024)" } ?? ""
    let extensions = compressed ? " --compressed" : ""
    return
      "keyline lockstep --design \(point.rawValue)\(cache)\(extensions)\(kind) --seed \(seed) --seeds 1 --instructions \(instructions)"
  }

  /// Runs one seed. The bus is as slow as the seed says.
  ///
  /// - Parameters:
  ///   - waveform: file for the waveform, when the model was built with one.
  ///   - mutant: the defect to switch on, for a design with mutants.
  public func run(
    _ seed: UInt64, on model: SimulationModel, waveform: String? = nil, mutant: Int? = nil
  ) throws -> Result {
    let run = try processor(seed, on: model, waveform: waveform, mutant: mutant)
    var difference: String?
    var isOver = false
    do {
      switch try run.run(limit: limit) {
      case .finished: isOver = true
      case .limit: break
      case .difference(let text), .leak(let text): difference = text
      }
    } catch let error as SimulationError {
      // A property of the hardware that does not hold is a difference, too.
      difference = "\(error)"
    }
    return Result(
      seed: seed, difference: difference, isOver: isOver, statistics: run.statistics, coverage: run.coverage)
  }

  /// The processor with the program of a seed in its memory.
  func processor(
    _ seed: UInt64, on model: SimulationModel, isCompared: Bool = true, waveform: String? = nil,
    initialState: Simulator.InitialState? = nil, mutant: Int? = nil
  ) throws -> ProcessorRun {
    let image: [(bytes: [UInt8], address: UInt32)]
    var fuses: [UInt64] = []
    switch programs {
    case .system:
      image = try RandomSystemProgram(seed: seed, instructions: instructions, compressed: compressed).image
    case .domains:
      let program = try RandomDomainProgram(
        seed: seed, parameters: point.reference, instructions: instructions, rounds: 12, compressed: compressed)
      (image, fuses) = (program.image, program.fuses)
    }
    let latencies = [0, 1, 3, 20]
    let run = try ProcessorRun(
      model, memory: RandomSystemProgram.memory, latency: latencies[Int(seed % 4)], fuses: fuses, unit: point.reference,
      compressed: compressed, isCompared: isCompared, waveform: waveform, seed: seed, initialState: initialState,
      mutant: mutant
    ) { _ in }
    for (bytes, address) in image + [(ProcessorRun.boot(to: RandomSystemProgram.entry), 0x1000)] {
      precondition(run.load(bytes, at: address), "a random program lies in memory")
    }
    return run
  }

  /// Runs many seeds on all processors, up to the first difference.
  ///
  /// - Parameter progress: hears of each result, on any thread.
  public func run(
    _ seeds: [UInt64], on model: SimulationModel, progress: @escaping @Sendable (Result) -> Void
  ) throws -> [Result] {
    let results = Mutex<[Result]>([])
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: seeds.count) { index in
      let isOver = failure.withLock { $0 != nil } || results.withLock { $0.contains { $0.difference != nil } }
      if isOver { return }
      do {
        let result = try run(seeds[index], on: model)
        results.withLock { $0.append(result) }
        progress(result)
      } catch { failure.withLock { $0 = $0 ?? error } }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return results.withLock { $0.sorted { $0.seed < $1.seed } }
  }

  /// The shortest program of a seed, by halves, in which hardware and golden hart still differ.
  public func shortened(_ seed: UInt64, on model: SimulationModel) throws -> (instructions: Int, result: Result)? {
    var shorter = self
    var found: (Int, Result)?
    while shorter.instructions > 10 {
      shorter.instructions /= 2
      let result = try shorter.run(seed, on: model)
      guard result.difference != nil else { break }
      found = (shorter.instructions, result)
    }
    return found
  }
}
