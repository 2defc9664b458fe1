import HDL

/// What follows the S-boxes in an AES round, in either direction or both: ShiftRows, MixColumns, AddRoundKey, or
/// InvShiftRows, AddRoundKey, InvMixColumns. Combinational. FIPS 197, 5.1 and 5.3.
final class AESDiffusion: Module {
  let substituted = In(128, "byte i in bits 8i+7:8i").secret()
  let key = In(128, "round key").secret()
  let decrypt: Bit.Input?
  let last = In("final round: without MixColumns")
  let next = Out(128, "state after the round").secret()

  let direction: CipherDirection
  let mixColumn: [Instance<AESMixColumn>]

  init(_ direction: CipherDirection) {
    self.direction = direction
    decrypt = direction.port
    mixColumn = (0..<4).map { _ in Instance(AESMixColumn(direction)) }
    super.init(name: "aes_\(direction.prefix)diffusion")
  }

  override var summary: String {
    let encryption = "ShiftRows, MixColumns, AddRoundKey (FIPS 197, 5.1)."
    let decryption = "InvShiftRows, AddRoundKey, InvMixColumns (FIPS 197, 5.3)."
    return switch direction {
    case .encryption: "What follows the S-boxes in an AES round: \(encryption)"
    case .decryption: "What follows the S-boxes in an inverse AES round: \(decryption)"
    case .both: "What follows the S-boxes in an AES round.\nEncryption: \(encryption) Decryption: \(decryption)"
    }
  }

  override var latency: Latency? { .combinational }

  override func build() {
    let decrypts = direction.decrypts(decrypt)
    let bytes = (0..<16).map { substituted.bits(from: 8 * $0, width: 8) }
    let shifted = mux(decrypts, rows(bytes, shift: -1), rows(bytes, shift: 1)).named("shifted")
    // The key is added before the columns are mixed when decrypting, after that when encrypting.
    let toMix = (shifted ^ mux(decrypts, key, 0)).named("to_mix")
    for (index, column) in mixColumn.enumerated() {
      column.column <== toMix.bits(from: 32 * index, width: 32)
      if let port = column.decrypt { port <== decrypts }
    }
    let mixed = cat(mixColumn.map { $0.mixed }.reversed()).named("mixed")
    next <== mux(last, toMix, mixed) ^ mux(decrypts, 0, key)
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
