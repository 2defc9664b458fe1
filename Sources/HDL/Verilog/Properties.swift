/// Who reads the Verilog.
public enum VerilogReader: Sendable {
  /// Synthesis and simulation. Properties are for Verilator only; others do not see them.
  case hardware
  /// A prover: Yosys with `read_verilog -formal`. Every reset is asserted in the first cycle of its clock, and free after
  /// it.
  case prover
}

/// How a module states its properties for a prover.
struct ProofObligations {
  /// What the top module assumes is granted; what any other module assumes, its surroundings owe it.
  let isTop: Bool
  /// With one clock, a step of the proof is a clock cycle.
  let hasOneClock: Bool

  func keyword(_ kind: Assertion.Kind) -> String {
    switch kind {
    case .always: "assert"
    case .assume: isTop ? "assume" : "assert"
    case .cover: "cover"
    }
  }
}

extension Design {
  /// Whether at most one clock drives the whole design.
  public var hasOneClock: Bool { (definitions.last?.domains.count { $0.needsClock } ?? 0) <= 1 }

  func obligations(of definition: Definition, for reader: VerilogReader) -> ProofObligations? {
    switch reader {
    case .hardware: nil
    case .prover: ProofObligations(isTop: definition === definitions.last, hasOneClock: hasOneClock)
    }
  }
}

extension Emitter {
  /// States the properties for a prover.
  mutating func state(_ obligations: ProofObligations) {
    if obligations.isTop { for use in definition.domains where use.needsReset { beginInReset(use, obligations) } }
    ghosts()
    for assertion in definition.assertions { declareWires(assertion.condition, for: assertion.name, whole: true) }
    for use in definition.domains {
      let statements = definition.assertions.filter { $0.domain == use.domain }.map { assertion in
        let condition = expressions.text(assertion.condition, top: true)
        return "    \(assertion.kind)_\(assertion.name): \(obligations.keyword(assertion.kind)) (\(condition));"
      }
      if statements.isEmpty { continue }
      // With one clock a property holds in the cycle in which its values are there, not at the edge after it: induction
      // needs it as a statement about a state.
      let event = obligations.hasOneClock ? "@*" : "@(\(Self.edge(of: use.domain)))"
      page.block(
        ["always \(event) begin", "  if (!\(use.domain.resetName)) begin"] + statements
          + ["  end", "end"])
    }
  }

  private mutating func beginInReset(_ use: DomainUse, _ obligations: ProofObligations) {
    let reset = use.domain.resetName
    if obligations.hasOneClock || !use.needsClock {
      page.block(["initial assume (\(reset));"])
    } else {
      let started = expressions.naming.unique("\(use.domain.name)_started")
      page.block(["reg \(started) = 1'b0;", "always @(\(Self.edge(of: use.domain))) \(started) <= 1'b1;"])
      page.block(["always @* if (!\(started)) assume (\(reset));"])
    }
  }
}
