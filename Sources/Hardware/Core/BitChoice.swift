import HDL

/// One of two bits, by a third one that is late in the cycle. Kept by itself, this is one look-up table from there.
final class BitChoice: Module {
  let first = In()
  let second = In()
  let isSecond = In()
  let chosen = Out()

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { chosen <== mux(isSecond, second, first) }
}

extension Instance where M == BitChoice {
  /// The second bit or the first.
  func bit(if isSecond: Bit, _ second: Bit, otherwise first: Bit) -> Bit {
    self.first <== first
    self.second <== second
    self.isSecond <== isSecond
    return self.chosen
  }
}
