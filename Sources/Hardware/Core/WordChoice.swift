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
