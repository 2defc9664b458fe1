import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

/// Numbers and nesting without sense are errors like others: elaboration never traps.
@Suite struct LimitChecks {
  @Test func widths() {
    let line = #line
    final class Widths: Module {
      let none = In(0)
      let negative = Reg(-3)
      let huge = Wire(1 << 40)
      let store = Memory(depth: 0, width: 8)
      let words = Memory(depth: 2, width: 4, initial: [Constant(width: 5, value: 1)])
      let long = Memory(depth: 1, width: 4, initial: [Constant(width: 4, value: 1), Constant(width: 4, value: 1)])
      override func build() {
        negative <== none
        huge <== negative
        store.write(0, none.extended(to: 8))
        ignore(huge, store[0], words[0], long[0])
      }
    }
    report(Widths(), line: line).expect(
      "+2:18 `none` has 0 bits: a signal needs 1 to 65536", "+3:22 `negative` has -3 bits: a signal needs 1 to 65536",
      "+4:18 `huge` has 1099511627776 bits: a signal needs 1 to 65536",
      "+5:19 `store`: a memory has 1 to 16777216 words of 1 to 65536 bits, not 0 of 8",
      "+6:19 words of `words` have 4 bits and an initial one has 5", "+7:18 `long` has 1 words and 2 initial ones")
  }

  @Test func values() {
    report { m in
      ignore(m.a == Bits(300, width: 8), Bits(1, width: 0), Bits(1, width: 1 << 50), Bits(0, width: -1))
      ignore(Signed(-9, width: 4), Signed(8, width: 4), Signed(-8, width: 4), Signed(1, width: -1))
    }.expect(
      "+1:21 the literal is 300, which does not fit 8 bits", "+1:42 a constant has 1 to 65536 bits, not 0",
      "+1:61 a constant has 1 to 65536 bits, not 1125899906842624", "+1:86 a constant has 1 to 65536 bits, not -1",
      "+2:14 the literal is -9, which does not fit 4 bits", "+2:36 the literal is 8, which does not fit 4 bits",
      "+2:79 a constant has 1 to 65536 bits, not -1")
    report { m in
      ignore(m.a.bits(from: Int.max, width: 2), m.a.bits(from: 3, width: Int.max), m.a[-1])
      ignore(m.a.extended(to: Int.max), m.a.shiftedLeft(by: Int.max), m.a.shiftedLeft(by: Int.min))
      ignore(replicate(m.p, -1), replicate(m.p, Int.max), m.a << Int.max, m.a << Int.min)
      var wide = m.a as Bits
      for _ in 0..<14 { wide = cat(wide, wide) }
      ignore(wide)
    }.expect(
      "+1:18 2 bits from 9223372036854775807 on are outside `a`, which has bits 7:0",
      "+1:53 9223372036854775807 bits from 3 on are outside `a`, which has bits 7:0",
      "+1:87 bit -1 is outside `a`, which has bits 7:0",
      "+2:18 `a` cannot be extended to 9223372036854775807 bits: Verilog tools promise only 65536",
      "+2:45 `a` has 8 bits: it cannot be shifted by 9223372036854775807",
      "+2:75 `a` has 8 bits: it cannot be shifted by -9223372036854775808",
      "+3:14 `p` cannot be repeated -1 times: write a number from 1 to 65536",
      "+3:34 `p` cannot be repeated 9223372036854775807 times: write a number from 1 to 65536",
      "+3:63 `a` has 8 bits: it cannot be shifted by 9223372036854775807",
      "+3:79 `a` cannot be shifted by -9223372036854775808",
      "+5:32 a value of 131072 bits: Verilog tools promise only 65536")
  }

  @Test func numbersBelowZero() {
    report { m in
      let limit = -1
      ignore(m.a == limit, m.a + limit, m.a.signed == -129, m.a.signed < 128)
    }.expect(
      "+2:18 the literal is -1, which does not fit 8 bits", "+2:32 the literal is -1, which does not fit 8 bits",
      "+2:52 the literal is -129, which does not fit 8 bits", "+2:72 the literal is 128, which does not fit 8 bits")
    let line = #line
    final class Declarations: Module {
      let count = Reg(signed: 4, reset: -9)
      let level = Out(signed: 4, default: 8)
      override func build() { count <== count + 1 }
    }
    report(Declarations(), line: line).expect(
      "+2:19 reset value -9 of `count` does not fit its 4 bits",
      "+3:19 the default of `level` is 8, which does not fit 4 bits")
  }

  enum Nothing: HardwareEnum {}

  @Test func emptyEnum() {
    report { m in
      let nothing = Wire(Nothing.self).named("nothing")
      nothing <== Enum(code: m.n[0...0])
      match(nothing) { _ in }
    }.expect(
      "+2:19 `Nothing` has no case for the code 0 of `n[0]`: write `Enum(code:, otherwise: .…)`",
      "+1:21 `nothing` has type `Nothing`, which has no cases")
  }

  @Test func nestedWithoutEnd() {
    let line = #line + 1
    func nest(_ m: Scratch, _ depth: Int) {
      when(m.p) { nest(m, depth + 1) }
    }
    report(Scratch { nest($0, 0) }, line: line).expect(
      "+1:7 `when` and `match` are nested more than 200 deep: does a function call itself?")
  }

  @Test func modulesWithoutEnd() {
    final class Tower: Module {
      let source = In()
      let result = Out()
      let floor: Int
      init(_ floor: Int) {
        self.floor = floor
        super.init(name: "tower_\(floor)")
      }
      override func build() {
        let next = Instance(Tower(floor + 1), name: "next")
        next.source <== source
        result <== next.result
      }
    }
    let found = report(Tower(0))
    #expect(
      found.problems.contains {
        $0.hasSuffix(
          "modules stand inside each other more than 100 deep: does one contain itself with other parameters?")
      }, "\(found.problems)")

    final class Mirrored: Module {
      let source = In()
      let result = Out()
      override func build() {
        let again = Instance(Mirrored(), name: "again")
        again.source <== source
        result <== again.result
      }
    }
    let line = #line
    report(Mirrored(), line: line).expect("+-5:21 module `mirrored` contains itself")
  }
}
