import Foundation
import Reference

/// The keys of a program, by name. They are kept apart from the manifest, so that the manifest can be public.
///
/// The file is JSON, `{"version": 1, "owner": "hexadecimal digits", "keys": {"Ka": "hexadecimal digits", ...}}`, readable by
/// its owner only.
public struct KeyFile: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The file's path, for messages.
  public let name: String
  /// The owner secret of the program, which its key entries carry: 32 bytes. Makers whose objects form one program agree on
  /// it. Nil in a file that serves encryption only.
  public let owner: [UInt8]?
  private let keys: [String: [UInt8]]

  /// Length of an owner secret in bytes.
  public static let ownerLength = 32

  private struct Contents: Codable {
    var version = 1
    let owner: String?
    let keys: [String: String]
  }

  /// `keys` by name; messages call the whole `name`.
  public init(name: String, keys: [String: [UInt8]], owner: [UInt8]? = nil) {
    self.name = name
    self.owner = owner
    self.keys = keys
  }

  /// A random key, from the operating system's generator, for each name, and a random owner secret; the length of a key is
  /// what `plan` needs.
  ///
  /// Names that stand for several regions get one key. An unknown algorithm is reported when the plan is used.
  public init(name: String, generatedFor plan: ImagePlan) {
    var generator = SystemRandomNumberGenerator()
    self.init(name: name, for: plan, using: &generator)
  }

  /// The same with another source of randomness, for reproducible tests and demonstrations only.
  public init(name: String, for plan: ImagePlan, using generator: inout some RandomNumberGenerator) {
    var keys: [String: [UInt8]] = [:]
    for region in plan.regions {
      guard let key = region.key, keys[key] == nil, let algorithm = try? Algorithm(named: region.algorithm) else {
        continue
      }
      keys[key] = (0..<algorithm.keyLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
    let owner = (0..<KeyFile.ownerLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    self.init(name: name, keys: keys, owner: owner)
  }

  /// Reads the file at `path`.
  public init(path: String) throws(FileError) {
    let contents = try JSONFile.read(Contents.self, from: path)
    guard contents.version == 1 else {
      throw .malformed(path, field: "version", reason: "is \(contents.version), but this Keyline reads version 1")
    }
    var keys: [String: [UInt8]] = [:]
    for (name, digits) in contents.keys {
      guard let key = bytes(hexadecimal: digits) else {
        throw .malformed(path, field: "keys.\(name)", reason: "is not an even number of hexadecimal digits")
      }
      keys[name] = key
    }
    let owner = try contents.owner.map { digits throws(FileError) in
      guard let owner = bytes(hexadecimal: digits), owner.count == KeyFile.ownerLength else {
        throw .malformed(path, field: "owner", reason: "is not \(2 * KeyFile.ownerLength) hexadecimal digits")
      }
      return owner
    }
    self.init(name: path, keys: keys, owner: owner)
  }

  /// Writes the file, readable by its owner only (mode 0600).
  public func write(to path: String) throws(FileError) { try File.write([output(to: path)]) }

  func output(to path: String) throws(FileError) -> File.Output {
    let contents = Contents(
      owner: owner.map { hexadecimal(bytes: $0) }, keys: keys.mapValues { hexadecimal(bytes: $0) })
    return File.Output(path: path, bytes: try JSONFile.text(of: contents, for: path), mode: 0o600)
  }

  /// The names, in order.
  public var names: [String] { keys.keys.sorted() }

  /// The key called `name`.
  public subscript(name: String) -> [UInt8]? { keys[name] }

  /// The names only: a key never gets into a message or a log.
  public var description: String { "\(name): keys \(names.joined(separator: ", "))" }
  public var customMirror: Mirror { Mirror(self, children: ["names": names]) }
}
