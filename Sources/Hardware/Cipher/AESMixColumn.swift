import HDL

/// One column of MixColumns or its inverse. The inverse is MixColumns after a smaller map, which is all it costs extra.
/// Combinational. FIPS 197, 5.1.3 and 5.3.3.
final class AESMixColumn: Module {
  let column = In(32, "byte 0 in bits 7:0").secret()
  let decrypt = In("inverse")
  let mixed = Out(32).secret()

  override var summary: String {
    "One column of MixColumns (FIPS 197, 5.1.3) or InvMixColumns (5.3.3)."
  }

  override var latency: Latency? { .combinational }

  override func build() {
    let bytes = (0..<4).map { column.bits(from: 8 * $0, width: 8) }
    // InvMixColumns = MixColumns · circ(5, 0, 4, 0).
    let evenSum = (bytes[0] ^ bytes[2]).named("even_sum")
    let oddSum = (bytes[1] ^ bytes[3]).named("odd_sum")
    let even = doubled(doubled(evenSum).named("even_twice")).named("even")
    let odd = doubled(doubled(oddSum).named("odd_twice")).named("odd")
    let prepared = (0..<4).map { row in
      mux(decrypt, bytes[row] ^ (row % 2 == 0 ? even : odd), bytes[row]).named("prepared_\(row)")
    }
    let all = (prepared[0] ^ prepared[1] ^ prepared[2] ^ prepared[3]).named("sum")
    let result = (0..<4).map { row in
      prepared[row] ^ all ^ doubled((prepared[row] ^ prepared[(row + 1) % 4]).named("pair_\(row)"))
    }
    mixed <== cat(result.reversed())
  }

  /// The product with x.
  private func doubled(_ byte: Bits) -> Bits {
    byte.shiftedLeft(by: 1) ^ mux(byte[7], Bits(0x1b, width: 8), 0)
  }
}
