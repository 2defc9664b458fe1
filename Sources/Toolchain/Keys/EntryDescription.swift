import Reference

/// What a key entry holds, for people: the key only when it is asked for.
public struct EntryDescription: Encodable, Sendable {
  /// The file, or the region of an image.
  public let name: String
  public let algorithm: String
  public let rights: Rights
  public let flags: RegionFlags
  public let lines: UInt32
  /// Where a closed region has to begin.
  public let base: Hexadecimal?
  public let nonce: Hexadecimal
  /// Offsets from the base of the region.
  public let entryPoints: [Hexadecimal]
  /// Hexadecimal digits.
  public let owner: String?
  public let key: String?

  /// - Parameter secrets: whether to tell key and owner secret.
  public init(_ entry: KeyEntry, name: String, secrets: Bool) {
    self.name = name
    algorithm = Algorithm(rawValue: entry.algorithm)?.name ?? "\(entry.algorithm)"
    rights = entry.rights
    flags = entry.flags
    lines = entry.lines
    base = entry.flags.contains(.closed) ? Hexadecimal(UInt64(entry.base)) : nil
    nonce = Hexadecimal(entry.nonce)
    entryPoints = entry.entryPoints.map { Hexadecimal(UInt64($0)) }
    owner = secrets ? hexadecimal(bytes: entry.owner) : nil
    key = secrets ? hexadecimal(bytes: entry.key) : nil
  }

  /// The key entries in a file, with their names: one alone, or those of an image.
  public static func entries(in path: String) throws -> [(name: String, entry: [UInt8])] {
    let contents = try File.read(path)
    guard contents.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return [(path, contents)] }
    return try ELFFile(name: path, bytes: contents).embeddedTable().regions.map { region in
      ("\(path), region \(region.name)", bytes(hexadecimal: region.entry) ?? [])
    }
  }

  /// One line for each field.
  public var text: String {
    var lines = [
      "\(name):", "  algorithm     \(algorithm)", "  rights        \(rights.letters)",
      "  flags         \(flags.names.isEmpty ? "none" : flags.names.joined(separator: ", "))",
      "  lines         \(self.lines)", "  nonce         \(nonce)",
      "  entry points  \(entryPoints.isEmpty ? "all" : entryPoints.map(\.description).joined(separator: ", "))",
    ]
    if let base { lines.insert("  base          \(base)", at: 5) }
    if let owner { lines.append("  owner secret  \(owner)") }
    if let key { lines.append("  key           \(key)") }
    return lines.joined(separator: "\n")
  }
}
