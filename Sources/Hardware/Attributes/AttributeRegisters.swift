import HDL

/// The attribute registers: which range of which domain is under which algorithm and key. One write port; reads by index
/// for set-up, for the line port and for the public view; two match ports, for the line port and for mode control.
/// All reads are combinational. SF-12 to SF-20, SF-37, SF-38.
final class AttributeRegisters: Module {
  let write = In("store `entry` and its validity at `writeIndex`")
  let writeIndex: Bits.Input
  let writeValid = In()
  let entry: View<Attribute>.Input

  let readIndex: [Bits.Input]
  let readValid: [Bit.Output]
  let readEntry: [View<Attribute>.Output]

  let matchDomain: [Bits.Input]
  let matchLine: [Bits.Input]
  let match: [View<RegionMatch>.Output]

  let valid: [Bit.Var]
  let registers: [View<Attribute>.Var]

  let parameters: UnitParameters

  /// The readers, in the order of the `read` ports.
  enum Reader: Int, CaseIterable { case setup, line, view }
  /// The askers, in the order of the `match` ports.
  enum Asker: Int, CaseIterable { case line, mode }

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    writeIndex = In(parameters.attributeBits)
    entry = In(Attribute(parameters))
    readIndex = Reader.allCases.map { _ in In(parameters.attributeBits) }
    readValid = Reader.allCases.map { _ in Out() }
    readEntry = Reader.allCases.map { _ in Out(Attribute(parameters)) }
    matchDomain = Asker.allCases.map { _ in In(parameters.domainBits) }
    matchLine = Asker.allCases.map { _ in In(26) }
    match = Asker.allCases.map { _ in Out(RegionMatch(parameters)) }
    valid = (0..<parameters.attributes).map { _ in Reg(reset: false) }
    registers = (0..<parameters.attributes).map { _ in Reg(Attribute(parameters)) }
  }

  override var summary: String {
    """
    \(parameters.attributes) attribute registers, one per region.
    Read ports: \(Reader.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ")). Match ports: \(Asker.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ")).
    """
  }

  override func build() {
    for (index, register) in registers.enumerated() {
      when(write & (writeIndex == index)) {
        valid[index] <== writeValid
        register <== entry
      }
    }
    for reader in Reader.allCases {
      let index = readIndex[reader.rawValue]
      readValid[reader.rawValue] <== select(index, from: valid)
      if let entry = select(index, from: registers) { readEntry[reader.rawValue] <== entry }
    }
    for asker in Asker.allCases { answer(asker) }
  }

  private func answer(_ asker: Asker) {
    let domain = matchDomain[asker.rawValue]
    let line = matchLine[asker.rawValue]
    let output: View<RegionMatch>.Output = self.match[asker.rawValue]
    let inside = registers.enumerated().map { index, register in
      (valid[index] & (register.domain == domain) & (register.baseLine <= line)
        & (line.extended(to: 27) < register.limitLine)).named("\(asker)_inside_\(index)")
    }
    let ordinary = zip(inside, registers).map { $0 & !$1.defaultKey }
    let fallback = zip(inside, registers).map { $0 & $1.defaultKey }
    func any(_ bits: [Bit]) -> Bit { bits.dropFirst().reduce(bits[0]) { $0 | $1 } }
    func having(_ hits: [Bit], _ right: KeyPath<Attribute, Field<Bit>>) -> Bit {
      any(zip(hits, registers).map { $0 & $1[dynamicMember: right] })
    }
    // At most one hit, so the index is the bitwise or of the hit indices.
    func index(_ hits: [Bit]) -> Bits {
      cat(
        (0..<parameters.attributeBits).reversed().map { bit in
          any(hits.indices.filter { $0 >> bit & 1 == 1 }.map { hits[$0] })
        })
    }
    output.ordinary <== any(ordinary)
    output.ordinaryIndex <== index(ordinary)
    output.read <== having(ordinary, \.read)
    output.write <== having(ordinary, \.write)
    output.execute <== having(ordinary, \.execute)
    output.plainAccess <== having(ordinary, \.plainAccess)
    output.fallbackIndex <== index(fallback)
    output.fallbackRead <== having(fallback, \.read)
    output.fallbackWrite <== having(fallback, \.write)
    output.fallbackExecute <== having(fallback, \.execute)

    for (name, hits) in [("ordinary_region", ordinary), ("default_entry", fallback)] {
      let vector = cat(hits.reversed())
      always("\(asker)_at_most_one_\(name)", (vector & (vector - 1)) == 0)
    }
  }
}
