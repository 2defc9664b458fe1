import HDL

/// A recipe as a design with its stimulus, ready for every simulator.
public struct PreparedDesign {
  public let recipe: Recipe
  let design: Design
  public let verilog: VerilogDesign
  let stimulus: Stimulus
  /// The ports without clocks and resets.
  let inputs: [PortDescription]
  let outputs: [PortDescription]

  /// - Parameter alter: changes the emitted text before other tools see it, to plant a defect.
  /// - Throws: `ElaborationError` when the checks refuse the design, which no recipe should make them do.
  public init(
    _ recipe: Recipe, alter: (VerilogDesign) -> VerilogDesign = { $0 }
  ) throws(ElaborationError) {
    self.recipe = recipe
    design = try Design(RandomDesign(recipe))
    verilog = alter(design.verilog())
    let special = Set(DomainRecipe.allCases.flatMap { [$0.clock.clockName, $0.clock.resetName] })
    let ports = design.ports.filter { !special.contains($0.name) }
    inputs = ports.filter { $0.direction == .input }
    outputs = ports.filter { $0.direction == .output }
    stimulus = Stimulus(recipe, ports: inputs)
  }

  /// Bits of all inputs and the resets.
  var dataWidth: Int { inputs.reduce(DomainRecipe.allCases.count) { $0 + $1.width } }
  /// Bits of all outputs.
  var responseWidth: Int { outputs.reduce(0) { $0 + $1.width } }

  /// The inputs of a cycle side by side, the first lowest, and the resets above them.
  func data(_ cycle: Stimulus.Cycle) -> BitString {
    var bits = BitString()
    for value in cycle.inputs { bits.append(value.words, width: value.width) }
    for reset in cycle.resets { bits.append([reset ? 1 : 0], width: 1) }
    return bits
  }

  func edges(_ cycle: Stimulus.Cycle) -> UInt64 {
    cycle.edges.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) }
  }

  /// The output with the bits that two rows of hexadecimal digits differ in first.
  func firstDifference(_ a: String, _ b: String) -> (port: PortDescription, bit: Int)? {
    let (x, y) = (Array(a.utf8.reversed()), Array(b.utf8.reversed()))
    guard let digit = (0..<max(x.count, y.count)).first(where: { $0 >= x.count || $0 >= y.count || x[$0] != y[$0] })
    else { return nil }
    var position = 4 * digit
    // Digits lie across ports: take the lowest bit that differs, as far as digits are known.
    if digit < x.count, digit < y.count, let p = Int(String(UnicodeScalar(x[digit])), radix: 16),
      let q = Int(String(UnicodeScalar(y[digit])), radix: 16)
    {
      position += (p ^ q).trailingZeroBitCount
    }
    var low = 0
    for port in outputs {
      if position < low + port.width { return (port, position - low) }
      low += port.width
    }
    return nil
  }
}

/// Bits side by side, the first lowest.
struct BitString {
  private(set) var words: [UInt64] = []
  private(set) var width = 0

  mutating func append(_ value: [UInt64], width added: Int) {
    words += Array(repeating: 0, count: (width + added + 63) / 64 - words.count)
    for (index, word) in value.enumerated() {
      let position = width + 64 * index
      words[position / 64] |= word << UInt64(position % 64)
      if position % 64 != 0, position / 64 + 1 < words.count {
        words[position / 64 + 1] |= word >> UInt64(64 - position % 64)
      }
    }
    width += added
  }

  /// As many digits as the width needs.
  var hexadecimal: String { Self.hexadecimal(words, width: width) }

  static func hexadecimal(_ words: [UInt64], width: Int) -> String {
    let digits = words.reversed().map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    return String(digits.suffix((width + 3) / 4))
  }
}
