/// A vector of HMAC_DRBG with SHA-256 of NIST's validation system (DRBGVS, CAVS 14.3): after instantiation, and a reseed
/// where there is one, two requests; the second one's output is given.
public struct GeneratorVector: Sendable {
  public let source: String
  public let entropy: [UInt8]
  public let nonce: [UInt8]
  public let reseedEntropy: [UInt8]?
  public let output: [UInt8]

  /// The first vectors of `drbgvectors_no_reseed` and `drbgvectors_pr_false` without personalisation and additional input.
  public static let hmacSHA256: [GeneratorVector] = [
    GeneratorVector(
      source: "drbgvectors_no_reseed/HMAC_DRBG.rsp, SHA-256, COUNT = 0",
      entropy: bytes("ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488"),
      nonce: bytes("659ba96c601dc69fc902940805ec0ca8"),
      reseedEntropy: nil,
      output: bytes(
        "e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89d54fbb978a15b5c443c9ec21036d2460"
          + "b6f73ebad0dc2aba6e624abf07745bc107694bb7547bb0995f70de25d6b29e2d3011bb19d27676c07162c8b5ccde0668"
          + "961df86803482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8")),
    GeneratorVector(
      source: "drbgvectors_pr_false/HMAC_DRBG.rsp, SHA-256, COUNT = 0",
      entropy: bytes("06032cd5eed33f39265f49ecb142c511da9aff2af71203bffaf34a9ca5bd9c0d"),
      nonce: bytes("0e66f71edc43e42a45ad3c6fc6cdc4df"),
      reseedEntropy: bytes("01920a4e669ed3a85ae8a33b35a74ad7fb2a6bb4cf395ce00334a9c9a5a5d552"),
      output: bytes(
        "76fc79fe9b50beccc991a11b5635783a83536add03c157fb30645e611c2898bb2b1bc215000209208cd506cb28da2a51"
          + "bdb03826aaf2bd2335d576d519160842e7158ad0949d1a9ec3e66ea1b1a064b005de914eac2e9d4f2d72a8616a802254"
          + "22918250ff66a41bd2f864a6a38cc5b6499dc43f7f2bd09e1e0f8f5885935124")),
  ]

  private static func bytes(_ text: String) -> [UInt8] { [UInt8](hexadecimal: text) ?? [] }
}
