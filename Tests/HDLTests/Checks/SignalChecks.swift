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
      "+3:23 `scratch.sum` is driven twice on the same path: use an `otherwise` or a default",
      "+2:11 note: it is driven here first"
    )
    report { m in
      let count = Reg(8).named("count")
      when(m.p) { count <== m.a }
      when(m.q) { count <== m.b }
      ignore(count)
    }.expect(
      "+3:25 `scratch.count` is driven twice on the same path: use an `otherwise` or a default",
      "+2:25 note: it is driven here first"
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
      match(Enum<Color>(code: m.n[0...1], otherwise: .blue)) { if $0 != .blue { held <== m.a } }
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
    report { m in
      let sum = (m.a + m.b).named("sum")
      ignore((m.a - sum).named("rest").named("again")[0])
      (m.a ^ m.b).named("mixed")
    }.expect("+3:12 `scratch.mixed` is computed and never used: remove it")
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
