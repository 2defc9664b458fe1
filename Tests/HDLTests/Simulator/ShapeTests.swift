import Testing

@testable import HDL

/// Designs of awkward shapes in a simulation: deep ones, circles that are none, black boxes.
@Suite struct ShapeTests {
  /// A chain of operators far deeper than a machine's stack, on narrow and on wide values.
  final class Chain: Module {
    let narrow = In(8)
    let wide = In(90)
    let narrowOut = Out(8)
    let wideOut = Out(90)
    let length: Int

    init(length: Int) { self.length = length }

    override func build() {
      var a: Bits = narrow
      var b: Bits = wide
      for number in 0..<length {
        a = (a + Bits(UInt64(number % 256), width: 8)).rotatedLeft(by: 3) ^ 0x5a
        b = b.rotatedLeft(by: 7) + wide
      }
      narrowOut <== a
      wideOut <== b
    }
  }

  @Test func deepChains() throws {
    let length = 20_000
    let simulator = try CycleSimulator(Chain(length: length))
    for value in [0x00, 0x5a, 0xff] as [UInt64] {
      simulator.narrow = value
      try simulator.poke(\.wide, Constant(width: 90, value: value))
      let narrow = (0..<length).reduce(UInt8(value)) { byte, number in
        let sum = byte &+ UInt8(number % 256)
        return (sum << 3 | sum >> 5) ^ 0x5a
      }
      #expect(simulator.narrowOut == UInt64(narrow))
      // The wide chain with numbers of 128 bits.
      let mask = UInt128(1) << 90 - 1
      let wide = (0..<length).reduce(UInt128(value)) { word, _ in
        ((word << 7 | word >> 83) & mask + UInt128(value)) & mask
      }
      let found = try simulator.peek(\.wideOut).words
      #expect(UInt128(found[1]) << 64 | UInt128(found[0]) == wide)
    }
  }

  /// Its outputs depend on different inputs: an instance may stand in a circle of signals without a loop.
  final class Crossed: Module {
    let a = In(8)
    let b = In(8)
    let x = Out(8)
    let y = Out(8)
    override func build() {
      x <== a + 1
      y <== b ^ 0x0f
    }
  }

  final class Circle: Module {
    let start = In(8)
    let result = Out(8)
    let ripple = Out(70)
    let carry = In()
    let crossed = Instance(Crossed())
    let chain = Wire(70)

    override func build() {
      crossed.a <== start
      crossed.b <== crossed.x
      result <== crossed.y
      // Every bit depends on the one below it.
      chain <== cat(chain[0...68] ^ replicate(start[0], 69), carry)
      ripple <== chain
    }
  }

  @Test func circlesThatAreNone() throws {
    let simulator = try CycleSimulator(Circle())
    for value in 0..<8 as Range<UInt64> {
      simulator.start = value
      simulator.carry = value & 2 != 0
      #expect(simulator.result == (value + 1) ^ 0x0f)
      var expected: UInt128 = 0
      var bit: UInt128 = value & 2 != 0 ? 1 : 0
      for position in 0..<70 {
        expected |= bit << UInt128(position)
        bit ^= UInt128(value & 1)
      }
      let found = try simulator.peek(\.ripple).words
      #expect(UInt128(found[1]) << 64 | UInt128(found[0]) == expected)
    }
  }

  final class Doubler: Module {
    // The ports stand in another order than those of the black box.
    let result = Out(9)
    let value = In(8)
    override func build() { result <== cat(value, Bits(0, width: 1)) }
  }

  final class Primitive: BlackBox {
    let value = In(8)
    let result = Out(9)
    let isModelled: Bool
    init(isModelled: Bool) {
      self.isModelled = isModelled
      super.init("PRIMITIVE")
    }
    override func model() -> Module? { isModelled ? Doubler() : nil }
  }

  final class User: Module {
    let value = In(8)
    let result = Out(9)
    let box: Instance<Primitive>
    init(isModelled: Bool) { box = Instance(Primitive(isModelled: isModelled)) }
    override func build() {
      box.value <== value
      result <== box.result
    }
  }

  @Test func blackBoxes() throws {
    let simulator = try CycleSimulator(User(isModelled: true))
    simulator.value = 0x91
    #expect(simulator.result == 0x122)
    let error = CycleSimulationError.blackBox(name: "PRIMITIVE", instance: "box")
    #expect(throws: error) { try CycleSimulator(User(isModelled: false)) }
    #expect(
      error.description
        == "Black box 'PRIMITIVE', instance 'box', has no model: override `model()`, or simulate the emitted"
        + " Verilog together with its source.")
  }

  @Test func nothingToSimulate() throws {
    final class Still: Module {
      let value = Out(4)
      override func build() { value <== 9 }
    }
    let simulator = try CycleSimulator(Still())
    #expect(simulator.value == 9)
    try simulator.tick(3)
    #expect(throws: CycleSimulationError.noReset(design: "still")) { try simulator.reset() }
  }
}
