import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

@Suite struct NameChecks {
  enum Größe: HardwareEnum { case winzig, größer }

  @Test func casesOfEnums() {
    let line = #line
    final class Sizes: Module {
      let size = In(Größe.self)
      let result = Out()
      override func build() { result <== (size == .größer) }
    }
    report(Sizes(), line: line).expect(
      "+2:18 the case `GRÖSSE_GRÖSSER` of `größe` is not a Verilog identifier: rename it")
  }

  @Test func labelsOfProperties() {
    let line = #line
    final class Labels: Module {
      let assertBoth = In()
      let result = Out()
      override func build() {
        result <== assertBoth
        assume("one", assertBoth)
        always("both", !result)
      }
    }
    report(Labels(), line: line).expect(
      "+7:9 `labels.both`: the property's label `assert_both` is the name of a signal: rename one of them")
  }

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

/// A bit from the cycle before.
private final class Keeper: Module {
  let source = In()
  let result = Out()
  let held = Reg(reset: false)
  override func build() {
    held <== source
    result <== held
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

  @Test func unconnectedInstance() {
    final class Pair: Module {
      let source = In()
      let result = Out()
      let first = Instance(Inverter())
      let second = Instance(Inverter())
      override func build() {
        first.source <== source
        second.source <== first.result
        result <== second.result
      }
    }
    report { m in
      let pair = Instance(Pair(), name: "pair")
      pair.source <== m.p
      let other = Instance(Pair(), name: "other")
      let more = Instance(Pair(), name: "more")
      more.source <== m.q
      ignore(pair.result, more.result)
      _ = (other, Instance(Inverter()))
    }.expect(
      "+3:19 an instance of `pair` is never connected: drive its inputs or remove it",
      "+7:19 an instance of `inverter` is never connected: drive its inputs or remove it")
  }

  @Test func signalOfAnotherModule() {
    let line = #line
    final class Meddler: Module {
      let child = Instance(Keeper())
      let source = In()
      let result = Out()
      override func build() {
        child.source <== source
        when(source) { child.module.held <== false }
        result <== child.result
      }
    }
    report(Meddler(), line: line).expect(
      "+7:42 `held` belongs to module `keeper` and is driven in `meddler`: give that module an input")
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

  @Test func namesThatDifferInCase() {
    report { m in
      let lower = Instance(Scratch(name: "box") { _ in }, name: "lower")
      let upper = Instance(Scratch(name: "Box") { _ in }, name: "upper")
      for box in [lower, upper] {
        box.a <== m.a
        box.b <== m.b
        box.n <== m.n
        box.p <== m.p
        box.q <== m.q
      }
    }.expect(
      "+2:19 modules `box` and `Box` differ only in case, which not all file systems tell apart: rename one")
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
