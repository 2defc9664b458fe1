import HDL

/// The AES S-box, its inverse, or both: both are the inverse in GF(2^8) with an affine map after or before it, so they
/// share one table. Combinational; the table has no timing that depends on the data. FIPS 197, 5.1.1 and 5.3.2.
final class AESSubstitution: Module {
  let value = In(8).secret()
  let decrypt: Bit.Input?
  let result = Out(8).secret()

  let direction: CipherDirection

  init(_ direction: CipherDirection) {
    self.direction = direction
    decrypt = direction.port
    super.init(name: "aes_\(direction.prefix)substitution")
  }

  override var summary: String {
    switch direction {
    case .encryption: "The AES S-box (FIPS 197, 5.1.1)."
    case .decryption: "The inverse AES S-box (FIPS 197, 5.3.2)."
    case .both:
      "The AES S-box (FIPS 197, 5.1.1) and its inverse (5.3.2): the inverse in GF(2^8), with the affine map after it or before it."
    }
  }

  override var latency: Latency? { .combinational }

  /// Five rounds in a row, mapped as one, cost twice the area.
  override var keepsHierarchy: Bool { true }

  override func build() {
    result <== SubstitutionTable(direction).substitute(value, decrypt: direction.decrypts(decrypt))
  }
}

/// The S-box in logic, as a table. Both directions share a table of inverses, with an affine map behind or before it.
struct SubstitutionTable {
  let direction: CipherDirection

  init(_ direction: CipherDirection) { self.direction = direction }

  /// The S-box of `value`, or its inverse.
  /// - Parameter suffix: what the names of its signals end with.
  func substitute(_ value: Bits, decrypt: Bit, suffix: String = "") -> Bits {
    switch direction {
    case .encryption: select(value, from: table(FieldArithmetic.substitute)).named("box" + suffix)
    case .decryption: select(value, from: table(FieldArithmetic.substituteBack)).named("box" + suffix)
    case .both: substitute(value, either: decrypt, suffix)
    }
  }

  private func substitute(_ value: Bits, either decrypt: Bit, _ suffix: String) -> Bits {
    let unmapped = value.rotatedLeft(by: 1) ^ value.rotatedLeft(by: 3) ^ value.rotatedLeft(by: 6) ^ 0x05
    let index = mux(decrypt, unmapped, value).named("index" + suffix)
    let inverse = select(index, from: table(FieldArithmetic.inverse)).named("inverse" + suffix)
    let mapped =
      inverse ^ inverse.rotatedLeft(by: 1) ^ inverse.rotatedLeft(by: 2) ^ inverse.rotatedLeft(by: 3)
      ^ inverse.rotatedLeft(by: 4) ^ 0x63
    return mux(decrypt, inverse, mapped)
  }

  private func table(_ entry: (UInt8) -> UInt8) -> [Bits] {
    (UInt8.min...UInt8.max).map { Bits(UInt64(entry($0)), width: 8) }
  }
}
