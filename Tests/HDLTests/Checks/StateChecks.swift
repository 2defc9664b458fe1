import HDL
import Testing

// The exact text and place of every check. `+1:12` is the next line after the call, column 12.

/// Codes of enums, and the states that a state machine can reach.
@Suite struct StateChecks {
  @Test func decoding() {
    report { m in
      ignore(Enum<Color>(code: m.n[0...1]) == .green)
    }.expect("+1:24 `Color` has no case for the code 3 of `n[1:0]`: write `Enum(code:, otherwise: .red)`")
    report { m in
      ignore(Enum<Color>(code: m.n) == .green)
      ignore(Enum<Color>(code: m.n[0...2], otherwise: .blue) == .green)
    }.expect(
      "+1:24 the codes of `Color` have 2 bits, not 4 (`n`): extend or slice the value",
      "+2:24 the codes of `Color` have 2 bits, not 3 (`n[2:0]`): extend or slice the value")
    report { m in
      ignore(Enum<Phase>(code: m.n[2...3]) == .load, Enum<Color>(code: m.n[0...1], otherwise: .blue) == .green)
    }.expect()
  }

  enum Phase: HardwareEnum { case idle, load, run, stop }

  @Test func unreachable() {
    report { m in
      let phase = Reg(reset: Phase.idle).named("phase")
      match(phase) {
        switch $0 {
        case .idle: when(m.p) { phase <== .load }
        case .load: phase <== .idle
        case .run: phase <== .stop
        case .stop: phase <== .run
        }
      }
      ignore(phase)
    }.expect(
      "+1:19 `scratch.phase` never becomes `run`, `stop`: no transition leads there from `idle`: add one or remove the case"
    )
    // Conditions on the register itself, in an expression and by way of a wire.
    report { m in
      let phase = Reg(reset: Phase.idle).named("phase")
      let next = Wire(Phase.self, default: .idle).named("next")
      when((phase == .run) & m.p) {
        next <== .stop
      } otherwise: {
        when(!(phase != .idle)) { next <== first([(m.q, .load)], otherwise: .idle) }
      }
      phase <== next
    }.expect(
      "+1:19 `scratch.phase` never becomes `run`, `stop`: no transition leads there from `idle`: add one or remove the case"
    )
  }

  @Test func reachable() {
    // A value that is not one of the cases may be any of them.
    report { m in
      let phase = Reg(reset: Phase.idle).named("phase")
      when(m.p) { phase <== Enum(code: m.n[0...1]) }
      ignore(phase)
    }.expect()
    // A condition that says nothing about the register may hold at any time.
    report { m in
      let phase = Reg(reset: Phase.stop).named("phase")
      when(m.a == 3) { phase <== .load }
      ignore(phase)
    }.expect(
      "+1:19 `scratch.phase` never becomes `idle`, `run`: no transition leads there from `stop`: add one or remove the case"
    )
    // Without a reset the first state is unknown.
    report { m in
      let phase = Reg(Phase.self).named("phase")
      when(m.p) { phase <== .idle }
      ignore(phase)
    }.expect()
  }
}
