/// Another core, measured beforehand with the flow of `MeasurementFlow`.
public struct Peer: Codable, Hashable, Sendable {
  public var name: String
  /// What it was measured as.
  public var configuration: String
  public var lut4: Int
  public var flipFlops: Int?
  public var blockRAM: Int?
  /// Clock frequency in MHz, one seed.
  public var megahertz: Double?
  /// Bits of data per clock cycle, by its documentation or construction; nil when unknown.
  public var bitsPerCycle: Double?
  /// Whether it both encrypts and decrypts.
  public var hasBothDirections = false

  public var bitsPerCyclePerKiloLUT: Double? { bitsPerCycle.map { $0 / (Double(lut4) / 1000) } }

  public static let measured: [Peer] = [
    Peer(
      name: "OpenTitan aes_cipher_core", configuration: "AES-128/256, unmasked, S-box in LUTs; AES-128 in 12 cycles",
      lut4: 11_706, flipFlops: 702, megahertz: 48.7, bitsPerCycle: 128.0 / 12, hasBothDirections: true),
    Peer(
      name: "secworks/aes", configuration: "AES-128/256", lut4: 10_680, flipFlops: 2_476, megahertz: 52.4,
      hasBothDirections: true),
    Peer(
      name: "secworks/aes, AES-128 encryption only", configuration: "other inputs tied; 51 cycles a block", lut4: 6_054,
      flipFlops: 2_209, megahertz: 61.1, bitsPerCycle: 128.0 / 51),
    Peer(
      name: "OpenCores tiny_aes", configuration: "AES-128 encryption, pipeline with key schedule; a block a cycle",
      lut4: 39_956, flipFlops: 6_576, megahertz: 136.6, bitsPerCycle: 128),
    Peer(
      name: "IAIK/memsec PRINCE", configuration: "encryption, unrolled; a 64-bit block a cycle", lut4: 3_401,
      flipFlops: 65, megahertz: 43.4, bitsPerCycle: 64),
    Peer(
      name: "IAIK/memsec QARMA-64", configuration: "unrolled; a 64-bit block a cycle", lut4: 4_157, flipFlops: 65,
      megahertz: 34.0, bitsPerCycle: 64),
    Peer(name: "secworks/prince", configuration: "64-bit blocks", lut4: 3_172, flipFlops: 454, megahertz: 77.5),
    Peer(
      name: "IAIK/memsec Ascon", configuration: "one round a cycle", lut4: 4_672, flipFlops: 325, megahertz: 89.6),
    Peer(
      name: "rprimas/ascon-verilog V1", configuration: "AEAD128 and hash", lut4: 3_624, flipFlops: 492, megahertz: 78.5),
  ]

  /// What compares with parts beside the line engine.
  public static let measuredParts: [Peer] = [
    Peer(name: "secworks/sha256", configuration: "a block of 64 bytes", lut4: 3_043, megahertz: 54.9),
    Peer(
      name: "secworks/modexp", configuration: "modular exponentiation; its README says that it does not work",
      lut4: 1_454, blockRAM: 13, megahertz: 73.5),
  ]
}
