import HDL

/// What the attribute registers promise when set-up control keeps its rule (`overlaps`: no range may overlap one of the
/// same domain with the same `default_key` flag): a register, any one, holds what was written into it last and nothing
/// else changes it; every reader sees that; no two regions overlap; and the match ports name the one region that contains
/// the line, with its rights.
final class AttributeRegistersProof: AttributeRegisters {
  let choice: Bits.Input
  private let expected: View<Attribute>.Var
  private let expectedValid = Reg(reset: false)
  private let isWritten = Reg(reset: false)

  override init(_ parameters: UnitParameters) {
    choice = In(parameters.attributeBits, "register that the proof is about")
    expected = Reg(Attribute(parameters))
    super.init(parameters)
  }

  override func build() {
    super.build()
    let watched = chosenOnce(choice, "watched_register")
    keepsWhatWasWritten(watched)
    regionsDoNotOverlap()
    for asker in Asker.allCases { findsTheRegion(asker) }
  }

  private func keepsWhatWasWritten(_ watched: Bits) {
    when(write & (writeIndex == watched)) {
      isWritten <== true
      expected <== entry
      expectedValid <== writeValid
    }
    always("valid_as_written", select(watched, from: valid) == expectedValid)
    always("holds_what_was_written", isWritten.implies(select(watched, from: registers.map(\.bits)) == expected.bits))
    for reader in Reader.allCases {
      let isRead = readIndex[reader.rawValue] == watched
      always("\(reader)_sees_validity", isRead.implies(readValid[reader.rawValue] == expectedValid))
      always("\(reader)_sees_entry", (isRead & isWritten).implies(readEntry[reader.rawValue].bits == expected.bits))
    }
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

  private func findsTheRegion(_ asker: Asker) {
    let domain = matchDomain[asker.rawValue]
    let line = matchLine[asker.rawValue].extended(to: 27)
    let contains = zip(valid, registers).map { valid, register in
      valid & (register.domain == domain) & !(line < register.baseLine.extended(to: 27)) & !(register.limitLine <= line)
    }
    let regions = zip(contains, registers).map { $0 & !$1.defaultKey }
    let defaults = zip(contains, registers).map { $0 & $1.defaultKey }

    /// The claim holds of every register that is a hit.
    func each(_ name: String, _ hits: [Bit], _ claim: (Int, View<Attribute>) -> Bit) {
      let claims = zip(hits, registers).enumerated().map { index, pair in pair.0.implies(claim(index, pair.1)) }
      always("\(asker)_\(name)", claims.dropFirst().reduce(claims[0]) { $0 & $1 })
    }
    func number(_ index: Int) -> Bits { Bits(UInt64(index), width: parameters.attributeBits) }
    /// A right is given exactly when the region, or the default-key entry, that contains the line has it.
    func right(_ name: String, _ given: Bit, of hits: [Bit], _ field: KeyPath<Attribute, Field<Bit>>) {
      each("gives_\(name)", hits) { given == $1[dynamicMember: field] }
      always("\(asker)_gives_\(name)_of_what_contains_the_line", given.implies(any(hits)))
    }

    switch asker {
    case .line:
      let answer = lineMatch
      always("line_knows_whether_a_region_contains_it", answer.ordinary == any(regions))
      each("finds_the_region", regions) { index, _ in answer.ordinaryIndex == number(index) }
      each("finds_the_default", defaults) { index, _ in answer.fallbackIndex == number(index) }
      right("read", answer.read, of: regions, \.read)
      right("write", answer.write, of: regions, \.write)
      right("execute", answer.execute, of: regions, \.execute)
      right("plain_access", answer.plainAccess, of: regions, \.plainAccess)
      right("default_read", answer.fallbackRead, of: defaults, \.read)
      right("default_write", answer.fallbackWrite, of: defaults, \.write)
      right("default_execute", answer.fallbackExecute, of: defaults, \.execute)
    case .mode:
      let answer = modeMatch
      always("mode_knows_whether_a_region_contains_it", answer.ordinary == any(regions))
      each("finds_the_region", regions) { index, _ in answer.ordinaryIndex == number(index) }
      each("finds_the_default", defaults) { index, _ in answer.fallbackIndex == number(index) }
      right("execute", answer.execute, of: regions, \.execute)
      right("default_execute", answer.fallbackExecute, of: defaults, \.execute)
    }
    cover("\(asker)_region_is_found", any(regions))
    cover("\(asker)_default_is_found", any(defaults))
  }
}
