import HDL
import Hardware
import Simulation

/// Mutants of the processor, with random programs in lockstep with the golden hart: those about the system first, which are short, then
/// those of domains.
struct ProcessorMutation: Sendable {
  /// A program, and the clock cycles after which it is over on the design as it is.
  private struct Program: Sendable {
    let regression: ProcessorRegression
    let seed: UInt64
  }

  private let model: SimulationModel
  private let programs: [Program]
  private static let systemPrograms: UInt64 = 12
  private static let domainPrograms: UInt64 = 6

  /// The processor, and the modules of its core and of the protection control. The encryption unit has a campaign of its own, and the
  /// retire port is no part of the product.
  static func design(_ point: DesignPoint) throws -> (design: Design, modules: Set<String>) {
    let parameters = ProcessorRegression.parameters(point)
    let parts = [
      try Design(ProcessorCore(parameters.core, parameters.memory)), try Design(ProtectionControl(parameters.unit)),
    ]
    let modules = Set(parts.flatMap { $0.mutationSites().map(\.module) }).subtracting(["retire_port"])
    return (try Design(ProcessorSystem(parameters)), modules)
  }

  /// - Throws: `Disagreement` when hardware and golden hart differ without any mutant.
  init(_ point: DesignPoint, on model: SimulationModel) throws {
    self.model = model
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

  func firstDifference(_ mutant: Int) throws -> String? {
    for program in programs {
      let result = try program.regression.run(program.seed, on: model, mutant: mutant)
      if let difference = result.difference { return difference.split(separator: "\n").last.map(String.init) }
      if !result.isOver { return "the program is not over after twice its clock cycles" }
    }
    return nil
  }
}
