import HDL

/// The long numbers: two words are read and one is written in every cycle. An address takes one cycle whatever it is and
/// whatever was read before, so that one that depends on a secret shows nothing.
final class OperandMemory: Module {
  let addressA: Bits.Input
  let addressB: Bits.Input
  let wordA: Bits.Output
  let wordB: Bits.Output
  let write = In()
  let writeAddress: Bits.Input
  let writeWord: Bits.Input
  /// Only words of 128 bits are written in halves.
  let writeHalves: Bits.Input?

  let words: Memory

  init(_ parameters: ExponentiationParameters) {
    let (address, width) = (parameters.addressBits, parameters.wordBits)
    addressA = In(address).secret()
    addressB = In(address).secret()
    wordA = Out(width, "one cycle later; a write in the same cycle does not show").secret()
    wordB = Out(width).secret()
    writeAddress = In(address)
    writeWord = In(width).secret()
    writeHalves = width > 64 ? In(width / 64, "the parts of 64 bits that are written") : nil
    words = Memory(depth: parameters.depth, width: width, style: .block).secret()
  }

  override var summary: String {
    "\(words.depth) words of \(words.width) bits in block memory, kept twice for two read ports."
  }

  override var latency: Latency? { .cycles(1, "from address to word") }

  override func build() {
    wordA <== words.read(addressA)
    wordB <== words.read(addressB)
    when(write) {
      if let writeHalves {
        words.write(writeAddress, writeWord, mask: writeHalves)
      } else {
        words.write(writeAddress, writeWord)
      }
    }
  }
}
