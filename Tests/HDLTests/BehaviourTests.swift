import Simulation
import Testing

@testable import HDL

/// The emitted Verilog does what the netlist says: random modules and awkward corners in Verilator and in this
/// process.
@Suite struct BehaviourTests {
  /// A module of random expressions, wires and registers; every value ends in an output.
  final class RandomModule: Module {
    enum Phase: HardwareEnum { case first, second, third, fourth, fifth }
    let inputs: [Bits.Input]
    let flags = (0..<4).map { _ in In() }
    let code = In(Phase.self)
    let outputs: [Bits.Output]
    let registers: [Bits.Var]
    let phase = Reg(reset: Phase.second)
    let phaseOut = Out(Phase.self)
    let store = Memory(depth: 8, width: 33)
    private static let widths = [1, 2, 3, 7, 8, 33, 64, 65, 130, 300]
    private let seed: UInt64
    private var random: SeededGenerator
    private var pool: [Int: [Bits]] = [:]

    init(seed: UInt64) {
      self.seed = seed
      random = SeededGenerator(seed: seed)
      inputs = Self.widths.map { In($0) }
      outputs = Self.widths.map { Out($0) }
      registers = Self.widths.enumerated().map { $0 % 2 == 0 ? Reg($1, reset: UInt64($0 % 2)) : Reg($1) }
      super.init(name: "random_\(seed)")
    }

    private func pick(_ width: Int) -> Bits {
      if Int.random(in: 0..<12, using: &random) == 0 {
        return Bits(Constant(width: width, words: random.words(width: width)))
      }
      return pool[width]?.randomElement(using: &random) ?? Bits(0, width: width)
    }
    private func condition() -> Bit {
      let width = Self.widths.randomElement(using: &random) ?? 8
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return pick(width).any
      case 1: return pick(width).all
      case 2: return pick(width).parity
      case 3: return (~pick(width)).parity
      case 4: return pick(width) == pick(width)
      case 5: return pick(width) < pick(width)
      case 6: return (pick(width) + pick(width)) >= pick(width)
      case 7: return pick(width)[Int.random(in: 0..<width, using: &random)]
      case 8: return pick(width).signed < pick(width).signed
      case 9: return pick(width).signed >= (pick(width) - pick(width)).signed
      case 10: return !((flags.randomElement(using: &random) ?? flags[0]) ^ pick(width).any.bits.all)
      default: return code != (Phase.allCases.randomElement(using: &random) ?? .first)
      }
    }
    private func expression(_ width: Int) -> Bits {
      let a = pick(width)
      switch Int.random(in: 0..<17, using: &random) {
      case 0: return a + pick(width)
      case 1: return a - (pick(width) - pick(width))
      case 2: return a & pick(width)
      case 3: return a | (pick(width) & pick(width))
      case 4: return a ^ pick(width)
      case 5: return ~a
      case 6: return mux(condition(), a, mux(condition(), pick(width), pick(width)))
      case 7: return select(pick(3), from: (0..<Int.random(in: 2...8, using: &random)).map { _ in pick(width) })
      case 8:
        let parts = Self.widths.filter { $0 < width }
        guard let low = parts.randomElement(using: &random) else { return a }
        return cat(expression(low), (a + pick(width)).bits(from: low, width: width - low))
      case 9:
        let wider = Self.widths.filter { $0 > width }
        guard let from = wider.randomElement(using: &random) else { return a }
        let start = Int.random(in: 0...from - width, using: &random)
        return (pick(from) ^ pick(from)).bits(from: start, width: width)
      case 10: return width > 1 ? a.rotatedLeft(by: Int.random(in: 1..<width, using: &random)) : a
      case 11: return a << pick(Self.widths.randomElement(using: &random) ?? 3)
      case 12: return a >> pick([3, 7, 8, 65].randomElement(using: &random) ?? 3)
      case 13: return (a.signed >> pick([3, 7, 8, 130].randomElement(using: &random) ?? 3)).bits
      case 14: return (a * pick(width)).truncated(to: width)
      case 15:
        let narrower = Self.widths.filter { $0 < width }
        guard let from = narrower.randomElement(using: &random) else { return a }
        return (pick(from) + pick(from)).extended(to: width)
      default: return width == 33 ? store[pick(3)] : replicate(condition(), width)
      }
    }

