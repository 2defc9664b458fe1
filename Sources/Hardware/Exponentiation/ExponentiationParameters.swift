import HDL

/// The sizes of an exponentiation unit. `docs/exponentiation.md`, section 1.
public struct ExponentiationParameters: Hashable, Codable, Sendable {
  /// Width of the multiplier and of a word of its memory: 16, 32, 64 or 128.
  public var wordBits = 64
  /// Bits of the longest modulus. A power of two.
  public var maximumBits = 4096
  /// Bits of the moduli that a private operation takes.
  public var keyBits = [2048, 3072]

  public init() {}

  public init(wordBits: Int, maximumBits: Int = 4096, keyBits: [Int] = [2048, 3072]) {
    self.wordBits = wordBits
    self.maximumBits = maximumBits
    self.keyBits = keyBits
  }

  /// What is wrong with the parameters, or nil.
  public var problem: String? {
    guard [16, 32, 64, 128].contains(wordBits) else {
      return "wordBits is \(wordBits); it must be 16, 32, 64 or 128"
    }
    guard (128...16384).contains(maximumBits), maximumBits & (maximumBits - 1) == 0, maximumBits >= 4 * wordBits else {
      return "maximumBits is \(maximumBits); it must be a power of two from \(max(128, 4 * wordBits)) to 16384"
    }
    if keyBits.isEmpty { return "keyBits is empty; it must have at least one size" }
    let unit = max(128, 2 * wordBits)
    for bits in keyBits where bits < unit || bits > maximumBits || bits % unit != 0 {
      return "keyBits has \(bits); it must be a multiple of \(unit), at most \(maximumBits)"
    }
    return nil
  }

  /// Words of the longest operand.
  var slotWords: Int { maximumBits / wordBits }
  /// Width of the index of a word in an operand.
  var indexBits: Int { bitsToCount(slotWords) }
  /// Width of an address in the operand memory.
  var addressBits: Int { indexBits + OperandSlot.slotBits }
  /// Words of the operand memory.
  var depth: Int { OperandSlot.slots * slotWords }
  /// Words of 64 bits in the longest operand.
  public var longWords: Int { maximumBits / 64 }
  /// Width of a number of 64-bit words.
  var sizeBits: Int { bitsToCount(longWords + 1) }
  /// Width of the index of a 64-bit word.
  var longIndexBits: Int { bitsToCount(longWords) }
  /// Width of the count of a loop.
  var countBits: Int { bitsToCount(maximumBits + 1) }
  /// Width of the number of a digit of four bits in an operand.
  var digitBits: Int { bitsToCount(maximumBits / 4) }
  /// Memory words in 64 bits.
  var lanes: Int { max(1, 64 / wordBits) }
  /// Width of the address of a fuse word: name, size, digest, modulus and five numbers of half its length.
  var fuseAddressBits: Int { bitsToCount(3 + 7 * longWords / 2) }
  /// Cycles from the factors of a word multiplication to its product.
  var productCycles: Int { WordMultiplier.cycles(wordBits) }
}
