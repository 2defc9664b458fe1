import HDL

/// What happens if a line is found, or in any case. Whether it is found is known late in the cycle, and synthesis does not know
/// that: kept by itself, this is one look-up table from there.
final class FoundGate: Module {
  let found: Bits.Input
  let ifFound = In()
  let anyway = In()
  let result = Out()

  let ways: Int

  init(ways: Int) {
    self.ways = ways
    found = In(ways, "ways in which the line is")
    super.init(name: "found_gate_\(ways)")
  }

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { result <== anyway | ifFound & found.any }
}