    override func build() {
      for (index, width) in Self.widths.enumerated() { pool[width] = [inputs[index], registers[index]] }
      let word = store[pick(3)]
      pool[33]?.append(word)
      for number in 0..<120 {
        let width = Self.widths[number % Self.widths.count]
        let value = expression(width)
        switch Int.random(in: 0..<7, using: &random) {
        case 0:
          let wire = Wire(width, default: pick(width)).named("wire_\(number)")
          when(condition()) {
            wire <== value
          } otherwise: {
            when(condition()) { wire <== pick(width) }
          }
          pool[width]?.append(wire)
        case 1:
          let wire = Wire(width).named("wire_\(number)")
          match(code) { phase in
            if phase == .third {
              when(condition()) {
                wire <== value
              } otherwise: {
                wire <== pick(width)
              }
            } else {
              wire <== pick(width)
            }
          }
          pool[width]?.append(wire)
        case 2:
          let wire = Wire(width).named("wire_\(number)")
          let (first, second) = (pick(width), pick(width))
          match(pick(3), [1: { wire <== first }, 6: { wire <== second }]) { wire <== value }
          pool[width]?.append(wire)
        default: pool[width]?.append(number % 3 == 0 ? value.named("value_\(number)") : value)
        }
      }
      for (index, width) in Self.widths.enumerated() {
        outputs[index] <== pool[width]?.reduce(Bits(0, width: width)) { $0 ^ $1 } ?? Bits(0, width: width)
        when(flags[index % 4]) { registers[index] <== expression(width) }
      }
      match(phase) {
        switch $0 {
        case .first: when(condition() ^ flags[0]) { phase <== .third }
        case .second: phase <== .first
        case .third:
          when(condition() ^ flags[1]) {
            phase <== code
          } otherwise: {
            phase <== .second
          }
        case .fourth, .fifth: phase <== .first
        }
      }
      phaseOut <== phase
      when(flags[3] ^ condition()) { store.write(pick(3), pick(33)) }
      when(flags[2] & condition()) { store.write(pick(3), pick(33), mask: pick(3)) }
      ignore(inputs[0], code, cat(flags))
    }
  }

  @Test(arguments: [1, 22, 24] as [UInt64]) func randomModules(seed: UInt64) throws {
    let design = try Design(RandomModule(seed: seed))
    let verilog = design.verilog()
    #expect(try Design(RandomModule(seed: seed)).verilog() == verilog, "the text must not change between runs")
    // Random designs compare with wires that turn out to be constant.
    var options = SimulationOptions()
    options.verilatorFlags = ["-Wno-CMPCONST", "-Wno-UNSIGNED"]
    try SimulationModel.lint(verilog, options: options)
    try expectOtherToolsAccept(verilog, check: false)
    try compare(design, cycles: 200, seed: seed, options: options)
  }
}

/// Runs a module in Verilator and in this process with the same random inputs.
func compare(
  _ design: Design, cycles: Int, seed: UInt64, options: SimulationOptions = SimulationOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let simulator = try Simulator(SimulationModel(design.verilog(), options: options))
  let simulation = try CycleSimulation(design)
  var random = SeededGenerator(seed: seed)
  let resets = design.ports.contains { $0.name == "reset" }
  for cycle in 0..<cycles {
    for port in simulation.ports where port.direction == .input {
      let words = random.words(width: port.width)
      try simulator.set(port.name, words)
      try simulation.poke(port.name, Constant(width: port.width, words: words))
    }
    if resets {
      try simulator.set("reset", [cycle % 50 == 0 ? 1 : 0])
      try simulation.setReset(cycle % 50 == 0)
    }
    try simulator.evaluate()
    for port in simulation.ports where port.direction == .output {
      let expected = try simulator.value(of: port.name)
      let found = try simulation.peek(port.name).words
      #expect(found == expected, "\(port.name) in cycle \(cycle), seed \(seed)", sourceLocation: sourceLocation)
      if found != expected { return }
    }
    if design.ports.contains(where: { $0.name == "clock" }) {
      try simulator.tick()
      try simulation.tick()
    }
  }
}
