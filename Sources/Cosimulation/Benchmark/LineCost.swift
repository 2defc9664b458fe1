import Hardware
import Reference
import Simulation

/// What a line costs in clock cycles on one design point, for one algorithm and one memory latency, when neither the core
/// nor the bus makes it wait otherwise. An interval counts from handshake to handshake.
public struct LineCost: Codable, Hashable, Sendable {
  public let design: String
  public let algorithm: String
  /// Cycles from the read address to the first beat beyond the one that the bus takes at least, and from the last beat
  /// of a write to its response.
  public let latency: Int

  /// A load: from its request to the first and the last word that the core receives.
  public let loadToFirstWord: Int
  public let loadToLastWord: Int
  /// From the last beat on the bus to those words; negative when the first word leaves while beats still arrive.
  public let beatToFirstWord: Int
  public let beatToLastWord: Int
  /// A write-back: from its request to the answer, which comes after the memory's.
  public let writeBackToAnswer: Int
  /// From one request to the next, when the core always has one waiting.
  public let loadInterval: Int
  public let writeBackInterval: Int

  /// What the design point fast must reach from the last beat to the last word of an aes128-xts line.
  public static let requiredBeatToLastWord = 6

  /// Whether this is the cost with a requirement, and misses it.
  public var isMissed: Bool {
    design == DesignPoint.fast.rawValue && algorithm == Algorithm.aes128XTS.name
      && beatToLastWord > LineCost.requiredBeatToLastWord
  }
}

extension LineCost {
  /// Measures one row in a co-simulation with the golden model.
  /// - Parameter regions: 2, with keys of their own, so that the key changes with every line, or 1.
  /// - Throws: `BenchmarkError.irregularTiming` when the cost depends on the line.
  public static func measure(
    _ point: DesignPoint, _ algorithm: Algorithm, latency: Int, regions: Int = 2, on model: SimulationModel
  ) throws -> LineCost {
    var environment = Environment()
    environment.bus.readLatency = latency...latency
    environment.bus.writeLatency = latency...latency
    let lockstep = try Lockstep(model, parameters: point.reference, environment: environment, seed: 1)
    var loads: [LineTiming] = []
    var writeBacks: [LineTiming] = []
    lockstep.onLine = { operation, _, timing in
      if operation.request.kind == .load { loads.append(timing) } else { writeBacks.append(timing) }
    }
    do {
      try lockstep.run(steps(algorithm, regions))
    } catch {
      throw BenchmarkError.mismatch(replay: "keyline cosim --design \(point.rawValue)")
    }

    // Under one key the first line of a kind may still pay for the key.
    if regions == 1 {
      loads = Array(loads.dropFirst(2))
      writeBacks = Array(writeBacks.dropFirst(2))
    }
    func only(_ cycles: [Int]) throws -> Int {
      guard let first = cycles.first, cycles.allSatisfy({ $0 == first }) else {
        throw BenchmarkError.irregularTiming(design: point.rawValue, algorithm: algorithm.name)
      }
      return first
    }
    func intervals(_ timings: [LineTiming]) -> [Int] {
      zip(timings.dropFirst(), timings).map { $0.request - $1.request }
    }
    return LineCost(
      design: point.rawValue, algorithm: algorithm.name, latency: latency,
      loadToFirstWord: try only(loads.map { $0.firstWord - $0.request }),
      loadToLastWord: try only(loads.map { $0.lastWord - $0.request }),
      beatToFirstWord: try only(loads.map { $0.firstWord - $0.lastBeat }),
      beatToLastWord: try only(loads.map { $0.lastWord - $0.lastBeat }),
      writeBackToAnswer: try only(writeBacks.map { $0.lastWord - $0.request }),
      loadInterval: try only(intervals(loads)), writeBackInterval: try only(intervals(writeBacks)))
  }

  /// Cycles for a line that is read and one that is written back behind it, under one key, as when a dirty line gives way: from
  /// the request of a load to that of the next one, when the core always has a request waiting.
  /// - Throws: `BenchmarkError.irregularTiming` when the cost depends on the line.
  public static func pair(
    _ point: DesignPoint, _ algorithm: Algorithm, latency: Int, on model: SimulationModel
  ) throws -> Int {
    var environment = Environment()
    environment.bus.readLatency = latency...latency
    environment.bus.writeLatency = latency...latency
    let lockstep = try Lockstep(model, parameters: point.reference, environment: environment, seed: 1)
    var requests: [Int] = []
    lockstep.onLine = { operation, _, timing in
      if operation.request.kind == .load { requests.append(timing.request) }
    }
    do {
      try lockstep.run(steps(algorithm, 1, alternates: true))
    } catch {
      throw BenchmarkError.mismatch(replay: "keyline cosim --design \(point.rawValue)")
    }
    // The first line pays for the key, and the last pair has nothing behind it.
    let intervals = zip(requests.dropFirst(), requests).map { $0 - $1 }.dropFirst()
    guard let first = intervals.first, intervals.allSatisfy({ $0 == first }) else {
      throw BenchmarkError.irregularTiming(design: point.rawValue, algorithm: algorithm.name)
    }
    return first
  }

  /// Regions with keys of their own, then loads and write-backs in all of them: eight after eight, or in turn.
  private static func steps(_ algorithm: Algorithm, _ count: Int, alternates: Bool = false) -> [Step] {
    let regions = (0..<count).map { region in
      Step(
        .setup(
          SetupCommand(
            .install, domain: 1, segment: UInt8(region), base: UInt32(region) << 12, bound: 1 << 12,
            algorithm: algorithm.rawValue, nonce: UInt64(region), rights: [.read, .write], flags: [.plainAccess],
            key: (0..<algorithm.keyLength).map { UInt8(truncatingIfNeeded: $0 * 7 + region) })))
    }
    func line(_ kind: LineKind, _ number: Int) -> Step {
      let region = number % count
      let identity = kind == .writeBack ? LineIdentity(protected: true, attribute: region) : .unprotected
      let request = LineRequest(
        kind, domain: 1, virtualLine: UInt32(region << 6 + number), physicalLine: UInt32(number), identity: identity)
      let operation = LineOperation(request, data: Line(words: .init(repeating: UInt64(number))))
      return Step(.line(operation), overlaps: alternates && number > 0)
    }
    let running = Step(.mode(ModeCommand(.select, domain: 1)))
    if alternates { return regions + [running] + (0..<8).flatMap { [line(.load, $0), line(.writeBack, $0 + 8)] } }
    return regions + [running] + (0..<8).map { line(.load, $0) } + (0..<8).map { line(.writeBack, $0) }
  }
}
