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
    report { m in
      ignore(Enum<Color>(code: m.n) == .green)
    }.expect("+1:37 `==` of 4 bits (`n`) and 2 bits (`COLOR_GREEN`): extend or slice one of them")
    report { m in
      let color = Wire(Color.self).named("color")
      color <== Enum<Color>(code: m.n)
      ignore(color)
    }.expect("+2:13 `color` has 2 bits and is driven with 4 (`n`): extend or slice the value")
    report { m in
      let seen = Reg().named("seen")
      match(Enum<Color>(code: m.n)) { if $0 == .green { seen <== m.p } }
      ignore(seen)
    }.expect("+2:7 `match` of `n`, which has 4 bits, with the cases of `Color`, which have 2")
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

@Suite struct DriverChecks {
  @Test func undriven() {
    report { m in
      let idle = Wire(3).named("idle")
      let old = Reg().named("old")
      ignore(idle, old)
    }.expect(
      "+1:18 `scratch.idle` is never driven: assign it or remove it",
      "+2:17 `scratch.old` is never driven: assign it or remove it")
  }

  @Test func twice() {
    report { m in
      let sum = Wire(8).named("sum")
      sum <== m.a
      when(m.p) { sum <== m.b }
      ignore(sum)
    }.expect(
      "+3:23 `scratch.sum` is driven twice on the same path: use an `otherwise` or a default"
    )
    report { m in
      let count = Reg(8).named("count")
      when(m.p) { count <== m.a }
      when(m.q) { count <== m.b }
      ignore(count)
    }.expect(
      "+3:25 `scratch.count` is driven twice on the same path: use an `otherwise` or a default"
    )
  }

  @Test func latch() {
    report { m in
      let held = Wire(8).named("held")
      when(m.p) { held <== m.a }
      ignore(held)
    }.expect(
      "+1:18 `scratch.held` is not driven on every path, which makes a latch: add an `otherwise` or a default"
    )
    report { m in
      let held = Wire(8).named("held")
      match(Enum<Color>(code: m.n[0...1])) { if $0 != .blue { held <== m.a } }
      ignore(held)
    }.expect(
      "+1:18 `scratch.held` is not driven on every path, which makes a latch: add an `otherwise` or a default"
    )
  }

  @Test func unused() {
    let line = #line
    final class Spare: Module {
      let enable = In()
      let data = In(8)
      let result = Out(3)
      let last = Reg(8)
      let store = Memory(depth: 4, width: 8)
      let blank = Memory(depth: 4, width: 8)
      let entry = Out(8)
      override func build() {
        result <== cat(data[5], data[2...3])
        last <== data
        store.write(data[0...1], data)
        entry <== blank[data[0...1]]
      }
    }
    report(Spare(), line: line).expect(
      "+2:20 `spare.enable` is never used: remove it, or write `ignore(enable)`",
      "+5:18 `spare.last` is never used: remove it, or write `ignore(last)`",
      "+7:19 `spare.blank` is never written: remove it", "+6:19 `spare.store` is never read: remove it", )
    let second = #line
    final class Partial: Module {
      let data = In(8)
      let result = Out(3)
      override func build() { result <== cat(data[5], data[2...3]) }
    }
    report(Partial(), line: second).expect(
      "+2:18 `partial.data`: bits 7:6, 4, 1:0 are never used: make it narrower, or `ignore` them")
  }
}

@Suite struct LoopChecks {
  @Test func direct() {
    report { m in
      let x = Wire(8).named("x")
      x <== x + m.a
    }.expect("+1:15 combinational loop: x <- x: put a register into it")
  }

  @Test func throughWires() {
    report { m in
      let x = Wire().named("x")
      let y = Wire().named("y")
      let z = Wire().named("z")
      x <== y & m.p
      y <== !z
      when(x) {
        z <== m.p
      } otherwise: {
        z <== m.q
      }
    }.expect("+2:15 combinational loop: y <- z <- x <- y: put a register into it")
  }

  @Test func throughInstances() {
    let line = #line
    final class Wrapper: Module {
      let a = Instance(Inverter())
      let b = Instance(Inverter())
      override func build() {
        a.source <== b.result
        b.source <== a.result
      }
    }
    report(Wrapper(), line: line).expect(
      "+2:15 combinational loop: a_source <- b_result <- b_source <- a_result <- a_source: put a register into it"
    )
  }

  /// An output that comes from a register closes no loop, whatever the register's input depends on.
  final class Delay: Module {
    let source = In()
    let result = Out()
    let direct = Out()
    let held = Reg(reset: false)
    override func build() {
      held <== source
      result <== held
      direct <== source
    }
  }
  final class Feedback: Module {
    let enable = In()
    let result = Out()
    let delay = Instance(Delay())
    override func build() {
      delay.source <== !delay.result & enable
      result <== delay.direct
    }
  }

  @Test func registersBreakLoops() { report(Feedback()).expect() }
}

