import Foundation

/// How often each byte value occurs in some memory, and what that tells of its contents.
public struct ByteStatistics: Codable, Hashable, Sendable {
  /// Occurrences of each of the 256 values.
  public let counts: [Int]

  init(_ bytes: some Sequence<UInt8>) {
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    self.counts = counts
  }

  /// Bytes in all.
  public var total: Int { counts.reduce(0, +) }

  /// Shannon entropy of the distribution in bits per byte: 0 when all bytes are equal, 8 when all values occur equally
  /// often. Shannon, "A Mathematical Theory of Communication", 1948, section 6.
  public var entropy: Double {
    let total = Double(total)
    return counts.reduce(0) { $1 == 0 ? $0 : $0 - Double($1) / total * log2(Double($1) / total) }
  }

  /// The entropy that `count` random bytes show on average. It is below 8 because so few bytes cannot fill 256 values
  /// evenly: the fair measure for the ciphertext of a small section.
  ///
  /// The number of occurrences k of a value is binomial with probability 1/256; the sum takes 256 times the expectation of
  /// -(k/n) log2(k/n), leaving out terms too small to count.
  public static func entropyOfRandomBytes(count: Int) -> Double {
    guard count > 1 else { return 0 }
    let n = Double(count)
    let p = 1.0 / 256
    var logProbability = n * log(1 - p)
    var sum = 0.0
    for k in 1...count {
      // From P(k - 1) to P(k).
      logProbability += log((n - Double(k) + 1) / Double(k)) + log(p / (1 - p))
      let share = Double(k) / n
      let term = exp(logProbability) * share * log2(share)
      sum -= 256 * term
      if Double(k) > n * p, abs(term) < 1e-12 { break }
    }
    return sum
  }
}

/// The same bytes before and after encryption.
public struct EntropyComparison: Codable, Hashable, Sendable {
  /// Bits per byte.
  public let plaintext: Double
  public let ciphertext: Double
  /// What as many random bytes would show.
  public let random: Double

  init(plaintext: ByteStatistics, ciphertext: ByteStatistics) {
    self.plaintext = plaintext.entropy
    self.ciphertext = ciphertext.entropy
    random = ByteStatistics.entropyOfRandomBytes(count: ciphertext.total)
  }
}
