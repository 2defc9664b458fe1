import HDL

/// One of two words. Kept by itself, this is one look-up table a bit: where the choice, or one of the words, is late in the
/// cycle and synthesis does not know that, and where it would spend tables on what is not late.
final class WordChoice: Module {
  let first: Bits.Input
  let second: Bits.Input
  let isSecond = In()
  let staysFirst = In("whatever `is_second` says")
  let word: Bits.Output

  /// - Parameter isSecret: the words may be secret.
  init(isSecret: Bool) {
    first = isSecret ? In(32).secret() : In(32)
    second = isSecret ? In(32).secret() : In(32)
    word = isSecret ? Out(32).secret() : Out(32)
    super.init(name: isSecret ? "secret_word_choice" : "word_choice")
  }

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { word <== mux(isSecond & !staysFirst, second, first) }
}

extension Instance where M == WordChoice {
  /// The second word or the first.
  func word(if isSecond: Bit, _ second: Bits, otherwise first: Bits) -> Bits {
    self.first <== first
    self.second <== second
    self.isSecond <== isSecond
    self.staysFirst <== false
    return word
  }
}

/// An operand: what decode found, or what has come late, as it is or inverted. Kept by itself for the same reasons.
final class OperandChoice: Module {
  let early = In(32)
  let late = In(32)
  let isLate = In()
  let inverts = In("`late` is inverted")
  let operand = Out(32)

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { operand <== mux(isLate, late ^ replicate(inverts, 32), early) }
}
