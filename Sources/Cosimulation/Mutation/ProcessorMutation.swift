import HDL
import Hardware
import Simulation
import Toolchain

/// Mutants of the processor, in lockstep with the golden hart: self-checking programs first, which are short, then random ones about the
/// system, then those of domains.
struct ProcessorMutation: Sendable {
  /// A program, and the clock cycles after which it is over on the design as it is.
  private struct Program: Sendable {
    let regression: ProcessorRegression
    let seed: UInt64
  }

  private struct Test: Sendable {
    let program: ELFFile
    let limit: UInt64
  }

  private let point: DesignPoint
  private let model: SimulationModel
  private let tests: [Test]
  private let programs: [Program]
  private static let systemPrograms: UInt64 = 12
  private static let domainPrograms: UInt64 = 6

  /// The processor, and the modules of its core and of the protection control. The encryption unit has a campaign of its own, and the
  /// retire port is no part of the product.
  static func design(_ point: DesignPoint) throws -> (design: Design, modules: Set<String>) {
    let parameters = ProcessorRegression.parameters(point)
    let parts = [
      try Design(ProcessorCore(parameters.core, parameters.memory)),
      try Design(ProtectionControl(parameters.unit, parameters.exponentiation)),
    ]
    let modules = Set(parts.flatMap { $0.mutationSites().map(\.module) }).subtracting(["retire_port"])
    return (try Design(ProcessorSystem(parameters)), modules)
  }

  /// - Throws: `Disagreement` when hardware and golden hart differ without any mutant.
  init(_ point: DesignPoint, on model: SimulationModel, tests: [ELFFile]) throws {
    self.point = point
    self.model = model
    self.tests = try tests.map { program in
      let run = try Self.run(program, point, on: model, mutant: 0)
      let outcome = try run.run(limit: 2_000_000)
      guard case .finished(0) = outcome else {
        throw Disagreement(description: "\(program.name) without a mutant: \(outcome)")
      }
      return Test(program: program, limit: 2 * run.statistics.cycles)
    }
    var programs: [Program] = []
    for (kind, count) in [
      (ProcessorRegression.Programs.system, Self.systemPrograms), (.domains, Self.domainPrograms),
    ] {
      for seed in 1...count {
        var regression = ProcessorRegression(point, kind)
        let control = try regression.run(seed, on: model, mutant: 0)
        if let difference = control.difference { throw Disagreement(description: difference) }
        // A program that is not over by then has been slowed down or stopped.
        guard control.isOver else { continue }
        regression.limit = 2 * control.statistics.cycles
        programs.append(Program(regression: regression, seed: seed))
      }
    }
    self.programs = programs
  }

  /// Hardware and golden hart differ before anything is broken.
  struct Disagreement: Error, CustomStringConvertible {
    let description: String
  }

  private static func run(
    _ program: ELFFile, _ point: DesignPoint, on model: SimulationModel, mutant: Int
  ) throws -> ProcessorRun {
    let run = try ProcessorRun(model, memory: 4 << 20, latency: 1, unit: point.reference, mutant: mutant) { _ in }
    for segment in program.segments { _ = run.load(program.contents(of: segment), at: segment.address) }
    _ = run.load(ProcessorRun.boot(to: program.entry), at: 0x1000)
    return run
  }

  private func difference(_ test: Test, _ mutant: Int) throws -> String? {
    do {
      switch try Self.run(test.program, point, on: model, mutant: mutant).run(limit: test.limit) {
      case .finished(0): return nil
      case .finished(let code): return "\(test.program.name) ends with code \(code)"
      case .limit: return "\(test.program.name) is not over after twice its clock cycles"
      case .difference(let text): return text.split(separator: "\n").last.map(String.init)
      case .leak(let text): return text
      }
    } catch let error as SimulationError { return "\(error)" }
  }

  func firstDifference(_ mutant: Int) throws -> String? {
    for test in tests {
      if let difference = try difference(test, mutant) { return difference }
    }
    for program in programs {
      let result = try program.regression.run(program.seed, on: model, mutant: mutant)
      if let difference = result.difference { return difference.split(separator: "\n").last.map(String.init) }
      if !result.isOver { return "the program is not over after twice its clock cycles" }
    }
    return nil
  }
}
