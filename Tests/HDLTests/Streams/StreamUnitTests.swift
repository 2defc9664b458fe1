import HDL
import Simulation
import Testing

struct Word: Layout {
  let data = field(16)
  let last = flag()
}

/// What a queue or register slice must do in every cycle.
private struct Expectation {
  let depth: Int
  let pipe: Bool
  let flow: Bool
  var held: [UInt64] = []

  func ready(_ outputReady: Bool) -> Bool { held.count < depth || pipe && outputReady }
  func valid(_ inputValid: Bool) -> Bool { !held.isEmpty || flow && inputValid }
}

/// Queues and register slices, each with ports of its own: one simulation serves all.
private final class StoringUnits: Module {
  let inputs: [Sink<Word>]
  let outputs: [Source<Word>]
  let queues = StoringUnits.configurations.map { Instance(Queue(Word(), depth: $0.0, pipe: $0.1, flow: $0.2)) }
  let slices = RegisterSliceKind.allCases.map { Instance(RegisterSlice(Word(), $0)) }
  static let configurations = [
    (1, false, false), (1, true, false), (1, false, true), (1, true, true), (2, false, false), (3, true, true),
    (6, false, false), (6, true, false), (8, false, true),
  ]

  init() {
    let count = Self.configurations.count + RegisterSliceKind.allCases.count
    inputs = (0..<count).map { _ in Sink(Word()) }
    outputs = (0..<count).map { _ in Source(Word()) }
    super.init(name: "storing_units")
  }

  override func build() {
    let ends = queues.map { ($0.input, $0.output) } + slices.map { ($0.input, $0.output) }
    for (index, (input, output)) in ends.enumerated() {
      input <== inputs[index]
      outputs[index] <== output
    }
  }

  static var expectations: [Expectation] {
    configurations.map { Expectation(depth: $0.0, pipe: $0.1, flow: $0.2) } + [
      Expectation(depth: 1, pipe: true, flow: false), Expectation(depth: 1, pipe: false, flow: true),
      Expectation(depth: 2, pipe: false, flow: false),
    ]
  }
}

/// An arbiter of each kind, with ports of its own.
private final class MergingUnits: Module {
  let fixedInputs = (0..<3).map { _ in Sink(Word()) }
  let fixedOutput = Source(Word())
  let fixedChosen = Out(2)
  let turnInputs = (0..<3).map { _ in Sink(Word()) }
  let turnOutput = Source(Word())
  let turnChosen = Out(2)
  let packetInputs = (0..<3).map { _ in Sink(Word()) }
  let packetOutput = Source(Word())
  let packetChosen = Out(2)
  let fixedArbiter = Instance(Arbiter(Word(), inputs: 3, .fixedPriority))
  let turnArbiter = Instance(Arbiter(Word(), inputs: 3, .roundRobin))
  let packetArbiter = Instance(Arbiter(Word(), inputs: 3, .roundRobin, until: \.last))

  override func build() {
    for (target, origin) in zip(fixedArbiter.inputs, fixedInputs) { target <== origin }
    for (target, origin) in zip(turnArbiter.inputs, turnInputs) { target <== origin }
    for (target, origin) in zip(packetArbiter.inputs, packetInputs) { target <== origin }
    fixedOutput <== fixedArbiter.output
    turnOutput <== turnArbiter.output
    packetOutput <== packetArbiter.output
    fixedChosen <== fixedArbiter.chosen
    turnChosen <== turnArbiter.chosen
    packetChosen <== packetArbiter.chosen
  }
}

@Suite struct StreamUnitTests {
  @Test func queuesAndSlices() throws {
    let simulator = try Simulator(SimulationModel(Design(StoringUnits()).verilog()))
    var units = StoringUnits.expectations
    var random = SeededGenerator(seed: 11)
    var offered = [UInt64?](repeating: nil, count: units.count)
    try simulator.reset()
    for cycle in 0..<2_000 {
      // Phases in which the producer, the consumer or neither is slow.
      let producer = [8, 2, 5][cycle / 100 % 3]
      let consumer = [2, 8, 5][cycle / 100 % 3]
      var ready = [Bool]()
      for index in units.indices {
        if offered[index] == nil, Int.random(in: 0..<10, using: &random) < producer {
          offered[index] = UInt64.random(in: 0..<1 << 17, using: &random)
        }
        ready.append(Int.random(in: 0..<10, using: &random) < consumer)
        try simulator.drive("inputs_\(index)_valid", offered[index] == nil ? 0 : 1)
        try simulator.drive("inputs_\(index)_data", (offered[index] ?? random.next()) >> 1 & 0xffff)
        try simulator.drive("inputs_\(index)_last", (offered[index] ?? random.next()) & 1)
        try simulator.drive("outputs_\(index)_ready", ready[index] ? 1 : 0)
      }
      try simulator.evaluate()
      for index in units.indices {
        let takes = try simulator.value(of: "inputs_\(index)_ready") == [1]
        let offers = try simulator.value(of: "outputs_\(index)_valid") == [1]
        #expect(takes == units[index].ready(ready[index]), "unit \(index), cycle \(cycle), seed 11")
        #expect(offers == units[index].valid(offered[index] != nil), "unit \(index), cycle \(cycle), seed 11")
        if takes, let item = offered[index] {
          units[index].held.append(item)
          offered[index] = nil
        }
        if offers, let item = units[index].held.first {
          let data = try simulator.value(of: "outputs_\(index)_data")
          let last = try simulator.value(of: "outputs_\(index)_last")
          #expect(data == [item >> 1] && last == [item & 1], "unit \(index), cycle \(cycle), seed 11")
          if ready[index] { units[index].held.removeFirst() }
        }
      }
      try simulator.tick()
    }
  }