@Suite struct NameChecks {
  @Test func reservedAndIllegal() {
    let line = #line
    final class Names: Module {
      let wire = In()
      let clock = In()
      // swift-format-ignore: IdentifiersMustBeASCII
      let größe = In()
      let store = Memory(depth: 2, width: 1)
      let result = Out()
      override func build() {
        result <== (wire & clock & größe & store[0][0]).named("begin")
        store.write(0, wire.bits)
        always("no spaces please", result)
      }
    }
    report(Names(), line: line).expect(
      "+2:18 `names.wire`: `wire` is reserved in Verilog: rename it",
      "+3:19 `names.clock`: `clock` is reserved in Verilog: rename it",
      "+5:21 `names.größe`: `größe` is not a Verilog identifier: rename it",
      "+9:44 `names.begin`: `begin` is reserved in Verilog: rename it",
      "+11:9 `names.no spaces please`: `no spaces please` is not a Verilog identifier: rename it", )
    report(Scratch(name: "two words") { _ in }).expect(
      "module name `two words` is not a Verilog identifier: give it another with `super.init(name:)`")
  }

  @Test func duplicates() {
    let line = #line
    final class Duplicates: Module {
      let value = In(2)
      let child = Instance(Inverter())
      let childSource = In()
      let result = Out()
      override func build() {
        child.source <== childSource
        result <== child.result & value[0] & value[1]
        always("once", result)
        always("once", !result)
      }
    }
    report(Duplicates(), line: line).expect(
      "+3:19 `duplicates.child_source`: the name is used twice in the module: rename one of them",
      "+10:9 `duplicates.once`: the name is used twice in the module: rename one of them", )
  }
}

@Suite struct ModuleChecks {
  @Test func memoryAddress() {
    let line = #line
    final class Tables: Module {
      let address = In(4)
      let result = Out(8)
      let store = Memory(depth: 5, width: 8)
      override func build() {
        result <== store[address]
        store.write(address, cat(address, address, address))
        store.write(9, 0)
      }
    }
    report(Tables(), line: line).expect(
      "+6:25 `store` has 5 words: its address has 3 bits, not 4 (`address`)",
      "+7:15 `store` has 5 words: its address has 3 bits, not 4 (`address`)",
      "+7:15 words of `store` have 8 bits and 12 are written", "+8:15 the literal is 9, which does not fit 3 bits", )
  }

  @Test func valueOfAnotherModule() {
    let line = #line
    final class Outer: Module {
      let child = Instance(Inverter())
      let source = In()
      let result = Out()
      override func build() {
        child.source <== source
        result <== !child.module.result
        ignore(child.result)
      }
    }
    report(Outer(), line: line).expect(
      "+7:20 `result` belongs to module `inverter` and is used in `outer`: pass it through a port")
  }

  @Test func portAsLocalValue() {
    report { m in
      let late = In(8)
      ignore(late + m.a)
    }.expect("+1:18 a port must be a stored property of its module, not a local value")
  }

  @Test func namelessInstance() {
    report { m in
      let inverter = Instance(Inverter())
      inverter.source <== m.p
      ignore(inverter.result)
    }.expect("+1:22 an instance that is not a stored property needs a name: Instance(…, name: \"…\")")
  }

  @Test func oneNameForTwoModules() {
    final class Adder: Module {
      let constant: Int
      let source = In(8)
      let result = Out(8)
      init(_ constant: Int) { self.constant = constant }
      override func build() { result <== source + constant }
    }
    report { m in
      let first = Instance(Adder(1), name: "first")
      first.source <== m.a
      let second = Instance(Adder(2), name: "second")
      second.source <== first.result
      ignore(second.result)
    }.expect(
      "+3:20 two different modules are named `adder` (constant = 1; constant = 2): put the parameters into the name")
  }

  @Test func sameObjectTwice() {
    let module = Scratch { _ in }
    report(module).expect()
    report(module).expect("this `scratch` object was elaborated before: make a new one")
  }

  @Test func expressionOutsideBuild() {
    let line = #line
    final class Early: Module {
      let source = In(8)
      let result = Out(8)
      let sum: Bits
      override init(name: String? = nil) {
        sum = source + 1
        super.init(name: name)
      }
      override func build() { result <== sum }
    }
    report(Early(), line: line).expect(
      "+6:22 an expression is written outside `build()`: only declarations may stand there")

    // Inside another module's `build()` the expression would even end up in that module.
    let found = report { ignore(Instance(Early(name: "early"), name: "early").result, $0.a) }
    #expect(found.problems.contains { $0.hasSuffix("`source` was used in `scratch` before its own module was built") })
  }

  @Test func validWaitsForReady() {
    let line = #line
    final class Impatient: Module {
      let origin = Sink(Empty())
      let target = Source(Empty())
      override func build() {
        target.valid <== origin.valid & target.ready
        origin.ready <== target.ready
      }
    }
    report(Impatient(), line: line).expect(
      "+3:20 `impatient.target_valid` depends on its own `target_ready`: a stream's valid must not wait for ready")
  }

  @Test func allAtOnce() {
    report { m in
      ignore(m.a + m.n)
      let x = Wire(8).named("x")
      ignore(x, m.n == 99)
    }.expect(
      "+1:18 `+` of 8 bits (`a`) and 4 bits (`n`): extend or slice one of them",
      "+3:21 the literal is 99, which does not fit 4 bits", "+2:15 `scratch.x` is never driven: assign it or remove it")
  }
}

enum Color: HardwareEnum { case red, green, blue }

final class Inverter: Module {
  let source = In()
  let result = Out()
  override func build() { result <== !source }
}
