import HDL

/// One column of MixColumns, its inverse, or both. The inverse is MixColumns after a smaller map, which is all it costs
/// extra. Combinational. FIPS 197, 5.1.3 and 5.3.3.
final class AESMixColumn: Module {
  let column = In(32, "byte 0 in bits 7:0").secret()
  let decrypt: Bit.Input?
  let mixed = Out(32).secret()

  let direction: CipherDirection

  init(_ direction: CipherDirection) {
    self.direction = direction
    decrypt = direction.port
    super.init(name: "aes_\(direction.prefix)mix_column")
  }

  override var summary: String {
    switch direction {
    case .encryption: "One column of MixColumns (FIPS 197, 5.1.3)."
    case .decryption: "One column of InvMixColumns (FIPS 197, 5.3.3)."
    case .both: "One column of MixColumns (FIPS 197, 5.1.3) or InvMixColumns (5.3.3)."
    }
  }

  override var latency: Latency? { .combinational }

  override func build() {
    let bytes = (0..<4).map { column.bits(from: 8 * $0, width: 8) }
    let prepared = direction == .encryption ? bytes : prepared(bytes)
    // 2a + 3b + c + d = 2(a + b) + b + (c + d): sums of neighbours serve twice.
    let pairs = (0..<4).map { (prepared[$0] ^ prepared[($0 + 1) % 4]).named("pair_\($0)") }
    let result = (0..<4).map { row in doubled(pairs[row]) ^ prepared[(row + 1) % 4] ^ pairs[(row + 2) % 4] }
    mixed <== cat(result.reversed())
  }

  /// InvMixColumns = MixColumns · circ(5, 0, 4, 0): the second factor, or nothing while encrypting.
  private func prepared(_ bytes: [Bits]) -> [Bits] {
    let evenSum = (bytes[0] ^ bytes[2]).named("even_sum")
    let oddSum = (bytes[1] ^ bytes[3]).named("odd_sum")
    let even = doubled(doubled(evenSum).named("even_twice")).named("even")
    let odd = doubled(doubled(oddSum).named("odd_twice")).named("odd")
    return (0..<4).map { row in
      let inverse = bytes[row] ^ (row % 2 == 0 ? even : odd)
      return mux(direction.decrypts(decrypt), inverse, bytes[row]).named("prepared_\(row)")
    }
  }

  /// The product with x.
  private func doubled(_ byte: Bits) -> Bits {
    byte.shiftedLeft(by: 1) ^ mux(byte[7], Bits(0x1b, width: 8), 0)
  }
}
