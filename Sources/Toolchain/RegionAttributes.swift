import Reference

/// In JSON, rights are a string of the letters r, w and x.
extension Rights: Codable {
  private static let letters: [(Character, Rights)] = [("r", .read), ("w", .write), ("x", .execute)]

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = []
    for letter in try container.decode(String.self) {
      guard let right = Rights.letters.first(where: { $0.0 == letter })?.1 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(letter)\" is no right; use the letters r, w and x")
      }
      insert(right)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(String(Rights.letters.filter { contains($0.1) }.map(\.0)))
  }
}

/// In JSON, flags are an array of names, which are those of docs/encryption-unit.md, section 3.
extension RegionFlags: Codable {
  private static let names: [(String, RegionFlags)] = [
    ("default_key", .defaultKey), ("plain_access", .plainAccess), ("shared", .shared), ("stack", .stack),
  ]

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = []
    for name in try container.decode([String].self) {
      guard let flag = RegionFlags.names.first(where: { $0.0 == name })?.1 else {
        let known = RegionFlags.names.map(\.0).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(name)\" is no flag; the flags are \(known)")
      }
      insert(flag)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(RegionFlags.names.filter { contains($0.1) }.map(\.0))
  }
}
