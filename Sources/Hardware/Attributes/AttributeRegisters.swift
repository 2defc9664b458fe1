import HDL

/// The attribute registers: which range of which domain is under which algorithm and key. One write port; reads by index
/// for set-up, for the line port and for the public view; two match ports, for the line port and for mode control.
/// All reads are combinational. SF-12 to SF-20, SF-37, SF-38.
class AttributeRegisters: Module {
  let write = In("store `entry` and its validity at `writeIndex`")
  let writeIndex: Bits.Input
  let writeValid = In()
  let entry: View<Attribute>.Input

  let readIndex: [Bits.Input]
  let readValid: [Bit.Output]
  let readEntry: [View<Attribute>.Output]

  let matchDomain: [Bits.Input]
  let matchLine: [Bits.Input]
  let lineMatch: View<RegionMatch>.Output
  let modeMatch: View<ExecutionMatch>.Output

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
    lineMatch = Out(RegionMatch(parameters))
    modeMatch = Out(ExecutionMatch(parameters))
    valid = (0..<parameters.attributes).map { _ in Reg(reset: false) }
    registers = (0..<parameters.attributes).map { _ in Reg(Attribute(parameters)) }
  }

  override var summary: String {
    """
    \(parameters.attributes) attribute registers, one per region.
    Read ports: \(Reader.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ")). Match ports: \(Asker.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ")).
    """
  }

  override var latency: Latency? { .described("reads are combinational; what is written shows in the next cycle") }

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
    answerLine()
    answerMode()
  }

  /// Which registers match, one bit each.
  private struct Hits {
    let ordinary: [Bit]
    let fallback: [Bit]
  }

  private func hits(_ asker: Asker) -> Hits {
    let domain = matchDomain[asker.rawValue]
    let line = matchLine[asker.rawValue]
    let inside = registers.enumerated().map { index, register in
      (valid[index] & (register.domain == domain) & (register.baseLine <= line)
        & (line.extended(to: 27) < register.limitLine)).named("\(asker)_inside_\(index)")
    }
    let hits = Hits(
      ordinary: registers.indices.map {
        (inside[$0] & !registers[$0].defaultKey).named("\(asker)_ordinary_\($0)")
      },
      fallback: registers.indices.map {
        (inside[$0] & registers[$0].defaultKey).named("\(asker)_fallback_\($0)")
      })
    for (name, bits) in [("ordinary_region", hits.ordinary), ("default_entry", hits.fallback)] {
      let vector = cat(bits.reversed())
      always("\(asker)_at_most_one_\(name)", (vector & (vector - 1)) == 0)
    }
    return hits
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

  private func answerLine() {
    let hits = hits(.line)
    lineMatch.ordinary <== any(hits.ordinary)
    lineMatch.ordinaryIndex <== index(hits.ordinary)
    lineMatch.read <== having(\.read, hits.ordinary)
    lineMatch.write <== having(\.write, hits.ordinary)
    lineMatch.execute <== having(\.execute, hits.ordinary)
    lineMatch.plainAccess <== having(\.plainAccess, hits.ordinary)
    lineMatch.ciphered <== ciphered(hits.ordinary)
    lineMatch.fallbackIndex <== index(hits.fallback)
    lineMatch.fallbackRead <== having(\.read, hits.fallback)
    lineMatch.fallbackWrite <== having(\.write, hits.fallback)
    lineMatch.fallbackExecute <== having(\.execute, hits.fallback)
    lineMatch.fallbackCiphered <== ciphered(hits.fallback)
  }

  private func answerMode() {
    let hits = hits(.mode)
    modeMatch.ordinary <== any(hits.ordinary)
    modeMatch.ordinaryIndex <== index(hits.ordinary)
    modeMatch.execute <== having(\.execute, hits.ordinary)
    modeMatch.fallbackIndex <== index(hits.fallback)
    modeMatch.fallbackExecute <== having(\.execute, hits.fallback)
  }
}
