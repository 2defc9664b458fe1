import HDL

/// The attribute registers: which range of which domain is under which algorithm and key. One write port; reads by index for
/// those who control the unit, set-up or the line in work, through a register, and for the public view; a match port for the
/// line in work or mode control. SF-12 to SF-20, SF-37, SF-38.
class AttributeRegisters: Module {
  let write = In("store `entry` and its validity at `writeIndex`")
  let writeIndex: Bits.Input
  let writeValid = In()
  let entry: View<Attribute>.Input

  let readIndex: Bits.Input
  let readValid = Out("validity of the register at `read_index` in the cycle before")
  let readEntry: View<Attribute>.Output
  let viewIndex: Bits.Input
  let viewValid = Out("validity of the register at `view_index`")
  let viewEntry: View<Attribute>.Output

  let matchDomain: Bits.Input
  let matchLine = In(26)
  let match: View<RegionMatch>.Output
  let runningDomain: Bits.Input
  let runningClosed = Out("the running domain was closed in the cycle before")

  let valid: [Bit.Var]
  let registers: [View<Attribute>.Var]
  let validRead = Reg(reset: false)
  let entryRead: View<Attribute>.Var
  let isClosed = Reg(reset: false)

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    writeIndex = In(parameters.attributeBits)
    entry = In(Attribute(parameters))
    readIndex = In(parameters.attributeBits)
    readEntry = Out(Attribute(parameters))
    viewIndex = In(parameters.attributeBits)
    viewEntry = Out(Attribute(parameters))
    matchDomain = In(parameters.domainBits)
    match = Out(RegionMatch(parameters))
    runningDomain = In(parameters.domainBits)
    valid = (0..<parameters.attributes).map { _ in Reg(reset: false) }
    registers = (0..<parameters.attributes).map { _ in Reg(Attribute(parameters)) }
    entryRead = Reg(Attribute(parameters))
  }

  override var summary: String { "\(parameters.attributes) attribute registers, one per region." }

  override var latency: Latency? {
    .described("the read port has a register, view and match have none; what is written shows in the next cycle")
  }

  override func build() {
    for (index, register) in registers.enumerated() {
      when(write & (writeIndex == index)) {
        valid[index] <== writeValid
        register <== entry
      }
    }
    validRead <== select(readIndex, from: valid)
    readValid <== validRead
    viewValid <== select(viewIndex, from: valid)
    if let entry = select(readIndex, from: registers) { entryRead <== entry }
    if let entry = select(viewIndex, from: registers) { viewEntry <== entry }
    readEntry <== entryRead
    isClosed <== closed(runningDomain)
    runningClosed <== isClosed
    answer()
  }

  /// Which registers match, one bit each.
  private struct Hits {
    let ordinary: [Bit]
    let fallback: [Bit]
  }

  private func hits() -> Hits {
    let inside = registers.enumerated().map { index, register in
      (valid[index] & (register.domain == matchDomain) & (register.baseLine <= matchLine)
        & (matchLine.extended(to: 27) < register.limitLine)).named("inside_\(index)")
    }
    let hits = Hits(
      ordinary: registers.indices.map { (inside[$0] & !registers[$0].defaultKey).named("ordinary_\($0)") },
      fallback: registers.indices.map { (inside[$0] & registers[$0].defaultKey).named("fallback_\($0)") })
    for (name, bits) in [("ordinary_region", hits.ordinary), ("default_entry", hits.fallback)] {
      let vector = cat(bits.reversed())
      always("at_most_one_\(name)", (vector & (vector - 1)) == 0)
    }
    return hits
  }

  /// Whether some region of the domain, wherever it lies, closes it.
  private func closed(_ domain: Bits) -> Bit {
    any(zip(valid, registers).map { $0 & $1.closed & ($1.domain == domain) })
  }

  func any(_ bits: [Bit]) -> Bit { bits.dropFirst().reduce(bits[0]) { $0 | $1 } }

  /// Whether the register that was hit has the right.
  private func having(_ right: KeyPath<Attribute, Field<Bit>>, _ hits: [Bit]) -> Bit {
    any(zip(hits, registers).map { $0 & $1[dynamicMember: right] })
  }

  /// Whether the register that was hit describes a region with a cipher.
  private func ciphered(_ hits: [Bit]) -> Bit {
    any(zip(hits, registers).map { $0 & ($1.algorithm != .none) })
  }

  /// The index of the register that was hit. There is at most one, so it is the bitwise or of the hit indices.
  private func index(_ hits: [Bit]) -> Bits {
    cat(
      (0..<parameters.attributeBits).reversed().map { bit in
        any(hits.indices.filter { $0 >> bit & 1 == 1 }.map { hits[$0] })
      })
  }

  private func answer() {
    let hits = hits()
    match.ordinary <== any(hits.ordinary)
    match.ordinaryIndex <== index(hits.ordinary)
    match.read <== having(\.read, hits.ordinary)
    match.write <== having(\.write, hits.ordinary)
    match.execute <== having(\.execute, hits.ordinary)
    match.plainAccess <== having(\.plainAccess, hits.ordinary)
    match.ciphered <== ciphered(hits.ordinary)
    match.fallback <== any(hits.fallback)
    match.fallbackIndex <== index(hits.fallback)
    match.fallbackRead <== having(\.read, hits.fallback)
    match.fallbackWrite <== having(\.write, hits.fallback)
    match.fallbackExecute <== having(\.execute, hits.fallback)
    match.fallbackCiphered <== ciphered(hits.fallback)
    match.closed <== closed(matchDomain)
  }
}
