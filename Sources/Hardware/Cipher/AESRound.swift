import HDL

/// One AES round without registers, in one direction. Combinational. FIPS 197, 5.1 and 5.3.
final class AESRound: Module {
  let state = In(128, "byte i in bits 8i+7:8i").secret()
  let key = In(128, "round key").secret()
  let last = In("final round: without MixColumns")
  let next = Out(128).secret()

  let direction: CipherDirection
  let substitution: [Instance<AESSubstitution>]
  let diffusion: Instance<AESDiffusion>

  /// - Parameter direction: one of the two, not both.
  init(_ direction: CipherDirection) {
    self.direction = direction
    substitution = (0..<16).map { _ in Instance(AESSubstitution(direction)) }
    diffusion = Instance(AESDiffusion(direction))
    super.init(name: "aes_\(direction.prefix)round")
  }

  override var summary: String {
    direction == .decryption
      ? "One round of the inverse AES cipher (FIPS 197, 5.3)." : "One round of the AES cipher (FIPS 197, 5.1)."
  }

  override var latency: Latency? { .combinational }

  override func build() {
    for (index, box) in substitution.enumerated() { box.value <== state.bits(from: 8 * index, width: 8) }
    diffusion.substituted <== cat(substitution.map { $0.result }.reversed())
    diffusion.key <== key
    diffusion.last <== last
    next <== diffusion.next
  }
}
