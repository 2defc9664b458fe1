/// What `device.json` says of a processor: everything but its secret.
public struct DeviceDescription: Codable, Equatable, Sendable {
  public static let schemaName = "keyline-device"
  /// The version of the format that this Keyline writes and reads.
  public static let currentVersion = 1

  public var schema = DeviceDescription.schemaName
  public var version = DeviceDescription.currentVersion
  /// The program that made the identity, with its version.
  public var createdBy: String
  /// Bits of the modulus.
  public var bits: Int
  /// SHA-256 of the public key (SubjectPublicKeyInfo in DER), as hexadecimal digits.
  public var fingerprint: String
  /// File names, beside this file. The public key in PEM.
  public var publicKey = "public.pem"
  /// The pair in PEM (PKCS #8), for tests with other tools. Secret.
  public var privateKey = "private.pem"
  /// The words of the fuses, for `$readmemh`. Secret.
  public var fuses = "fuses.hex"

  init(createdBy: String, bits: Int, fingerprint: String) {
    self.createdBy = createdBy
    self.bits = bits
    self.fingerprint = fingerprint
  }
}
