import Testing

@testable import HDL

/// Random designs of which most are wrong: whatever is written, elaboration ends, with problems that name what is wrong,
/// or with Verilog. A trap would end the test run.
@Suite struct WrongDesigns {
  enum Mode: HardwareEnum { case off, slow, fast }

  final class Child: Module {
    let source: Bits.Input
    let enable = In()
    let result: Bits.Output
    let held: Bits.Var
    let store: Memory

    init(width: Int) {
      source = In(width)
      result = Out(width)
      held = Reg(width, reset: UInt64(truncatingIfNeeded: width))
      store = Memory(depth: width, width: width)
      super.init(name: "child")
    }
    override func build() {
      when(enable) { held <== source }
      result <== held
    }
  }

  final class Wrong: Module {
    let a = In(8)
    let b = In(5, on: ClockDomain("other", reset: .asynchronous))
    let p = In()
    let mode = In(Mode.self)
    let number = In(signed: 6)
    let x = Wire(8)
    let y = Wire(8, default: 3)
    let count = Reg(8, reset: 1)
    let state = Reg(reset: Mode.off)
    let store = Memory(depth: 5, width: 8)
    let out = Out(8)
    let seed: UInt64
    private var random: SeededGenerator
    private var values: [Bits] = []
    private var children: [Instance<Child>] = []

    init(seed: UInt64) {
      self.seed = seed
      random = SeededGenerator(seed: seed)
      super.init(name: "wrong")
    }

    private func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    /// Mostly small numbers, now and then an extreme one.
    private func anyNumber() -> Int {
      let extremes = [Int.min, Int.max, -1, 0, 1_099_511_627_776, 65_536, 65_537, Int(Int32.max)]
      return number(0...9) == 0 ? extremes[number(0...extremes.count - 1)] : number(-2...20)
    }
    private func value() -> Bits { values[number(0...values.count - 1)] }
    private func bit() -> Bit { number(0...3) == 0 ? p : value()[anyNumber()] }

    private func expression() -> Bits {
      switch number(0...21) {
      case 0: return value() + value()
      case 1: return value() - anyNumber()
      case 2: return value() * value()
      case 3: return ~value() & value()
      case 4: return value().bits(from: anyNumber(), width: anyNumber())
      case 5: return value().extended(to: anyNumber())
      case 6: return value().shiftedLeft(by: anyNumber())
      case 7: return value().rotatedRight(by: anyNumber())
      case 8: return value() << value()
      case 9: return value() >> anyNumber()
      case 10: return mux(bit(), value(), value())
      case 11: return select(value(), from: (0..<number(0...5)).map { _ in value() })
      case 12: return cat((0..<number(0...4)).map { _ in value() })
      case 13: return replicate(bit(), anyNumber())
      case 14: return store[value()]
      case 15: return Bits(UInt64(bitPattern: Int64(anyNumber())), width: anyNumber())
      case 16: return (value().signed + number).bits
      case 17: return Enum<Mode>(code: value(), otherwise: .slow).bits
      case 18: return (value() == anyNumber()).bits
      case 19: return Bits(Constant(width: number(-3...70), words: [random.next()]))
      case 20: return crossing(value(), to: .main, "random")
      default: return value().matches(["01?", "", "0000_1111", "x"][number(0...3)]).bits
      }
    }

    private func target() -> Bits.Var { [x, y, count, out, Wire(anyNumber())][number(0...4)] }

    private func statement(_ depth: Int) {
      switch number(0...13) {
      case 0, 1, 2: target() <== expression()
      case 3: target() <== anyNumber()
      case 4 where depth < 5: when(bit()) { statement(depth + 1) }
      case 5 where depth < 5:
        when(bit()) {
          statement(depth + 1)
        } otherwise: {
          statement(depth + 1)
        }
      case 6 where depth < 5: match(mode) { if $0 == .slow { statement(depth + 1) } }
      case 7 where depth < 5:
        match(value(), [1: { self.statement(depth + 1) }, 300: { self.out <== 1 }]) { statement(depth + 1) }
      case 8: store.write(value(), value(), mask: value())
      case 9: state <== Enum(code: value())
      case 10:
        let child = Instance(Child(width: anyNumber()), name: "child_\(children.count)")
        if number(0...3) > 0 { child.source <== value() }
        child.module.held <== value()
        values.append(child.result)
        children.append(child)
      case 11: values.append(expression().named(["x", "wire", "", "9", "größe", "sum"][number(0...5)]))
      case 12: always("always", bit())
      default: values.append(synchronized(gray: value(), to: ClockDomain("other"), stages: number(-1...3)))
      }
    }

    override func build() {
      values = [a, b, x, y, count, out, 3, 300, mode.bits]
      for _ in 0..<number(1...25) { statement(0) }
    }
  }

  /// Without the places of the problems, which cost a process each time.
  @Test func elaborationAlwaysEnds() {
    var legal = 0
    for seed in 0..<1000 as Range<UInt64> {
      let module = Wrong(seed: seed)
      let elaboration = Elaboration()
      let definition = elaboration.define(module, at: 0)
      if elaboration.problems.isEmpty {
        legal += 1
        #expect(!Design(top: definition.name, definitions: elaboration.definitions).verilog().files.isEmpty)
      }
      let areComplete = elaboration.problems.allSatisfy { !$0.message.isEmpty && !$0.module.isEmpty }
      #expect(areComplete, "seed \(seed)")
    }
    #expect(legal < 500, "most designs are wrong")
  }
}
