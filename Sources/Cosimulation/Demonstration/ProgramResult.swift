/// What the demonstration found out about one program.
public struct ProgramResult: Codable, Hashable, Sendable {
  public let name: String
  /// One sentence for people.
  public let summary: String
  /// The process.
  public let domain: Int
  /// Bytes of the program file.
  public let fileSize: Int
  /// Page frames that it occupies in external memory.
  public let pages: Int
  public let regions: [RegionResult]
  /// Sections that are in plaintext: they passed unchanged.
  public let openSections: [OpenSectionResult]
  /// Calls between regions under different keys, there and back (SF-64, SF-66).
  public let callsAcrossKeys: Int

  /// Lines of encrypted regions that came back equal to the original.
  public var linesEqual: Int { regions.reduce(0) { $0 + $1.linesEqual } }
}

/// One encrypted region: its attribute register, and what happened to its lines.
public struct RegionResult: Codable, Hashable, Sendable {
  public let name: String
  /// The program's sections in it; none for a stack.
  public let sections: [String]
  public let segment: UInt8
  /// First byte, and first byte after it.
  public let base: UInt64
  public let limit: UInt64
  public let algorithm: String
  /// The key by name.
  public let key: String?
  /// Letters r, w, x.
  public let rights: String
  public let isStack: Bool
  /// The attribute register in which it was installed.
  public let attribute: Int

  /// How its lines were read: `fetch` or `load`.
  public let access: String
  public let lines: Int
  /// Lines that came back equal to the original, or to what had been written.
  public let linesEqual: Int
  /// Lines written back; each was ciphertext on the bus.
  public let linesWritten: Int
  /// Lines of which a process without the key saw the ciphertext and nothing else.
  public let linesSeenAsCiphertext: Int
  /// Requests refused: from plaintext mode, and in the name of a process that does not run.
  public let refusedInPlaintextMode: Int
  public let refusedToImpostor: Int
  public let entropy: EntropyComparison
}

/// A section that is in memory as plaintext, beside the encrypted ones (SF-2).
public struct OpenSectionResult: Codable, Hashable, Sendable {
  public let name: String
  public let base: UInt64
  public let limit: UInt64
  public let lines: Int
  public let linesEqual: Int
}
