import HDL

/// What stands for the fuses of a processor on a board: a memory whose contents are in the bit stream. Whoever has the bit stream
/// knows the processor's private key.
final class FuseMemory: Module {
  let address: Bits.Input
  let word = Out(64, "the word at the address one cycle before; 0 where there is none")
  let words: Memory

  /// - Parameters:
  ///   - contents: the identity of the processor, `docs/key-entries.md`.
  ///   - addressBits: width of an address.
  init(_ contents: [UInt64], addressBits: Int) {
    address = In(addressBits)
    words = Memory(
      depth: 1 << addressBits, width: 64, initial: contents.map { Constant(width: 64, value: $0) }, style: .block)
  }

  override var summary: String { "The identity of a processor for tests, in place of fuses: no secret." }
  override var latency: Latency? { .cycles(1, "from an address to its word") }

  override func build() { word <== words.read(address) }
}
