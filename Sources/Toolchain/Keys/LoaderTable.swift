import Reference

/// What a loader gives the processor before a program starts: each region with its key entry, for one processor (SF-51 to
/// SF-54). Nobody but that processor learns a key from it.
///
/// It is embedded in the program (`ELFFile.embedding`), or lies beside it as a JSON file.
public struct LoaderTable: Codable, Equatable, Sendable {
  /// The version of the formats that this Keyline writes and reads.
  public static let currentVersion = 1

  public var version = LoaderTable.currentVersion
  /// The program it belongs to; nil when it is embedded there.
  public var program: Manifest.Program?
  /// The processor that can use the entries: SHA-256 of its public key, as hexadecimal digits.
  public var processor: String
  /// In the order in which they are to be installed.
  public var regions: [Region]

  public struct Region: Codable, Equatable, Sendable {
    public var segment: UInt8
    public var name: String
    /// First byte.
    public var base: Hexadecimal
    /// First byte after the region: at most 2^32.
    public var limit: Hexadecimal
    /// Name of the algorithm. This, rights and flags are for the loader's information: the processor goes by the entry.
    public var algorithm: String
    public var rights: Rights
    public var flags: RegionFlags
    /// The key entry, as hexadecimal digits.
    public var entry: String

    /// The instruction that brings the region, for `domain`; 0 creates one.
    public func command(domain: Int) -> KeyCommand {
      KeyCommand(
        flags.contains(.defaultKey) ? .setck : .setk, domain: domain, segment: segment,
        base: UInt32(truncatingIfNeeded: base.value), bound: limit.value, boundIsLimit: true,
        entry: bytes(hexadecimal: entry) ?? [])
    }
  }

  /// Makes the entries of the regions of `image` for one processor.
  ///
  /// - Parameters:
  ///   - keys: the keys of one or several makers, who have agreed on an owner secret.
  ///   - prepared: entries that other makers have made of their regions, by name of the region, in place of their keys.
  ///   - processor: the processor on which the program is to run.
  ///   - seed: a number from which follows what is random in entries otherwise: for builds that can be repeated byte for byte.
  public init(
    _ image: EncryptedImage, keys: [KeyFile], prepared: [String: [UInt8]] = [:], processor: PublicKey,
    seed: UInt64? = nil
  ) throws {
    let file = image.manifest.program.file
    let keys = try KeyFile(joining: keys)
    for name in prepared.keys.sorted() where !image.manifest.regions.contains(where: { $0.name == name }) {
      throw ImageError(
        file: file, region: nil, problem: .unknownRegion(name, existing: image.manifest.regions.map(\.name)))
    }
    try image.manifest.checkNonces(among: keys)
    program = image.manifest.program
    self.processor = processor.fingerprintDigits
    regions = try image.manifest.regions.map { region in
      let entry: [UInt8]
      if let given = prepared[region.name] {
        guard given.count == processor.entryLength else {
          throw ImageError(
            file: file, region: region.name,
            problem: .wrongEntryLength(expected: processor.entryLength, actual: given.count))
        }
        entry = given
      } else {
        let contents = try keys.entry(of: region)
        entry =
          try seed.map {
            try processor.wrap(contents, seed: Reference.sha256(Array("Keyline entry \($0) \(region.segment)".utf8)))
          } ?? processor.wrap(contents)
      }
      return Region(
        segment: region.segment, name: region.name, base: region.base, limit: region.limit,
        algorithm: region.algorithm, rights: region.rights, flags: region.flags, entry: hexadecimal(bytes: entry))
    }
  }

  /// A table that was read from an image.
  init(processor: String, regions: [Region]) {
    self.processor = processor
    self.regions = regions
  }

  /// Reads a table from its JSON file and checks that it belongs to `program`.
  public init(path: String, program: ELFFile) throws {
    self = try JSONFile.read(LoaderTable.self, from: path)
    guard version == LoaderTable.currentVersion else {
      throw ImageError(file: path, region: nil, problem: .unknownVersion(version))
    }
    let actual = Manifest.Program(program).sha256
    guard self.program?.sha256 == actual else {
      throw ImageError(
        file: path, region: nil, problem: .wrongProgram(expected: self.program?.sha256 ?? "none", actual: actual))
    }
    try check(file: path)
  }

  /// What the other functions rely on. The rest is for the processor to judge.
  func check(file: String) throws(ImageError) {
    for region in regions {
      func refuse(_ problem: ImageError.Problem) -> ImageError {
        ImageError(file: file, region: region.name, problem: problem)
      }
      guard bytes(hexadecimal: region.entry) != nil else { throw refuse(.malformedEntry) }
      guard region.limit.value > region.base.value else { throw refuse(.empty) }
      guard region.limit.value <= 1 << 32 else {
        throw refuse(.wraps(base: region.base.value, size: region.limit.value - region.base.value))
      }
    }
  }

  /// Writes the table to a JSON file that names the program by `programPath`.
  public func write(to path: String, programPath: String) throws(FileError) {
    var table = self
    table.program?.file = programPath.split(separator: "/").last.map(String.init) ?? programPath
    try File.write([File.Output(path: path, bytes: try JSONFile.text(of: table, for: path))])
  }
}

extension KeyFile {
  /// The keys of several makers. They must not contradict one another, and all name one owner.
  init(joining files: [KeyFile]) throws(ImageError) {
    var keys: [String: [UInt8]] = [:]
    var owner: (secret: [UInt8], file: String)?
    for file in files {
      func refuse(_ problem: ImageError.Problem) -> ImageError {
        ImageError(file: file.name, region: nil, problem: problem)
      }
      guard let secret = file.owner else { throw refuse(.noOwner) }
      if let owner, owner.secret != secret { throw refuse(.otherOwner(file: owner.file)) }
      owner = (secret, file.name)
      for name in file.names {
        guard keys[name] == nil else { throw refuse(.duplicateKey(name)) }
        keys[name] = file[name]
      }
    }
    let name = files.isEmpty ? "no key file" : files.map(\.name).joined(separator: ", ")
    self.init(name: name, keys: keys, owner: owner?.secret)
  }

  /// What the key entry of `region` holds.
  func entry(of region: Manifest.Region) throws(ImageError) -> KeyEntry {
    let (algorithm, key) = try key(of: region)
    guard let owner else { throw ImageError(file: name, region: region.name, problem: .noOwner) }
    let isDefault = region.flags.contains(.defaultKey)
    return KeyEntry(
      algorithm: algorithm.rawValue, rights: region.rights, flags: region.flags,
      lines: isDefault ? 0 : UInt32(region.addresses.count / 64),
      base: region.flags.contains(.closed) ? UInt32(region.addresses.lowerBound) : 0, nonce: region.nonce.value,
      owner: owner, key: key,
      entryPoints: (region.entryPoints ?? []).map { UInt32(truncatingIfNeeded: $0.value) })
  }
}
