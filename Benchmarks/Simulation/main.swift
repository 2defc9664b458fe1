// Measures the simulation in this process on the line engine and the whole encryption unit of every design point; with
// `--verilator` the models that Verilator builds of the same Verilog, too.
import Foundation
import HDL
import Hardware
import Simulation

/// CPU seconds of this process so far.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Random inputs for every cycle, the same for both simulators: a value per input, which is repeated after some cycles.
struct Stimulus {
  let inputs: [PortDescription]
  private(set) var cycles: [[Constant]] = []

  init(_ ports: [PortDescription], cycles count: Int) {
    inputs = ports.filter { $0.direction == .input && $0.width <= 64 }
    var random = SplitMix(state: 1)
    for _ in 0..<count { cycles.append(inputs.map { Constant(width: $0.width, words: [random.next()]) }) }
  }
}

/// SplitMix64.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Runs `cycle` for about a second and gives the cycles per second.
func rate(_ cycle: (Int) throws -> Void) rethrows -> Double {
  let start = processorSeconds()
  var count = 0
  while processorSeconds() - start < 1 {
    for _ in 0..<200 {
      try cycle(count)
      count += 1
    }
  }
  return Double(count) / (processorSeconds() - start)
}

struct Measurement {
  var compileSeconds = 0.0
  var cyclesPerSecond = 0.0
  var quietCyclesPerSecond = 0.0
  var instructions = 0
  var batches = 0
  var verilatorCyclesPerSecond: Double?
}

func measure(_ design: Design, verilator: Bool) throws -> Measurement {
  var result = Measurement()
  let start = processorSeconds()
  let simulation = try CycleSimulation(design)
  result.compileSeconds = processorSeconds() - start
  let stimulus = Stimulus(simulation.ports, cycles: 1000)
  let probes = try stimulus.inputs.map { try simulation.probe($0.name) }
  try simulation.reset()
  result.cyclesPerSecond = try rate { cycle in
    for (probe, value) in zip(probes, stimulus.cycles[cycle % 1000]) { try probe.poke(value.words[0]) }
    // Random inputs break the protocol that the design assumes.
    do { try simulation.tick() } catch CycleSimulationError.assertion {}
  }
  for probe in probes { try probe.poke(0) }
  try simulation.reset()
  result.quietCyclesPerSecond = try rate { _ in try simulation.tick() }
  result.instructions = simulation.statistics.instructions
  result.batches = simulation.statistics.batches
  if verilator { result.verilatorCyclesPerSecond = try measureVerilator(design, stimulus) }
  return result
}

func measureVerilator(_ design: Design, _ stimulus: Stimulus) throws -> Double {
  var options = SimulationOptions()
  options.assertions = false
  let simulator = try Simulator(SimulationModel(design.verilog(), options: options))
  func setter<Value: PortValue>(_ name: String, _ make: @escaping (UInt64) -> Value) throws -> (UInt64) -> Void {
    let port = try simulator.port(name, as: Value.self)
    return { port.value = make($0) }
  }
  let setters = try stimulus.inputs.map { input in
    switch input.width {
    case 1: try setter(input.name) { $0 != 0 }
    case ...8: try setter(input.name) { UInt8($0) }
    case ...16: try setter(input.name) { UInt16($0) }
    case ...32: try setter(input.name) { UInt32($0) }
    default: try setter(input.name) { $0 }
    }
  }
  return try rate { cycle in
    for (set, value) in zip(setters, stimulus.cycles[cycle % 1000]) { set(value.words[0]) }
    try simulator.tick()
  }
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func run(_ arguments: [String]) throws {
  let verilator = arguments.contains("--verilator")
  var designs: [(String, Design)] = []
  for point in DesignPoint.allCases {
    designs.append(("line engine, \(point.rawValue)", try point.elaborateLineEngine()))
    designs.append(("unit, \(point.rawValue)", try point.elaborate()))
  }
  print(
    "design                     compiled s   steps  batches   cycles/s  at rest/s" + (verilator ? "  Verilator/s" : ""))
  for (name, design) in designs {
    let result = try measure(design, verilator: verilator)
    print(
      name.padding(toLength: 26, withPad: " ", startingAt: 0),
      column(String(format: "%.3f", result.compileSeconds), 10),
      column("\(result.instructions)", 7), column("\(result.batches)", 8),
      column("\(Int(result.cyclesPerSecond))", 10), column("\(Int(result.quietCyclesPerSecond))", 10),
      result.verilatorCyclesPerSecond.map { column("\(Int($0))", 12) } ?? "")
  }
}

do {
  try run(Array(CommandLine.arguments.dropFirst()))
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
