import HDL
import Testing

/// Secret and public state of every kind, with an instance.
private final class Safe: Module {
  enum Phase: HardwareEnum { case shut, turning, open }

  final class Dial: Module {
    let code = In(12).secret()
    let step = In()
    let mixed = Out(12).secret()
    let turns = Out(4)
    let held = Reg(12)
    let count = Reg(4, reset: 3)
    override func build() {
      when(step) {
        held <== (held ^ code).rotatedLeft(by: 1)
        count <== count + 1
      }
      mixed <== held
      turns <== count
    }
  }

  let code = In(12).secret()
  let turn = In()
  let index = In(2)
  let scale = Out(5)
  let combined = Out(12).secret()
  let phase = Out(Phase.self)
  let ghost = Out(6)

  let dial = Instance(Dial())
  let state = Reg(reset: Phase.shut)
  let seen = Reg(6)
  let marks = Memory(depth: 4, width: 5, initial: [Constant(width: 5, value: 17), Constant(width: 5, value: 9)])
  let codes = Memory(depth: 4, width: 12).secret()

  override func build() {
    dial.code <== code ^ codes[index]
    dial.step <== turn
    combined <== dial.mixed
    scale <== marks[index]
    phase <== state
    ghost <== seen
    when(turn) {
      codes.write(index, dial.mixed, mask: index)
      marks.write(dial.turns[0...1], marks[index] + 1)
      seen <== cat(index, dial.turns)
    }
    match(state) {
      switch $0 {
      case .shut: when(turn & (dial.turns == 7)) { state <== .turning }
      case .turning: state <== .open
      case .open: when(!turn) { state <== .shut }
      }
    }
  }
}

/// The two copies of a design are copies of the design.
@Suite struct TwoCopiesTests {
  /// Both copies and the design itself under the same random public inputs, with secret ones of their own.
  private func compare(_ design: Design, _ copies: TwoCopies, cycles: Int, seed: UInt64) throws {
    let product = try CycleSimulation(copies.design)
    let originals = try [CycleSimulation(design), CycleSimulation(design)]
    let secret = Set(design.secretPorts.map(\.name))
    let ports = design.verilog().ports.filter { $0.name != "clock" && $0.name != "reset" }
    var generator = SeededGenerator(seed: seed)
    func value(_ width: Int) -> Constant { Constant(width: width, words: generator.words(width: width)) }
    var inReset = true
    for cycle in 0..<cycles {
      try product.poke("unit_reset", Constant(width: 1, value: inReset ? 1 : 0))
      for original in originals { try original.setReset(inReset) }
      for port in ports where port.direction == .input {
        let shared = value(port.width)
        for (original, prefix) in zip(originals, ["first_", "second_"]) {
          let own = secret.contains(port.name) ? value(port.width) : shared
          try original.poke(port.name, own)
          try product.poke(secret.contains(port.name) ? prefix + port.name : port.name, own)
        }
      }
      for port in ports where port.direction == .output {
        for (original, prefix) in zip(originals, ["first_", "second_"]) {
          let expected = try original.peek(port.name)
          let found = try product.peek(prefix + port.name)
          #expect(found == expected, "\(prefix)\(port.name), cycle \(cycle), seed \(seed)")
        }
      }
      // The properties of the design itself are not the point here; those of the copies must hold.
      for original in originals { try? original.tick() }
      try product.tick()
      inReset = Int.random(in: 0..<20, using: &generator) == 0
    }
  }

  @Test func behaviour() throws {
    let modules: [Module] = [Safe(), Counter(), Handshake(), TwoQueues()]
    for (number, module) in modules.enumerated() {
      let design = try Design(module)
      try compare(design, TwoCopies(of: design), cycles: 300, seed: UInt64(100 + number))
    }
  }

  @Test func claims() throws {
    let copies = try TwoCopies(of: Design(Safe()))
    #expect(copies.publicOutputs == ["scale", "phase", "ghost"])
    // Twice 12 + 4 of the dial, 2 of the phase and 6 that were seen; twice 4 words of 5 and of 12.
    #expect(copies.registerBits == 48)
    #expect(copies.memoryBits == 136)
    let properties = copies.design.properties()
    #expect(
      properties.filter { $0.kind == .always }.map(\.name) == [
        "scale_is_equal", "phase_is_equal", "ghost_is_equal", "state_stays_equal", "seen_stays_equal",
        "dial_count_stays_equal", "marks_word_0_stays_equal", "marks_word_1_stays_equal", "marks_word_2_stays_equal",
        "marks_word_3_stays_equal",
      ])
    #expect(properties.filter { $0.kind == .assume }.map(\.name) == ["public_state_starts_equal"])
    #expect(properties.filter { $0.kind == .cover }.map(\.name) == ["secret_input_differs", "secret_output_differs"])
    let outputs = try TwoCopies(of: Design(Safe()), claims: .outputs).design.properties()
    #expect(
      outputs.filter { $0.kind == .always }.map(\.name) == ["scale_is_equal", "phase_is_equal", "ghost_is_equal"])
  }

  @Test func declassifiedValuesMayBeBelieved() throws {
    final class Shown: Module {
      let key = In(2).secret()
      let low = Out()
      let high = Out()
      override func build() {
        low <== declassify(key[0], "one bit")
        high <== declassify(key[1], "another")
      }
    }
    let copies = try TwoCopies(of: Design(Shown()), declassified: .equal)
    #expect(
      copies.design.properties().filter { $0.kind == .assume }.map(\.name) == [
        "public_state_starts_equal", "declassified_0_is_equal", "declassified_1_is_equal",
      ])
    let own = try CycleSimulation(TwoCopies(of: Design(Shown())).design)
    try own.poke("first_key", 1)
    try own.poke("second_key", 0)
    #expect(throws: CycleSimulationError.self) { try own.tick() }
  }

  @Test func otherToolsReadIt() throws {
    try expectOtherToolsAccept(TwoCopies(of: Design(Safe())).design.verilog())
  }

  @Test func refusals() throws {
    func refusal(_ module: Module) -> [String] {
      let error = #expect(throws: ElaborationError.self) { try TwoCopies(of: Design(module)) }
      return error?.problems.map(\.message) ?? []
    }
    final class Foreign: BlackBox {
      let input = In()
      let output = Out()
      init() { super.init("FOREIGN") }
    }
    final class Odd: Module {
      let a = In(on: ClockDomain("fast"))
      let b = In()
      let x = Out(on: ClockDomain("fast"))
      let y = Out()
      let r = Reg(reset: false, on: ClockDomain("fast"))
      let s = Reg(reset: false)
      let counter = Instance(Counter())
      let box = Instance(Foreign())
      override func build() {
        r <== a
        s <== b
        x <== r
        y <== s & counter.wrapped & box.output
        counter.reset() <== b
        counter.enable <== true
        counter.limit <== 1
        box.input <== b
      }
    }
    #expect(
      refusal(Odd()) == [
        "two copies need a design with one clock", "two copies need `counter` to have the design's reset",
        "two copies need a model of black box `FOREIGN`",
      ])
    final class Sudden: Module {
      let a = In(on: ClockDomain("late", reset: .asynchronous))
      let x = Out(on: ClockDomain("late", reset: .asynchronous))
      let r = Reg(reset: false, on: ClockDomain("late", reset: .asynchronous))
      override func build() {
        r <== a
        x <== r
      }
    }
    #expect(refusal(Sudden()) == ["two copies need a synchronous reset"])
  }
}