  @Test func arbitersAndFork() throws {
    let simulator = try Simulator(SimulationModel(Design(MergingUnits()).verilog()))
    var random = SeededGenerator(seed: 12)
    var offered = [UInt64?](repeating: nil, count: 3)
    var next: UInt64 = 0
    // What an arbiter has to offer: nil while nothing waits.
    var offer: Int?
    var owner = 2
    try simulator.reset()
    for policy in ["fixed", "turn", "packet"] {
      offered = [nil, nil, nil]
      (offer, owner) = (nil, 2)
      for cycle in 0..<1_000 {
        for index in 0..<3 {
          if offered[index] == nil, Int.random(in: 0..<4, using: &random) > 0 {
            offered[index] = next & 0x7fff << 1 | UInt64.random(in: 0...1, using: &random)
            next += 2
          }
          try simulator.drive("\(policy)_inputs_\(index)_valid", offered[index] == nil ? 0 : 1)
          try simulator.drive("\(policy)_inputs_\(index)_data", (offered[index] ?? 0) >> 1)
          try simulator.drive("\(policy)_inputs_\(index)_last", (offered[index] ?? 0) & 1)
        }
        let isReady = Bool.random(using: &random)
        try simulator.drive("\(policy)_output_ready", isReady ? 1 : 0)
        try simulator.evaluate()
        let waiting = (0..<3).filter { offered[$0] != nil }
        let isKept = offer != nil
        if !isKept { offer = policy == "fixed" ? waiting.first : waiting.first { $0 > owner } ?? waiting.first }
        let item = offer.flatMap { offered[$0] }
        let place: Comment = "\(policy), cycle \(cycle), seed 12"
        #expect(try simulator.value(of: "\(policy)_output_valid") == [item == nil ? 0 : 1], place)
        if let item, let chosen = offer {
          #expect(try simulator.value(of: "\(policy)_output_data") == [item >> 1], place)
          #expect(try simulator.value(of: "\(policy)_output_last") == [item & 1], place)
          #expect(try simulator.value(of: "\(policy)_chosen") == [UInt64(chosen)], place)
          owner = chosen
          if isReady {
            offered[chosen] = nil
            if policy != "packet" || item & 1 == 1 { offer = nil }
          }
        }
        for index in 0..<3 {
          let takes = isReady && item != nil && index == owner
          let ready = try simulator.value(of: "\(policy)_inputs_\(index)_ready")
          if item != nil { #expect(ready == [takes ? 1 : 0], place) }
        }
        try simulator.tick()
      }
    }
  }

  @Test func fork() throws {
    let simulator = try Simulator(SimulationModel(Design(Fork(Word(), outputs: 3)).verilog()))
    var random = SeededGenerator(seed: 13)
    var offered: UInt64?
    var taken: Set<Int> = []
    try simulator.reset()
    for cycle in 0..<1_000 {
      if offered == nil, Bool.random(using: &random) { offered = random.next() & 0xffff }
      try simulator.drive("input_valid", offered == nil ? 0 : 1)
      try simulator.drive("input_data", offered ?? 0)
      var takers: Set<Int> = []
      for index in 0..<3 {
        let isReady = Int.random(in: 0..<3, using: &random) == 0
        try simulator.drive("outputs_\(index)_ready", isReady ? 1 : 0)
        if isReady { takers.insert(index) }
      }
      try simulator.evaluate()
      for index in 0..<3 {
        let offers = offered != nil && !taken.contains(index)
        #expect(try simulator.value(of: "outputs_\(index)_valid") == [offers ? 1 : 0], "cycle \(cycle), seed 13")
        if let offered { #expect(try simulator.value(of: "outputs_\(index)_data") == [offered]) }
      }
      let leaves = taken.union(takers).count == 3
      if offered != nil {
        #expect(try simulator.value(of: "input_ready") == [leaves ? 1 : 0], "cycle \(cycle), seed 13")
        taken.formUnion(takers)
        if leaves { (offered, taken) = (nil, []) }
      }
      try simulator.tick()
    }
  }
}
