import HDL

/// One AES round in either direction. Combinational. FIPS 197, 5.1 and 5.3.
final class AESRound: Module {
  let state = In(128, "byte i in bits 8i+7:8i").secret()
  let key = In(128, "round key").secret()
  let decrypt = In()
  let last = In("final round: without MixColumns")
  let next = Out(128).secret()

  let substitution = (0..<16).map { _ in Instance(AESSubstitution()) }
  let mixColumn = (0..<4).map { _ in Instance(AESMixColumn()) }

  override var summary: String {
    """
    One round of the AES cipher (FIPS 197, 5.1) or of its inverse (5.3).
    Encryption: SubBytes, ShiftRows, MixColumns, AddRoundKey. Decryption: InvShiftRows, InvSubBytes, AddRoundKey, InvMixColumns.
    """
  }

  override var latency: Latency? { .combinational }

  override func build() {
    for (index, box) in substitution.enumerated() {
      box.value <== state.bits(from: 8 * index, width: 8)
      box.decrypt <== decrypt
    }
    let substituted = substitution.map { $0.result }
    let shifted = mux(decrypt, rows(substituted, shift: -1), rows(substituted, shift: 1)).named("shifted")
    let keyed = (shifted ^ key).named("keyed")
    let toMix = mux(decrypt, keyed, shifted).named("to_mix")
    for (index, column) in mixColumn.enumerated() {
      column.column <== toMix.bits(from: 32 * index, width: 32)
      column.decrypt <== decrypt
    }
    let mixed = cat(mixColumn.map { $0.mixed }.reversed()).named("mixed")
    next <== mux(last, keyed, mux(decrypt, mixed, mixed ^ key))
  }

  /// Byte (row, column) is number row + 4·column; row r moves by r columns.
  private func rows(_ bytes: [Bits], shift: Int) -> Bits {
    let moved = (0..<16).map { index in
      let row = index % 4
      let column = index / 4
      return bytes[row + 4 * ((column + shift * row + 8) % 4)]
    }
    return cat(moved.reversed())
  }
}
