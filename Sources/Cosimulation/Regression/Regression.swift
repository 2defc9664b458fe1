import Foundation
import Hardware
import Simulation

/// Many seeded scenarios on one design point, on several threads.
public struct Regression: Sendable {
  public let unit: CosimulatedUnit
  public let point: DesignPoint
  /// The seeds `first ..< first + count`, of which this shard takes every n-th.
  public var firstSeed: UInt64 = 1
  public var seeds = 100
  /// Line requests per seed.
  public var linesPerSeed = 300
  /// This shard's number (from 0) and how many there are.
  public var shard = 0
  public var shards = 1
  public var threads = max(1, ProcessInfo.processInfo.activeProcessorCount)

  public init(_ unit: CosimulatedUnit = .encryption, point: DesignPoint) {
    self.unit = unit
    self.point = point
  }

  /// How many of the seeds are this shard's.
  public var seedsOfShard: Int { shard < seeds ? (seeds - shard - 1) / shards + 1 : 0 }

  /// The shard's seeds, by index. After the highest seed comes 0.
  public func seed(_ index: Int) -> UInt64 { firstSeed &+ UInt64(shard) &+ UInt64(index) &* UInt64(shards) }

  /// Runs until all seeds are done or one fails; a failing scenario is shrunk.
  /// - Parameter progress: called now and then with how many scenarios are done, from any thread.
  public func run(
    on model: SimulationModel, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) throws -> RegressionResult {
    let count = seedsOfShard
    let tally = Tally(total: count, progress: progress)
    let workers = min(threads, max(1, count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: count, by: workers) {
        if tally.isOver { return }
        let scenario = Scenario(unit, point: point, seed: seed(index), lines: linesPerSeed)
        do { tally.add(try scenario.run(on: model)) } catch { tally.fail(error) }
      }
    }
    if let error = tally.error { throw error }
    var result = tally.result(unit, point)
    if let failing = result.failure {
      var shrinker = Shrinker(model: model, budget: unit == .keyed ? 60 : 400)
      result.failure = try shrinker.shrink(failing)
    }
    return result
  }
}

/// What a regression showed.
public struct RegressionResult: Sendable {
  public let unit: CosimulatedUnit
  public let point: DesignPoint
  /// Scenarios without a difference.
  public var passed = 0
  public var lines = 0
  public var cycles = 0
  public var coverage = Coverage()
  /// The failing scenario with the lowest seed, shrunk.
  public var failure: ScenarioResult?

  /// Coverage points that this design can reach and this regression did not.
  public var unreached: [CoveragePoint] { CoveragePoint.reachable(unit, point).filter { coverage[$0] == 0 } }
}

/// Collects results from several threads.
private final class Tally: @unchecked Sendable {
  private let lock = NSLock()
  private var passed = 0
  private var lines = 0
  private var cycles = 0
  private var coverage = Coverage()
  private var failure: ScenarioResult?
  private var firstError: (any Error)?
  private let total: Int
  private let progress: (@Sendable (Int, Int) -> Void)?

  init(total: Int, progress: (@Sendable (Int, Int) -> Void)?) {
    self.total = total
    self.progress = progress
  }

  func add(_ result: ScenarioResult) {
    let done = lock.withLock {
      lines += result.lines
      cycles += result.cycles
      coverage.merge(result.coverage)
      if result.mismatch == nil {
        passed += 1
      } else if failure.map({ result.scenario.seed < $0.scenario.seed }) ?? true {
        failure = result
      }
      return passed
    }
    progress?(done, total)
  }

  func fail(_ error: any Error) { lock.withLock { firstError = firstError ?? error } }

  var isOver: Bool { lock.withLock { failure != nil || firstError != nil } }
  var error: (any Error)? { lock.withLock { firstError } }

  func result(_ unit: CosimulatedUnit, _ point: DesignPoint) -> RegressionResult {
    lock.withLock {
      RegressionResult(
        unit: unit, point: point, passed: passed, lines: lines, cycles: cycles, coverage: coverage, failure: failure)
    }
  }
}
