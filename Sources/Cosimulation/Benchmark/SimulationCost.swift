import Hardware
import Simulation

/// What simulating one design point costs, in clock cycles per second of processor time: the bare C++ loop, the same
/// stimulus through typed Swift ports, and the co-simulation from which the stimulus was recorded.
public struct SimulationCost: Codable, Hashable, Sendable {
  public let design: String
  /// Clock cycles and line requests of the stimulus.
  public let cycles: Int
  public let lines: Int
  /// Medians over the rounds.
  public let bareLoop: Double
  public let typedPorts: Double
  public let cosimulation: Double
  /// Speeds as parts of the bare loop's in the same round, when the machine was, mostly, equally fast.
  public let typedPortsRatio: Spread
  public let cosimulationRatio: Spread

  /// The ratios that must be reached.
  public static let requiredTypedPortsRatio = 0.85
  public static let requiredCosimulationRatio = 0.5

  public var isReached: Bool {
    typedPortsRatio.median >= SimulationCost.requiredTypedPortsRatio
      && cosimulationRatio.median >= SimulationCost.requiredCosimulationRatio
  }
}

/// A median, and the two quartiles, between which half of the measurements lie: how far the median can be trusted.
public struct Spread: Codable, Hashable, Sendable {
  public let lower: Double
  public let median: Double
  public let upper: Double

  public init(lower: Double, median: Double, upper: Double) {
    self.lower = lower
    self.median = median
    self.upper = upper
  }

  /// All 0 of no measurements.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    self.init(
      lower: sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 4], median: values.median,
      upper: sorted.isEmpty ? 0 : sorted[sorted.count - 1 - (sorted.count - 1) / 4])
  }
}

/// Measures `SimulationCost` on one design point. The stimulus is what the random co-simulation of a few seeds drove.
public struct SimulationBenchmark: Sendable {
  public let point: DesignPoint
  /// Seeds `1 ... seeds`, with so many line requests each.
  public var seeds = 8
  public var linesPerSeed = 250
  /// How often each of the three is measured, in turn. Many short rounds rather than a few long ones: the speed of a shared
  /// machine changes within seconds.
  public var rounds = 31

  public init(_ point: DesignPoint) { self.point = point }

  private var scenarios: [Scenario] {
    (1...max(1, seeds)).map { Scenario(point: point, seed: UInt64($0), lines: linesPerSeed) }
  }

  /// Everything that the unit was driven with, seed after seed.
  public func record(on model: SimulationModel) throws -> StimulusRecording {
    var recording = StimulusRecording(model.design)
    for scenario in scenarios { recording.append(try scenario.record(on: model)) }
    return recording
  }

  /// - Throws: `BenchmarkError` when the three did not do the same work, or what building and simulating throw.
  public func run(on model: SimulationModel, progress: (String) -> Void = { _ in }) throws -> SimulationCost {
    let bareLoop = try BareLoop(model, progress: progress)
    let recording = try record(on: model)
    var bare: [ReplayMeasurement] = []
    var ports: [ReplayMeasurement] = []
    var cosimulation: [(cycles: Int, seconds: Double)] = []
    var lines = 0
    for round in 1...max(1, rounds) {
      progress("round \(round) of \(max(1, rounds))")
      bare.append(try bareLoop.replay(recording))
      ports.append(try UnitPorts(Simulator(model)).replay(recording))
      let begin = processorSeconds()
      let results = try scenarios.map { try $0.run(on: model) }
      cosimulation.append((results.reduce(0) { $0 + $1.cycles }, processorSeconds() - begin))
      lines = results.reduce(0) { $0 + $1.lines }
      if let failure = results.first(where: { $0.mismatch != nil }) {
        throw BenchmarkError.mismatch(replay: failure.scenario.replayCommand)
      }
    }
    guard Set((bare + ports).map(\.checksum)).count == 1, cosimulation.allSatisfy({ $0.cycles == recording.cycles })
    else { throw BenchmarkError.differentWork(design: point.rawValue) }

    let bareSpeeds = bare.map(\.cyclesPerSecond)
    let portSpeeds = ports.map(\.cyclesPerSecond)
    let cosimulationSpeeds = cosimulation.map { Double($0.cycles) / $0.seconds }
    return SimulationCost(
      design: point.rawValue, cycles: recording.cycles, lines: lines, bareLoop: bareSpeeds.median,
      typedPorts: portSpeeds.median, cosimulation: cosimulationSpeeds.median,
      typedPortsRatio: Spread(zip(portSpeeds, bareSpeeds).map { $0 / $1 }),
      cosimulationRatio: Spread(zip(cosimulationSpeeds, bareSpeeds).map { $0 / $1 }))
  }
}

/// Why a measurement has no result.
public enum BenchmarkError: Error, Equatable, CustomStringConvertible {
  /// Hardware and golden model differ, so there is nothing worth measuring.
  case mismatch(replay: String)
  /// The loops that are compared saw different outputs.
  case differentWork(design: String)
  /// Lines of one kind took different numbers of cycles.
  case irregularTiming(design: String, algorithm: String)
  /// A file that a measurement made cannot be understood.
  case badFile(path: String, reason: String)

  public var description: String {
    switch self {
    case .mismatch(let replay):
      "hardware and golden model differ while their speed is measured; find out why with: \(replay)"
    case .differentWork(let design):
      "\(design): bare loop, typed ports and co-simulation did not see the same cycles, so their speeds mean nothing"
    case .irregularTiming(let design, let algorithm):
      "\(design): \(algorithm) lines took different numbers of cycles under the same conditions"
    case .badFile(let path, let reason): "\(path): \(reason)"
    }
  }
}

extension Scenario {
  /// What the unit is driven with in this run.
  func record(on model: SimulationModel) throws -> StimulusRecording {
    let (environment, _, steps) = try stimulus()
    let lockstep = try Lockstep(
      model, parameters: point.reference, environment: environment, seed: seed, recordsStimulus: true)
    do {
      try lockstep.run(steps)
    } catch {
      throw BenchmarkError.mismatch(replay: replayCommand)
    }
    return lockstep.recording ?? StimulusRecording(model.design)
  }
}

extension [Double] {
  /// The middle value, or the mean of the two in the middle; 0 of none.
  var median: Double {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
