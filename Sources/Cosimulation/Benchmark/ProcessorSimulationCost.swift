import Hardware
import Simulation

/// What simulating the processor costs, in clock cycles per second of processor time: the bare C++ loop, the same random programs on the
/// hardware with the bus and devices behind it, and in lockstep with the golden hart.
public struct ProcessorSimulationCost: Codable, Hashable, Sendable {
  public let design: String
  /// Clock cycles and instructions of the programs.
  public let cycles: Int
  public let instructions: Int
  /// Medians over the rounds.
  public let bareLoop: Double
  public let alone: Double
  public let lockstep: Double
  /// Speeds as parts of the bare loop's in the same round.
  public let aloneRatio: Spread
  public let lockstepRatio: Spread

  /// The ratio that must be reached.
  public static let requiredLockstepRatio = 0.5

  public var isReached: Bool { lockstepRatio.median >= ProcessorSimulationCost.requiredLockstepRatio }
}

/// Measures `ProcessorSimulationCost` on one design point, with random programs about the system.
public struct ProcessorSimulationBenchmark: Sendable {
  public let point: DesignPoint
  /// Seeds `1 ... seeds`.
  public var seeds = 6
  /// How often each of the three is measured, in turn.
  public var rounds = 31

  public init(_ point: DesignPoint) { self.point = point }

  /// What the processor is driven with, program by program, each from a state of zeros.
  func record(on model: SimulationModel) throws -> (stimuli: [StimulusRecording], instructions: Int) {
    let regression = ProcessorRegression(point)
    var stimuli: [StimulusRecording] = []
    var instructions = 0
    for seed in 1...UInt64(max(1, seeds)) {
      let run = try regression.processor(seed, on: model, initialState: .zeros)
      run.recording = StimulusRecording(model.design)
      try finish(run, seed)
      if let recording = run.recording { stimuli.append(recording) }
      instructions += Int(run.statistics.instructions)
    }
    return (stimuli, instructions)
  }

  /// - Parameter model: of `ProcessorRegression.design`.
  /// - Throws: `BenchmarkError` when hardware and golden hart differ, or what building and simulating throw.
  public func run(on model: SimulationModel, progress: (String) -> Void = { _ in }) throws -> ProcessorSimulationCost {
    let bareLoop = try BareLoop(model, progress: progress)
    let (recordings, instructions) = try record(on: model)
    let cycles = recordings.reduce(0) { $0 + $1.cycles }
    var bare: [Double] = []
    var alone: [Double] = []
    var lockstep: [Double] = []
    for round in 1...max(1, rounds) {
      progress("round \(round) of \(max(1, rounds))")
      let replays = try recordings.map { try bareLoop.replay($0) }
      bare.append(Double(cycles) / replays.reduce(0) { $0 + $1.seconds })
      alone.append(try speed(of: cycles, isCompared: false, on: model))
      lockstep.append(try speed(of: cycles, isCompared: true, on: model))
    }
    return ProcessorSimulationCost(
      design: point.rawValue, cycles: cycles, instructions: instructions, bareLoop: bare.median,
      alone: alone.median, lockstep: lockstep.median, aloneRatio: Spread(zip(alone, bare).map { $0 / $1 }),
      lockstepRatio: Spread(zip(lockstep, bare).map { $0 / $1 }))
  }

  private func speed(of cycles: Int, isCompared: Bool, on model: SimulationModel) throws -> Double {
    let regression = ProcessorRegression(point)
    let begin = processorSeconds()
    for seed in 1...UInt64(max(1, seeds)) {
      try finish(regression.processor(seed, on: model, isCompared: isCompared, initialState: .zeros), seed)
    }
    return Double(cycles) / (processorSeconds() - begin)
  }

  private func finish(_ run: ProcessorRun, _ seed: UInt64) throws {
    let regression = ProcessorRegression(point)
    switch try run.run(limit: regression.limit) {
    case .finished, .limit: return
    case .difference, .leak: throw BenchmarkError.mismatch(replay: regression.replayCommand(seed))
    }
  }
}
