import HDL

/// The loaded byte, half word or word from the aligned word that holds it. Combinational.
///
/// A cache does this for each of its ways, before it is known in which the line is: what is loaded is complete then.
final class LoadAlignment: Module {
  let word = In(32).secret()
  let offset = In(2, "low bits of the address")
  let size = In(2, "0 byte, 1 half, 2 word")
  let fill = In("what a byte or half word is extended with").secret()
  let value = Out(32).secret()

  override var summary: String { "Moves a loaded value to bit 0 and extends it." }

  override func build() {
    let half = mux(offset[1], word[16...31], word[0...15]).named("half")
    let lowest = mux(offset[0], half[8...15], half[0...7]).named("lowest")
    value
      <== cat(
        mux(size[1], word[16...31], replicate(fill, 16)), mux(size.any, half[8...15], replicate(fill, 8)), lowest)
  }

  /// The byte of the word whose top bit is the sign of a byte or half word.
  static func signByte(offset: Bits, size: Bits) -> Bits { cat(offset[1], offset[0] | size[0]) }
}

/// The sign of what is loaded from one of the two words that a cache reads together. Combinational.
///
/// Found straight from both words, beside their choice and alignment, and kept by itself: the words come late in the cycle, and
/// the sign goes to many bits.
final class LoadSign: Module {
  let even = In(32).secret()
  let odd = In(32).secret()
  let isOdd = In("word of the two")
  let place = In(2, "byte whose top bit is the sign")
  let isWanted = In("else 0")
  let sign = Out().secret()

  override var keepsHierarchy: Bool { true }

  override var summary: String { "The sign of a loaded byte or half word." }

  override var latency: Latency? { .combinational }

  override func build() {
    let evenSign = LoadSign.top(of: even, byte: place)
    let oddSign = LoadSign.top(of: odd, byte: place)
    sign <== isWanted & mux(isOdd, oddSign, evenSign)
    ignore(even, odd)
  }

  /// The top bit of a byte of the word.
  static func top(of word: Bits, byte: Bits) -> Bit {
    mux(byte[1], mux(byte[0], word[31], word[23]), mux(byte[0], word[15], word[7]))
  }
}
