import HDL
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
  @Test(arguments: Engine.allCases) func queuesAndSlices(engine: Engine) throws {
    let simulator = try engine.start(StoringUnits())
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
      for index in units.indices {
        let takes = try simulator.value(of: "inputs_\(index)_ready") == 1
        let offers = try simulator.value(of: "outputs_\(index)_valid") == 1
        #expect(takes == units[index].ready(ready[index]), "unit \(index), cycle \(cycle), seed 11")
        #expect(offers == units[index].valid(offered[index] != nil), "unit \(index), cycle \(cycle), seed 11")
        if takes, let item = offered[index] {
          units[index].held.append(item)
          offered[index] = nil
        }
        if offers, let item = units[index].held.first {
          let data = try simulator.value(of: "outputs_\(index)_data")
          let last = try simulator.value(of: "outputs_\(index)_last")
          #expect(data == item >> 1 && last == item & 1, "unit \(index), cycle \(cycle), seed 11")
          if ready[index] { units[index].held.removeFirst() }
        }
      }
      try simulator.tick()
    }
  }

  @Test(arguments: Engine.allCases) func arbiters(engine: Engine) throws {
    let simulator = try engine.start(MergingUnits())
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
        let waiting = (0..<3).filter { offered[$0] != nil }
        let isKept = offer != nil
        if !isKept { offer = policy == "fixed" ? waiting.first : waiting.first { $0 > owner } ?? waiting.first }
        let item = offer.flatMap { offered[$0] }
        let place: Comment = "\(policy), cycle \(cycle), seed 12"
        #expect(try simulator.value(of: "\(policy)_output_valid") == (item == nil ? 0 : 1), place)
        if let item, let chosen = offer {
          #expect(try simulator.value(of: "\(policy)_output_data") == item >> 1, place)
          #expect(try simulator.value(of: "\(policy)_output_last") == item & 1, place)
          #expect(try simulator.value(of: "\(policy)_chosen") == UInt64(chosen), place)
          owner = chosen
          if isReady {
            offered[chosen] = nil
            if policy != "packet" || item & 1 == 1 { offer = nil }
          }
        }
        for index in 0..<3 {
          let takes = isReady && item != nil && index == owner
          let ready = try simulator.value(of: "\(policy)_inputs_\(index)_ready")
          if item != nil { #expect(ready == (takes ? 1 : 0), place) }
        }
        try simulator.tick()
      }
    }
  }

  @Test(arguments: Engine.allCases) func fork(engine: Engine) throws {
    let simulator = try engine.start(Fork(Word(), outputs: 3))
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
      for index in 0..<3 {
        let offers = offered != nil && !taken.contains(index)
        #expect(try simulator.value(of: "outputs_\(index)_valid") == (offers ? 1 : 0), "cycle \(cycle), seed 13")
        if let offered { #expect(try simulator.value(of: "outputs_\(index)_data") == offered) }
      }
      let leaves = taken.union(takers).count == 3
      if offered != nil {
        #expect(try simulator.value(of: "input_ready") == (leaves ? 1 : 0), "cycle \(cycle), seed 13")
        taken.formUnion(takers)
        if leaves { (offered, taken) = (nil, []) }
      }
      try simulator.tick()
    }
  }

  @Test(arguments: Engine.allCases) func join(engine: Engine) throws {
    let simulator = try engine.start(Join(Word(), Sum()))
    var random = SeededGenerator(seed: 14)
    for cycle in 0..<200 {
      let bits = random.next()
      let (first, second, ready) = (bits & 1, bits >> 1 & 1, bits >> 2 & 1)
      // Offers that are not taken would have to stay; here every cycle is one of its own.
      try simulator.reset()
      try simulator.drive("first_valid", first)
      try simulator.drive("second_valid", second)
      try simulator.drive("output_ready", ready)
      try simulator.drive("first_data", bits >> 8 & 0xffff)
      try simulator.drive("second_total", bits >> 24 & 0x1ff)
      let place: Comment = "cycle \(cycle), seed 14"
      #expect(try simulator.value(of: "output_valid") == first & second, place)
      #expect(try simulator.value(of: "first_ready") == second & ready, place)
      #expect(try simulator.value(of: "second_ready") == first & ready, place)
      #expect(try simulator.value(of: "output_first_data") == bits >> 8 & 0xffff, place)
      #expect(try simulator.value(of: "output_second_total") == bits >> 24 & 0x1ff, place)
    }
  }

  @Test(arguments: Engine.allCases) func demultiplexer(engine: Engine) throws {
    let simulator = try engine.start(Demultiplexer(Message(), outputs: 3, by: \.port))
    try simulator.drive("input_valid", 1)
    for port in [0, 1, 2, 3] as [UInt64] {
      try simulator.drive("input_port", port)
      for ready in 0..<8 as Range<UInt64> {
        for index in 0..<3 as Range<UInt64> { try simulator.drive("outputs_\(index)_ready", ready >> index & 1) }
        let chosen = min(port, 2)
        #expect(try simulator.value(of: "input_ready") == ready >> chosen & 1)
        for index in 0..<3 as Range<UInt64> {
          #expect(try simulator.value(of: "outputs_\(index)_valid") == (index == chosen ? 1 : 0))
        }
      }
    }
  }

  @Test(arguments: Engine.allCases) func filterAndMap(engine: Engine) throws {
    let simulator = try engine.start(Doubler())
    for (valid, port, ready, expected) in [
      (0, 3, 1, (0, 1)), (1, 2, 0, (0, 1)), (1, 3, 0, (1, 0)), (1, 3, 1, (1, 1)), (0, 0, 0, (0, 1)),
    ] as [(UInt64, UInt64, UInt64, (UInt64, UInt64))] {
      try simulator.drive("input_valid", valid)
      try simulator.drive("input_port", port)
      try simulator.drive("input_data", 0x91)
      try simulator.drive("output_ready", ready)
      #expect(try simulator.value(of: "output_valid") == expected.0)
      #expect(try simulator.value(of: "input_ready") == expected.1)
      #expect(try simulator.value(of: "output_total") == 0x122)
    }
  }

  /// A source that changes its offer before it was taken breaks its contract, and only then.
  @Test(arguments: Engine.allCases) func contract(engine: Engine) throws {
    for isHasty in [false, true] {
      let simulator = try engine.start(Numbers(isHasty: isHasty))
      try simulator.reset()
      try simulator.drive("output_ready", 1)
      for _ in 0..<5 { try simulator.tick() }
      try simulator.drive("output_ready", 0)
      try simulator.tick()
      if isHasty {
        #expect(throws: (any Error).self) {
          try simulator.tick()
          try simulator.tick()
        }
      } else {
        for _ in 0..<5 { try simulator.tick() }
        #expect(try simulator.value(of: "output_data") == 5)
      }
    }
  }

  /// Items cross between clocks whose edges come in any order.
  @Test(arguments: [1, 2, 3] as [UInt64]) func asynchronousQueue(seed: UInt64) throws {
    let simulator = try CycleSimulation(Design(ClockBridge()))
    var random = SeededGenerator(seed: seed)
    var sent: [UInt64] = []
    var received: [UInt64] = []
    var offered: UInt64?
    try simulator.reset()
    for cycle in 0..<5_000 {
      // One clock is faster, then the other, then both edges come together.
      let kind = Int.random(in: 0..<4, using: &random)
      let isBusEdge = kind == 0 || kind == 3 || (kind == 1) == (cycle / 1_000 % 2 == 0)
      let isMainEdge = kind == 3 || !isBusEdge
      if isBusEdge, offered == nil, Int.random(in: 0..<3, using: &random) > 0 { offered = random.next() & 0x3ff }
      try simulator.drive("input_valid", offered == nil ? 0 : 1)
      try simulator.drive("input_port", (offered ?? 0) >> 8)
      try simulator.drive("input_data", (offered ?? 0) & 0xff)
      if isMainEdge { try simulator.drive("output_ready", Bool.random(using: &random) ? 1 : 0) }
      let enters = try isBusEdge && offered != nil && simulator.value(of: "input_ready") == 1
      if try isMainEdge && simulator.value(of: "output_valid") == 1 && simulator.value(of: "output_ready") == 1 {
        received.append(try simulator.value(of: "output_port") << 8 | simulator.value(of: "output_data"))
      }
      switch (isBusEdge, isMainEdge) {
      case (true, true): try simulator.tick(.bus, .main)
      case (true, false): try simulator.tick(.bus)
      default: try simulator.tick(.main)
      }
      if enters, let item = offered {
        sent.append(item)
        offered = nil
      }
      #expect(sent.count - received.count <= 4, "cycle \(cycle), seed \(seed)")
    }
    #expect(received == Array(sent.prefix(received.count)), "seed \(seed)")
    #expect(received.count > 500 && sent.count - received.count <= 4, "seed \(seed)")
  }
}
