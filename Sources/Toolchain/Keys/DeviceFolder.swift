import Foundation
import Reference

/// The identity of a processor on disk: `device.json`, the public key, and the secret that goes into the fuses
/// (docs/key-entries.md, section 7).
public struct DeviceFolder: Sendable {
  /// The folder's path.
  public let path: String
  public let device: DeviceDescription

  private static let descriptionName = "device.json"

  /// Makes a new identity in the folder `path`, which is made when it is missing. Secret files have mode 0600.
  ///
  /// - Parameters:
  ///   - bits: 2048 or 3072.
  ///   - creator: who makes it, such as "keyline 0.1.0".
  ///   - replacing: whether an identity that is there may be lost.
  public static func create(at path: String, bits: Int, creator: String, replacing: Bool) throws -> DeviceFolder {
    guard DeviceIdentity.sizes.contains(bits) else { throw DeviceError(path, .wrongSize(bits)) }
    let description = "\(path)/\(descriptionName)"
    if !replacing {
      let names = DeviceDescription(createdBy: "", bits: 0, fingerprint: "")
      for name in [descriptionName, names.publicKey, names.privateKey, names.fuses] {
        guard !File.exists("\(path)/\(name)") else { throw DeviceError(path, .exists) }
      }
    }
    try File.createFolder(path)
    let key = try RSAKey.generate(bits: bits)
    let device = DeviceDescription(
      createdBy: creator, bits: bits, fingerprint: hexadecimal(bytes: try key.fingerprint()))
    let fuses = try key.identity().fuses().map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits + "\n"
    }
    try File.write([
      File.Output(path: "\(path)/\(device.privateKey)", bytes: try key.privatePEM(), mode: 0o600),
      File.Output(path: "\(path)/\(device.fuses)", bytes: Array(fuses.joined().utf8), mode: 0o600),
      File.Output(path: "\(path)/\(device.publicKey)", bytes: try key.publicPEM()),
      File.Output(path: description, bytes: try JSONFile.text(of: device, for: description)),
    ])
    return DeviceFolder(path: path, device: device)
  }

  private init(path: String, device: DeviceDescription) {
    self.path = path
    self.device = device
  }

  /// Reads the description of a device: `path` is its folder or the description itself.
  public init(_ path: String) throws {
    let file = File.isFolder(path) ? "\(path)/\(Self.descriptionName)" : path
    device = try JSONFile.read(DeviceDescription.self, from: file)
    self.path = URL(fileURLWithPath: file).deletingLastPathComponent().relativePath
    guard device.schema == DeviceDescription.schemaName else { throw DeviceError(file, .wrongSchema(device.schema)) }
    guard device.version == DeviceDescription.currentVersion else {
      throw DeviceError(file, .unknownVersion(device.version))
    }
  }

  /// The public key, which must be the one that the description names.
  public func publicKey() throws -> PublicKey {
    let file = "\(path)/\(device.publicKey)"
    let key = try PublicKey(name: file, pem: try File.read(file))
    let actual = key.fingerprintDigits
    guard actual == device.fingerprint else {
      throw DeviceError(file, .otherKey(expected: device.fingerprint, actual: actual))
    }
    return key
  }

  /// The words of the fuses, which must hold the pair of the public key.
  public func fuses() throws -> [UInt64] {
    let file = "\(path)/\(device.fuses)"
    let lines = String(decoding: try File.read(file), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let words = lines.compactMap { $0.count == 16 ? bytes(hexadecimal: String($0)) : nil }
      .map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    guard words.count == lines.count, let identity = try DeviceIdentity(fuses: words) else {
      throw DeviceError(file, .malformedFuses)
    }
    let key = try? RSAKey(identity)
    guard let key, hexadecimal(bytes: try key.fingerprint()) == device.fingerprint else {
      throw DeviceError(file, .fusesOfAnotherKey)
    }
    return words
  }

  /// Checks that public key, fuses and private key are one pair.
  public func check() throws {
    _ = try publicKey()
    _ = try fuses()
    let file = "\(path)/\(device.privateKey)"
    let text = try File.read(file)
    let fingerprint: String
    do throws(CipherError) {
      fingerprint = hexadecimal(bytes: try RSAKey(privatePEM: text).fingerprint())
    } catch {
      throw DeviceError(file, .notAPrivateKey(reason: "\(error)"))
    }
    guard fingerprint == device.fingerprint else {
      throw DeviceError(file, .otherKey(expected: device.fingerprint, actual: fingerprint))
    }
  }
}
