import Reference

/// What is to be encrypted in a program, and under which keys (SF-48, SF-57).
public struct ImagePlan: Codable, Equatable, Sendable {
  public var regions: [PlannedRegion]

  public init(regions: [PlannedRegion]) {
    self.regions = regions
  }

  /// Reads a plan from a JSON file.
  public init(path: String) throws(FileError) {
    self = try JSONFile.read(ImagePlan.self, from: path)
  }
}

/// One region of a plan: a range of whole cache lines with one algorithm and one key.
public struct PlannedRegion: Equatable, Sendable {
  /// The number by which the program knows the region.
  public var segment: UInt8
  /// The name by which people know it, such as `Ta`.
  public var name: String
  public var place: Place
  /// As in docs/line-cipher.md, such as `aes128-xts`.
  public var algorithm: String
  /// The name of the key in the key file; nil for algorithm `none`.
  public var key: String?
  public var rights: Rights
  public var flags: RegionFlags
  /// The symbols at which encrypted mode may be entered; none leaves every address of the region open.
  public var entryPoints: [String]

  /// Where a region is.
  public enum Place: Equatable, Sendable {
    /// Sections of the program, each of which begins where the one before it ends.
    case sections([String])
    /// Memory that the file does not hold, such as a stack; `base` and `size` are multiples of 64.
    case range(base: UInt64, size: UInt64)
  }

  public init(
    segment: UInt8, name: String, place: Place, algorithm: String, key: String?, rights: Rights,
    flags: RegionFlags = [], entryPoints: [String] = []
  ) {
    self.segment = segment
    self.name = name
    self.place = place
    self.algorithm = algorithm
    self.key = key
    self.rights = rights
    self.flags = flags
    self.entryPoints = entryPoints
  }

  /// Section `.secret.NAME` under a key called NAME.
  static func secret(
    _ segment: UInt8, _ name: String, _ algorithm: Algorithm, _ rights: Rights, flags: RegionFlags = [],
    entryPoints: [String] = []
  ) -> PlannedRegion {
    PlannedRegion(
      segment: segment, name: name, place: .sections([".secret.\(name)"]), algorithm: algorithm.name,
      key: algorithm == .none ? nil : name, rights: rights, flags: flags, entryPoints: entryPoints)
  }
}

extension PlannedRegion: Codable {
  private enum Field: String, CodingKey {
    case segment, name, sections, range, algorithm, key, rights, flags, entryPoints
  }

  private struct AddressRange: Codable {
    let base: Hexadecimal
    let size: Hexadecimal
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    let sections = try fields.decodeIfPresent([String].self, forKey: .sections)
    let range = try fields.decodeIfPresent(AddressRange.self, forKey: .range)
    switch (sections, range) {
    case (let sections?, nil): place = .sections(sections)
    case (nil, let range?): place = .range(base: range.base.value, size: range.size.value)
    default:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "must have either \"sections\" or \"range\""))
    }
    segment = try fields.decode(UInt8.self, forKey: .segment)
    name = try fields.decode(String.self, forKey: .name)
    algorithm = try fields.decode(String.self, forKey: .algorithm)
    key = try fields.decodeIfPresent(String.self, forKey: .key)
    rights = try fields.decode(Rights.self, forKey: .rights)
    flags = try fields.decodeIfPresent(RegionFlags.self, forKey: .flags) ?? []
    entryPoints = try fields.decodeIfPresent([String].self, forKey: .entryPoints) ?? []
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    switch place {
    case .sections(let sections):
      try fields.encode(sections, forKey: .sections)
    case .range(let base, let size):
      try fields.encode(AddressRange(base: Hexadecimal(base), size: Hexadecimal(size)), forKey: .range)
    }
    try fields.encode(segment, forKey: .segment)
    try fields.encode(name, forKey: .name)
    try fields.encode(algorithm, forKey: .algorithm)
    try fields.encodeIfPresent(key, forKey: .key)
    try fields.encode(rights, forKey: .rights)
    try fields.encode(flags, forKey: .flags)
    if !entryPoints.isEmpty { try fields.encode(entryPoints, forKey: .entryPoints) }
  }
}
