import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

@Suite struct WidthChecks {
  @Test func operators() {
    report { m in
      ignore(m.a + m.n)
    }.expect("+1:18 `+` of 8 bits (`a`) and 4 bits (`n`): extend or slice one of them")
    report { m in
      ignore(m.a == m.n)
    }.expect("+1:18 `==` of 8 bits (`a`) and 4 bits (`n`): extend or slice one of them")
    report { m in
      ignore(mux(m.p, m.a, m.n))
    }.expect("+1:14 `mux` of 8 bits (`a`) and 4 bits (`n`): extend or slice one of them")
    report { m in
      ignore(select(m.n, from: [m.a, m.n]))
    }.expect("+1:14 `select` of values of 8 bits (`a`) and 4 bits (`n`): extend or slice one of them")
    report { m in
      ignore(m.a ^ cat(m.a, m.n))
    }.expect("+1:18 `^` of 8 bits (`a`) and 12 bits (`{a, n}`): extend or slice one of them")
  }

  @Test func assignments() {
    report { m in
      let sum = Wire(9).named("sum")
      sum <== m.a
      ignore(sum)
    }.expect("+2:11 `sum` has 9 bits and is driven with 8 (`a`): extend or slice the value")
    report { m in
      let store = Reg(4).named("store")
      when(m.p) { store <== cat(m.a, m.p) }
      ignore(store)
    }.expect("+2:25 `store` has 4 bits and is driven with 9 (`{a, p}`): extend or slice the value")
  }

  @Test func extensions() {
    report { m in
      ignore(m.a.extended(to: 4))
    }.expect("+1:18 `a` has 8 bits: it cannot be extended to 4")
    report { m in
      ignore(m.a.shiftedLeft(by: 8))
    }.expect("+1:18 `a` has 8 bits: it cannot be shifted by 8")
  }

  @Test func slices() {
    report { m in
      ignore(m.a[8])
    }.expect("+1:17 bit 8 is outside `a`, which has bits 7:0")
    report { m in
      ignore(m.a[4...9])
    }.expect("+1:17 bits 9:4 are outside `a`, which has bits 7:0")
    report { m in
      ignore((m.a & m.b).bits(from: -1, width: 2))
    }.expect("+1:26 bits 0:-1 are outside `a & b`, which has bits 7:0")
  }

  @Test func concatenations() {
    report { m in
      ignore(cat(m.a, Bits(integerLiteral: 3)))
    }.expect(
      "+1:14 a literal in `cat` needs a width: write Bits(3, width: …)")
    report { _ in
      ignore(cat([]))
    }.expect("+1:14 `cat` needs at least one value")
  }

  @Test func selections() {
    report { m in
      ignore(select(m.n[0...1], from: [1, 2, 3, 4, m.a]))
    }.expect("+1:14 `select` has 5 values, but the 2 bits of `n[1:0]` reach only 4")
    report { m in
      ignore(select(m.n, from: [3, 1]))
    }.expect("+1:14 `select` from literals needs a width: write Bits(3, width: …) for the first")
    report { m in
      ignore(select(m.n, from: [Bits]()))
    }.expect(
      "+1:14 `select` needs at least one value")
  }
}

@Suite struct LiteralChecks {
  @Test func operand() {
    report { m in
      ignore(m.n == 16)
    }.expect("+1:18 the literal is 16, which does not fit 4 bits")
    report { m in
      let limit = 300
      ignore(m.a < limit)
    }.expect("+2:18 the literal is 300, which does not fit 8 bits")
  }

  @Test func value() {
    report { m in
      let count = Reg(4).named("count")
      count <== 16
      ignore(count)
    }.expect("+2:13 the value for `count` is 16, which does not fit 4 bits")
  }

  @Test func declaration() {
    let line = #line
    final class Declarations: Module {
      let count = Reg(4, reset: 16)
      let level = Out(2, default: 4)
      let mode = Out(2, default: Bits(1, width: 3))
      override func build() { count <== count + 1 }
    }
    report(Declarations(), line: line).expect(
      "+2:19 reset value 16 of `count` does not fit its 4 bits",
      "+3:19 the default of `level` is 4, which does not fit 2 bits", "+4:18 `mode` has 2 bits and its default has 3", )
  }
}
