import HDL
import Simulation

/// What a test runs on: the simulator in this process, or the emitted Verilog in Verilator.
enum Engine: CaseIterable {
  case process, verilator

  func start(_ module: Module) throws -> any Bench {
    let design = try Design(module)
    switch self {
    case .process: return try CycleSimulation(design)
    case .verilator: return VerilatorBench(simulator: try Simulator(SimulationModel(design.verilog())))
    }
  }
}

/// A running design, with ports of up to 64 bits by name.
protocol Bench {
  func drive(_ name: String, _ value: UInt64) throws
  func value(of name: String) throws -> UInt64
  func tick() throws
  func reset() throws
}

extension CycleSimulation: Bench {
  func drive(_ name: String, _ value: UInt64) throws { try poke(name, Constant(width: 64, value: value)) }
  func value(of name: String) throws -> UInt64 { try peek(name).words[0] }
  func tick() throws { try tick(1) }
}

struct VerilatorBench: Bench {
  let simulator: Simulator

  func drive(_ name: String, _ value: UInt64) throws { try simulator.drive(name, value) }
  func value(of name: String) throws -> UInt64 {
    try simulator.evaluate()
    return try simulator.value(of: name)[0]
  }
  func tick() throws { try simulator.tick() }
  func reset() throws { try simulator.reset() }
}
