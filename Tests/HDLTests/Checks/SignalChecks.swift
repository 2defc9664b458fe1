import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

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
