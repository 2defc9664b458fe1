import HDL

/// What the attribute registers promise when set-up control keeps its rule (`overlaps`: no range may overlap one of the
/// same domain with the same `default_key` flag): a register, any one, holds what was written into it last and nothing
/// else changes it; every reader sees that; no two regions overlap; and the match port names the one region that contains
/// the line, with its rights.
final class AttributeRegistersProof: AttributeRegisters {
  let choice: Bits.Input
  private let expected: View<Attribute>.Var
  private let expectedValid = Reg(reset: false)
  private let isWritten = Reg(reset: false)
  /// The same in the cycle before, in which the register was read or was not.
  private let expectedThen: View<Attribute>.Var
  private let validThen = Reg(reset: false)
  private let wasWritten = Reg(reset: false)
  private let wasRead = Reg(reset: false)

  override init(_ parameters: UnitParameters) {
    choice = In(parameters.attributeBits, "register that the proof is about")
    expected = Reg(Attribute(parameters))
    expectedThen = Reg(Attribute(parameters))
    super.init(parameters)
  }

  override func build() {
    super.build()
    let watched = chosenOnce(choice, "watched_register")
    keepsWhatWasWritten(watched)
    regionsDoNotOverlap()
    findsTheRegion()
  }

  private func keepsWhatWasWritten(_ watched: Bits) {
    when(write & (writeIndex == watched)) {
      isWritten <== true
      expected <== entry
      expectedValid <== writeValid
    }
    always("valid_as_written", select(watched, from: valid) == expectedValid)
    always("holds_what_was_written", isWritten.implies(select(watched, from: registers.map(\.bits)) == expected.bits))
    let isViewed = viewIndex == watched
    always("view_sees_validity", isViewed.implies(viewValid == expectedValid))
    always("view_sees_entry", (isViewed & isWritten).implies(viewEntry.bits == expected.bits))
    wasRead <== readIndex == watched
    wasWritten <== isWritten
    validThen <== expectedValid
    expectedThen <== expected
    always("reader_sees_validity", wasRead.implies(readValid == validThen))
    always("reader_sees_entry", (wasRead & wasWritten).implies(readEntry.bits == expectedThen.bits))
    cover("watched_register_is_written_twice", isWritten & write & (writeIndex == watched))
  }

  /// The rule of set-up control, for two entries that are both valid.
  private func overlap(_ a: View<Attribute>, _ b: View<Attribute>) -> Bit {
    (a.domain == b.domain) & (a.defaultKey == b.defaultKey) & (a.baseLine.extended(to: 27) < b.limitLine)
      & (b.baseLine.extended(to: 27) < a.limitLine)
  }

  private func regionsDoNotOverlap() {
    for (index, register) in registers.enumerated() {
      let isAnother = writeIndex != Bits(UInt64(index), width: writeIndex.width)
      assume(
        "set_up_refuses_an_overlap_with_\(index)",
        !(write & writeValid & isAnother & valid[index] & overlap(entry, register)))
      for other in 0..<index {
        always(
          "regions_\(other)_and_\(index)_do_not_overlap",
          !(valid[other] & valid[index] & overlap(registers[other], register)))
      }
    }
  }

  private func findsTheRegion() {
    let line = matchLine.extended(to: 27)
    let contains = zip(valid, registers).map { valid, register in
      valid & (register.domain == matchDomain) & !(line < register.baseLine.extended(to: 27))
        & !(register.limitLine <= line)
    }
    let regions = zip(contains, registers).map { $0 & !$1.defaultKey }
    let defaults = zip(contains, registers).map { $0 & $1.defaultKey }

    /// The claim holds of every register that is a hit.
    func each(_ name: String, _ hits: [Bit], _ claim: (Int, View<Attribute>) -> Bit) {
      let claims = zip(hits, registers).enumerated().map { index, pair in pair.0.implies(claim(index, pair.1)) }
      always(name, claims.dropFirst().reduce(claims[0]) { $0 & $1 })
    }
    func number(_ index: Int) -> Bits { Bits(UInt64(index), width: parameters.attributeBits) }
    /// A right is given exactly when the region, or the default-key entry, that contains the line has it.
    func right(_ name: String, _ given: Bit, of hits: [Bit], _ field: KeyPath<Attribute, Field<Bit>>) {
      each("gives_\(name)", hits) { given == $1[dynamicMember: field] }
      always("gives_\(name)_of_what_contains_the_line", given.implies(any(hits)))
    }

    always("knows_whether_a_region_contains_it", match.ordinary == any(regions))
    always("knows_whether_a_default_contains_it", match.fallback == any(defaults))
    each("finds_the_region", regions) { index, _ in match.ordinaryIndex == number(index) }
    each("finds_the_default", defaults) { index, _ in match.fallbackIndex == number(index) }
    right("read", match.read, of: regions, \.read)
    right("write", match.write, of: regions, \.write)
    right("execute", match.execute, of: regions, \.execute)
    right("plain_access", match.plainAccess, of: regions, \.plainAccess)
    right("default_read", match.fallbackRead, of: defaults, \.read)
    right("default_write", match.fallbackWrite, of: defaults, \.write)
    right("default_execute", match.fallbackExecute, of: defaults, \.execute)
    let closes = zip(valid, registers).map { $0 & ($1.domain == matchDomain) & $1.closed }
    always("knows_whether_a_region_closes_the_domain", match.closed == any(closes))
    cover("region_is_found", any(regions))
    cover("default_is_found", any(defaults))
  }
}
