import Reference

/// In JSON, rights are a string of the letters r, w and x.
extension Rights: Codable {
  private static let letters: [(Character, Rights)] = [("r", .read), ("w", .write), ("x", .execute)]

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = []
    for letter in try container.decode(String.self) {
      guard let right = Rights(letters: String(letter)) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(letter)\" is no right; use the letters r, w and x")
      }
      formUnion(right)
    }
  }

  /// The rights that letters such as `rw` stand for; nil when one is none of r, w and x.
  public init?(letters: String) {
    self = []
    for letter in letters {
      guard let right = Rights.letters.first(where: { $0.0 == letter })?.1 else { return nil }
      insert(right)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(letters)
  }

  /// The letters of the rights, in the order rwx.
  var letters: String { String(Rights.letters.filter { contains($0.1) }.map(\.0)) }
}

/// In JSON, flags are an array of names, which are those of docs/encryption-unit.md, section 3.
extension RegionFlags: Codable {
  private static let names: [(String, RegionFlags)] = [
    ("default_key", .defaultKey), ("plain_access", .plainAccess), ("shared", .shared), ("stack", .stack),
    ("closed", .closed),
  ]

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = []
    for name in try container.decode([String].self) {
      guard let flag = RegionFlags(named: name) else {
        let known = RegionFlags.names.map(\.0).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(name)\" is no flag; the flags are \(known)")
      }
      insert(flag)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(names)
  }

  /// The flag called `name`; nil when there is none.
  public init?(named name: String) {
    guard let flag = RegionFlags.names.first(where: { $0.0 == name })?.1 else { return nil }
    self = flag
  }

  /// The names of the flags.
  var names: [String] { RegionFlags.names.filter { contains($0.1) }.map(\.0) }
}
