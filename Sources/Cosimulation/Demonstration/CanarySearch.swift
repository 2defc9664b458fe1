import Reference

/// Looks for the plaintext words of encrypted regions where only ciphertext may be: on the bus and in memory.
/// Unlike the check that runs with every co-simulation, it knows the plaintext from the original files.
struct CanarySearch {
  private var secret = Set<UInt64>()
  private var open = Set<UInt64>()

  /// Adds the plaintext of an encrypted region.
  mutating func add(secret lines: [Line]) { for line in lines { add(line, to: &secret) } }

  /// Adds contents that are in plaintext anyway; what occurs there tells nothing.
  mutating func add(open lines: [Line]) { for line in lines { add(line, to: &open) } }

  mutating func merge(_ other: CanarySearch) {
    secret.formUnion(other.secret)
    open.formUnion(other.open)
  }

  private func add(_ line: Line, to words: inout Set<UInt64>) {
    // Empty memory is no secret.
    for index in 0..<Line.wordCount where line[index] != 0 && line[index] != .max { words.insert(line[index]) }
  }

  /// Searches all words that were on the bus and all of memory.
  func result(busWords: Set<UInt64>, memory: ExternalMemory) -> CanaryResult {
    let canaries = secret.subtracting(open)
    var found = canaries.intersection(busWords)
    var places = busWords.count
    for line in memory.written.values {
      places += Line.wordCount
      for index in 0..<Line.wordCount where canaries.contains(line[index]) { found.insert(line[index]) }
    }
    return CanaryResult(
      words: canaries.count, searched: places, found: found.count,
      examples: found.sorted().prefix(4).map(hexadecimal))
  }
}

/// The outcome of the search for plaintext.
public struct CanaryResult: Codable, Hashable, Sendable {
  /// Different 64-bit plaintext words that were looked for.
  public let words: Int
  /// Words on the bus (different ones) and in memory that were looked at.
  public let searched: Int
  /// Plaintext words that were found; 0 is the only good number.
  public let found: Int
  /// Some of those found.
  public let examples: [String]
}
