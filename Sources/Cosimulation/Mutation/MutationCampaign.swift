import Foundation
import HDL
import Hardware
import Simulation
import Toolchain

/// Measures the co-simulation itself: breaks the elaborated hardware in many small ways and counts how many of the broken
/// designs it tells from the right one. All mutants of a sample are switched by one input of one model, so that hundreds
/// cost one compilation.
public struct MutationCampaign: Sendable {
  /// What is broken.
  public enum Subject: String, CaseIterable, Sendable {
    /// The encryption unit, with random commands and line requests.
    case unit
    /// The processor around it: pipeline, memory unit, protection control, with random programs.
    case processor
  }

  public let point: DesignPoint
  public let subject: Subject
  /// Mutants to try, drawn at random from all that the design offers.
  public var sample = 400
  /// Seed of the draw.
  public var seed: UInt64 = 1
  /// Runs that a mutant must survive to count as a survivor, and line requests in each.
  public var runs = 400
  public var linesPerRun = 150
  /// Self-checking programs that mutants of the processor run first.
  public var tests: [ELFFile] = []
  public var threads = max(1, ProcessInfo.processInfo.activeProcessorCount)

  public init(point: DesignPoint, _ subject: Subject = .unit) {
    self.point = point
    self.subject = subject
  }

  /// - Parameters:
  ///   - progress: called after every mutant, from any thread.
  ///   - survived: hears of each survivor at once, from any thread: a campaign takes long, and may be stopped.
  ///   - building: hears of the slow steps of compiling.
  public func run(
    building: (String) -> Void = { _ in },
    progress: (@Sendable (_ done: Int, _ total: Int, _ survivors: Int) -> Void)? = nil,
    survived: (@Sendable (MutationSite) -> Void)? = nil
  ) throws -> MutationResult {
    let mutated = try self.mutated()
    let design = mutated.design
    var generator = SeededGenerator(seed: seed)
    let all = design.mutationSites().filter { mutated.modules.contains($0.module) }
    let sites = all.shuffled(using: &generator).prefix(sample).sorted { $0.id < $1.id }
    let model = try SimulationModel(design.mutated(sites).verilog(), progress: building)
    let trial = try trial(model)

    let tally = MutationTally(total: sites.count, progress: progress)
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
      for index in stride(from: worker, to: sites.count, by: threads) {
        do {
          let difference = try trial(index + 1)
          if difference == nil { survived?(sites[index]) }
          tally.add(sites[index], caughtBy: difference)
        } catch { tally.fail(error) }
      }
    }
    if let error = tally.error { throw error }
    return MutationResult(point: point, sitesInDesign: all.count, seed: seed, outcomes: tally.outcomes)
  }

  /// The design, and the modules in it that are broken.
  private func mutated() throws -> (design: Design, modules: Set<String>) {
    switch subject {
    case .unit:
      let design = try point.elaborate()
      return (design, Set(design.mutationSites().map(\.module)))
    case .processor: return try ProcessorMutation.design(point)
    }
  }

  /// Tells what the first difference is that a mutant makes; nil for a survivor. With every mutant off, the model must be as good as
  /// the design itself.
  private func trial(_ model: SimulationModel) throws -> @Sendable (Int) throws -> String? {
    switch subject {
    case .processor:
      let mutation = try ProcessorMutation(point, on: model, tests: tests)
      return { try mutation.firstDifference($0) }
    case .unit:
      let control = try Scenario(point: point, seed: 1, lines: linesPerRun).run(on: model, mutant: 0)
      if let mismatch = control.mismatch { throw mismatch }
      return { mutant in
        for run in 1...UInt64(runs) {
          let scenario = Scenario(point: point, seed: run, lines: linesPerRun)
          if let mismatch = try scenario.run(on: model, mutant: mutant).mismatch { return mismatch.what }
        }
        return nil
      }
    }
  }
}

/// What became of one mutant.
public struct MutationOutcome: Codable, Sendable {
  public let site: MutationSite
  /// The first difference that the co-simulation saw, or nil when the mutant survived.
  public let caughtBy: String?
}

/// What a campaign showed.
public struct MutationResult: Sendable {
  public let point: DesignPoint
  /// All places where the design could have been broken.
  public let sitesInDesign: Int
  public let seed: UInt64
  /// One for each mutant, in the order of their sites.
  public let outcomes: [MutationOutcome]

  public var survivors: [MutationSite] { outcomes.filter { $0.caughtBy == nil }.map(\.site) }
  /// The share of mutants that were caught.
  public var score: Double {
    outcomes.isEmpty ? 0 : Double(outcomes.count - survivors.count) / Double(outcomes.count)
  }

  /// Caught and tried, by some property of the site.
  public func table(by key: (MutationSite) -> String) -> [(name: String, caught: Int, tried: Int)] {
    Dictionary(grouping: outcomes) { key($0.site) }
      .map { (name: $0.key, caught: $0.value.count { $0.caughtBy != nil }, tried: $0.value.count) }
      .sorted { $0.name < $1.name }
  }
}

/// Collects outcomes from several threads.
private final class MutationTally: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [MutationOutcome] = []
  private var firstError: (any Error)?
  private let total: Int
  private let progress: (@Sendable (Int, Int, Int) -> Void)?

  init(total: Int, progress: (@Sendable (Int, Int, Int) -> Void)?) {
    self.total = total
    self.progress = progress
  }

  func add(_ site: MutationSite, caughtBy difference: String?) {
    let (done, survivors) = lock.withLock {
      found.append(MutationOutcome(site: site, caughtBy: difference))
      return (found.count, found.count { $0.caughtBy == nil })
    }
    progress?(done, total, survivors)
  }

  func fail(_ error: any Error) { lock.withLock { firstError = firstError ?? error } }
  var error: (any Error)? { lock.withLock { firstError } }
  var outcomes: [MutationOutcome] { lock.withLock { found.sorted { $0.site.id < $1.site.id } } }
}
