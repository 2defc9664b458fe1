import Reference

/// The published half of a processor's key: what key entries are encrypted for.
public struct PublicKey {
  /// Where it was read, for messages.
  public let name: String
  /// Bits of the modulus: 2048 or 3072.
  public let bits: Int
  /// SHA-256 of the key's SubjectPublicKeyInfo in DER, 32 bytes: by this a loader knows whether an entry is for its
  /// processor.
  public let fingerprint: [UInt8]
  private let key: RSAKey

  /// The key of a PEM text (SubjectPublicKeyInfo), which messages call `name`.
  public init(name: String, pem: [UInt8]) throws(DeviceError) {
    do throws(CipherError) {
      key = try RSAKey(publicPEM: pem)
      fingerprint = try key.fingerprint()
    } catch {
      throw DeviceError(name, .notAPublicKey(reason: "\(error)"))
    }
    self.name = name
    bits = key.bits
    guard DeviceIdentity.sizes.contains(bits) else { throw DeviceError(name, .wrongSize(bits)) }
    guard key.hasUsualExponent else { throw DeviceError(name, .wrongExponent) }
  }

  /// Reads a PEM file, or the public half of a device: `path` is the file, the device's folder or its description.
  public init(path: String) throws {
    if File.isFolder(path) || path.hasSuffix(".json") {
      self = try DeviceFolder(path).publicKey()
    } else {
      try self.init(name: path, pem: try File.read(path))
    }
  }

  /// The fingerprint as hexadecimal digits.
  public var fingerprintDigits: String { hexadecimal(bytes: fingerprint) }

  /// Length of a key entry in bytes.
  public var entryLength: Int { bits / 8 }

  /// The key entry of `entry` for this processor (docs/key-entries.md, section 2); another ciphertext every time. Refuses what
  /// the processor would refuse.
  public func wrap(_ entry: KeyEntry) throws -> [UInt8] { try key.encrypt(entry.plaintext()) }

  /// The same with a seed of 32 bytes in place of randomness, for builds that can be repeated byte for byte: a seed that somebody
  /// can guess makes entries that can be recognised.
  func wrap(_ entry: KeyEntry, seed: [UInt8]) throws -> [UInt8] {
    let block = try OAEPEncoding.dataBlock(entry.plaintext(), count: entryLength)
    return try key.encryptUnpadded(OAEPEncoding.encoded(block, seed: seed))
  }
}

/// Why a processor's identity cannot be made or used.
public struct DeviceError: Error, Equatable, CustomStringConvertible {
  /// The file or folder at fault.
  public let file: String
  public let problem: Problem

  public enum Problem: Equatable, Sendable {
    case exists
    case wrongSize(Int)
    case notAPublicKey(reason: String)
    case notAPrivateKey(reason: String)
    case wrongExponent
    case wrongSchema(String)
    case unknownVersion(Int)
    case otherKey(expected: String, actual: String)
    case malformedFuses
    case fusesOfAnotherKey
  }

  init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }

  public var description: String { "\(file): \(problem)" }
}

extension DeviceError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exists:
      "holds a processor identity already; choose another folder, or say --force to lose it and all entries made for it"
    case .wrongSize(let bits):
      "a key of \(bits) bits; processors have \(DeviceIdentity.sizes.map(String.init).joined(separator: " or "))"
    case .notAPublicKey(let reason):
      "is not the public RSA key of a processor in PEM (\(reason)); give public.pem of the device, or its folder"
    case .notAPrivateKey(let reason):
      "is not the RSA key of a processor in PEM (\(reason)); make it again with keyline device new"
    case .wrongExponent:
      "the public exponent is not 65537, the only one that processors have; make the key with keyline device new"
    case .wrongSchema(let schema):
      "describes a \"\(schema)\", not a \"\(DeviceDescription.schemaName)\"; give device.json of the device"
    case .unknownVersion(let version):
      "version \(version) is unknown; this Keyline reads version \(DeviceDescription.currentVersion)"
    case .otherKey(let expected, let actual):
      "has the fingerprint \(actual), but device.json says \(expected); the files do not belong together"
    case .malformedFuses:
      "holds no identity: it must be words of 16 hexadecimal digits, and name, size and digest must be right; "
        + "make it again with keyline device new"
    case .fusesOfAnotherKey:
      "holds another key than the public one; the files do not belong together"
    }
  }
}
