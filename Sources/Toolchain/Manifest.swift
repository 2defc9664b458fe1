import Reference

/// What a loader must know about an encrypted program, and everybody may know: its regions, and the names of their
/// keys but not the keys (SF-52, SF-53).
public struct Manifest: Codable, Equatable, Sendable {
  /// The version of the format that this Keyline writes and reads.
  public static let currentVersion = 1

  public var version = Manifest.currentVersion
  /// The encrypted program.
  public var program: Program
  /// In the order in which they are to be installed: a region that shares a key comes after the one that brings it.
  public var regions: [Region]

  public struct Program: Codable, Equatable, Sendable {
    /// Its file name, without a folder.
    public var file: String
    /// Its size in bytes.
    public var size: Int
    /// Its SHA-256 digest, as hexadecimal digits.
    public var sha256: String
    public var entry: Hexadecimal

    init(_ elf: ELFFile) {
      file = elf.name.split(separator: "/").last.map(String.init) ?? elf.name
      size = elf.bytes.count
      sha256 = hexadecimal(bytes: Toolchain.sha256(elf.bytes))
      entry = Hexadecimal(UInt64(elf.entry))
    }
  }

  /// One region, in the terms of the set-up port (docs/encryption-unit.md, section 3).
  public struct Region: Codable, Equatable, Sendable {
    public var segment: UInt8
    public var name: String
    /// The sections it consists of; none for memory that the file does not hold.
    public var sections: [String]
    /// First byte.
    public var base: Hexadecimal
    /// First byte after the region: at most 2^32.
    public var limit: Hexadecimal
    /// Name of the algorithm.
    public var algorithm: String
    /// Name of the key; nil for algorithm `none`.
    public var key: String?
    /// The earlier region that brings the key, when there is one.
    public var keySegment: UInt8?
    public var nonce: Hexadecimal
    public var rights: Rights
    public var flags: RegionFlags
    /// Offsets from the base at which encrypted mode may be entered; nil leaves every address open.
    public var entryPoints: [Hexadecimal]?

    /// The addresses from base to limit. Only for a region that was checked.
    var addresses: Range<UInt64> { base.value..<max(base.value, limit.value) }
  }

  /// Describes `plan` carried out on `elf`, whose bytes are not yet the encrypted ones.
  init(_ plan: ImagePlan, of elf: ELFFile, nonces: NonceSource) throws(ImageError) {
    program = Program(elf)
    regions = []
    for planned in plan.regions {
      let range = try elf.place(planned)
      var sections: [String] = []
      if case .sections(let names) = planned.place { sections = names }
      regions.append(
        Region(
          segment: planned.segment, name: planned.name, sections: sections, base: Hexadecimal(range.lowerBound),
          limit: Hexadecimal(range.upperBound), algorithm: planned.algorithm, key: planned.key,
          nonce: Hexadecimal(nonces.nonce(segment: planned.segment)), rights: planned.rights, flags: planned.flags,
          entryPoints: try elf.entryPoints(of: planned, from: range.lowerBound)))
    }
    shareKeys()
    try check(file: elf.name)
  }

  /// Describes the encrypted `program` with `regions`, whose keys it shares anew.
  init(_ regions: [Region], of program: ELFFile) {
    self.program = Program(program)
    self.regions = regions
    shareKeys()
  }

  /// Reads a manifest from a JSON file.
  public init(path: String) throws {
    self = try JSONFile.read(Manifest.self, from: path)
    try check(file: path)
  }

  /// Makes every region after the first of a key share that one's stored key.
  mutating func shareKeys() {
    for index in regions.indices {
      let region = regions[index]
      regions[index].keySegment =
        region.key.flatMap { key in
          regions[..<index].first { $0.key == key && $0.algorithm == region.algorithm }?.segment
        }
    }
  }

  /// Everything that the hardware would refuse (docs/encryption-unit.md, section 3) and that shows without the keys.
  func check(file: String) throws(ImageError) {
    guard version == Manifest.currentVersion else {
      throw ImageError(file: file, region: nil, problem: .unknownVersion(version))
    }
    for (index, region) in regions.enumerated() {
      func refuse(_ problem: ImageError.Problem) -> ImageError {
        ImageError(file: file, region: region.name, problem: problem)
      }
      try checkAlone(region, refuse)
      for other in regions[..<index] {
        guard other.name != region.name else { throw refuse(.duplicateName) }
        guard other.segment != region.segment else {
          throw refuse(.duplicateSegment(region.segment, other: other.name))
        }
        let bothDefault = region.flags.contains(.defaultKey) == other.flags.contains(.defaultKey)
        // Encrypting a section's contents twice is wrong even where the hardware would allow two regions.
        let sameSection = !Set(region.sections).isDisjoint(with: other.sections)
        guard !other.addresses.overlaps(region.addresses) || !bothDefault && !sameSection else {
          throw refuse(.overlaps(other: other.name))
        }
        guard region.key == nil || other.key != region.key || other.nonce != region.nonce else {
          throw refuse(.nonceReused(other: other.name))
        }
      }
      if let segment = region.keySegment {
        let bringer = regions[..<index].first { $0.segment == segment }
        guard let bringer, bringer.key == region.key, bringer.algorithm == region.algorithm else {
          throw refuse(.wrongKeySegment(segment))
        }
      }
    }
  }

  private func checkAlone(_ region: Region, _ refuse: (ImageError.Problem) -> ImageError) throws(ImageError) {
    let algorithm: Algorithm
    do {
      algorithm = try Algorithm(named: region.algorithm)
    } catch {
      throw refuse(.unknownAlgorithm(region.algorithm))
    }
    if let key = region.key {
      guard algorithm != .none else { throw refuse(.superfluousKey(key)) }
    } else {
      guard algorithm == .none else { throw refuse(.noKey(algorithm: region.algorithm)) }
    }
    for (what, value) in [("its base", region.base.value), ("its limit", region.limit.value)] {
      guard value.isMultiple(of: 64) else { throw refuse(.unaligned(what: what, value: value)) }
    }
    guard region.limit.value > region.base.value else { throw refuse(.empty) }
    guard region.limit.value <= 1 << 32 else {
      throw refuse(.wraps(base: region.base.value, size: region.limit.value - region.base.value))
    }
    let entryPoints = region.entryPoints ?? []
    guard entryPoints.count <= KeyEntry.maximalEntryPoints else {
      throw refuse(.tooManyEntryPoints(entryPoints.count))
    }
    for offset in entryPoints {
      guard offset.value < UInt64(region.addresses.count) else { throw refuse(.entryPointOutside("\(offset)")) }
      guard offset.value.isMultiple(of: 2) else { throw refuse(.oddEntryPoint("\(offset)")) }
    }
  }
}
