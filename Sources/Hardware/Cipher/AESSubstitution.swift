import HDL

/// The AES S-box and its inverse. Both are the inverse in GF(2^8) with an affine map after or before it, so they share
/// one table. Combinational; the table has no timing that depends on the data. FIPS 197, 5.1.1 and 5.3.2.
final class AESSubstitution: Module {
  let value = In(8).secret()
  let decrypt = In("inverse S-box")
  let result = Out(8).secret()

  override var summary: String {
    "The AES S-box (FIPS 197, 5.1.1) and its inverse (5.3.2): the inverse in GF(2^8), with the affine map after it or before it."
  }

  override var latency: Latency? { .combinational }

  override func build() {
    let unmapped = (value.rotatedLeft(by: 1) ^ value.rotatedLeft(by: 3) ^ value.rotatedLeft(by: 6) ^ 0x05).named(
      "unmapped")
    let inverses = (0...255).map { Bits(UInt64(FieldArithmetic.inverse(UInt8($0))), width: 8) }
    let inverse = select(mux(decrypt, unmapped, value).named("index"), from: inverses).named("inverse")
    let mapped =
      inverse ^ inverse.rotatedLeft(by: 1) ^ inverse.rotatedLeft(by: 2) ^ inverse.rotatedLeft(by: 3)
      ^ inverse.rotatedLeft(by: 4) ^ 0x63
    result <== mux(decrypt, inverse, mapped)
  }
}
