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
  let early = In(32, "with `is_late` 0, or all ones for what comes late to be inverted")
  // What has come late is either of them; the other one is 0.
  let computed = In(32)
  let loaded = In(32)
  let isLate = In()
  let operand = Out(32)

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { operand <== early ^ replicate(isLate, 32) & (computed | loaded) }
}

/// The result of execute: the sum, which is late, or what else there is. Kept by itself for the same reasons.
final class ResultChoice: Module {
  let sum = In(32)
  let isSum = In()
  // What else there is is either of them; the other one is 0.
  let shifted = In(32)
  let others = In(32)
  let result = Out(32)

  override var keepsHierarchy: Bool { true }

  override var latency: Latency? { .combinational }

  override func build() { result <== mux(isSum, sum, shifted | others) }
}
