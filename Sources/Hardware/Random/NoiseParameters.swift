import Foundation

/// What is claimed about a noise source of single bits, and what follows for its tests and for the seeds made of it.
/// NIST SP 800-90B, 4.4.
public struct NoiseParameters: Hashable, Sendable {
  /// The claimed min-entropy of a sample in bits, more than 0 and at most 1.
  public let minEntropy: Double
  /// A sound source fails each test with a probability of 2 to the minus this: 20 to 40.
  public let falseAlarmExponent: Int
  /// How many requests for 32 bytes a seed serves; with 1 every output has a seed of its own.
  public let requestsPerSeed: Int

  /// Samples in the window of the adaptive proportion test, as for all sources of single bits.
  public static let window = 1024
  /// Samples of the start-up tests.
  public static let startUpSamples = 1024

  /// Half a bit of entropy in a sample, a false alarm once in 2^30, a seed for every 32 bytes.
  public static var standard: NoiseParameters {
    NoiseParameters(checked: (minEntropy: 0.5, falseAlarmExponent: 30, requestsPerSeed: 1))
  }

  private init(checked values: (minEntropy: Double, falseAlarmExponent: Int, requestsPerSeed: Int)) {
    (minEntropy, falseAlarmExponent, requestsPerSeed) = values
  }

  /// - Throws: `NoiseParameterError` when a value is outside its range, or so small an entropy is claimed that no window
  ///   of the proportion test could fail.
  public init(minEntropy: Double = 0.5, falseAlarmExponent: Int = 30, requestsPerSeed: Int = 1)
    throws(NoiseParameterError)
  {
    guard minEntropy > 0, minEntropy <= 1 else {
      throw .outside("minEntropy", "\(minEntropy)", "more than 0 and at most 1")
    }
    guard (20...40).contains(falseAlarmExponent) else {
      throw .outside("falseAlarmExponent", "\(falseAlarmExponent)", "20 to 40")
    }
    guard (1...65536).contains(requestsPerSeed) else {
      throw .outside("requestsPerSeed", "\(requestsPerSeed)", "1 to 65536")
    }
    self.minEntropy = minEntropy
    self.falseAlarmExponent = falseAlarmExponent
    self.requestsPerSeed = requestsPerSeed
    guard proportionCutoff <= Self.window else {
      throw .outside("minEntropy", "\(minEntropy)", "so large that \(Self.window) equal samples are an alarm")
    }
  }

  /// So many equal samples in a row are an alarm. SP 800-90B, 4.4.1.
  public var repetitionCutoff: Int { 1 + Int((Double(falseAlarmExponent) / minEntropy).rounded(.up)) }

  /// So many samples of a window that equal its first one are an alarm: the smallest number that a source which gives one
  /// value with probability 2^-minEntropy reaches with probability 2^-falseAlarmExponent or less. SP 800-90B, 4.4.2.
  public var proportionCutoff: Int {
    let likely = exp2(-minEntropy)
    let odds = log2(1 - likely) - log2(likely)
    var term = log2(likely) * Double(Self.window)
    var tail = term
    var count = Self.window
    // Terms of the binomial distribution as logarithms, from the rarest on: sums of ever larger ones are exact enough.
    while tail <= -Double(falseAlarmExponent), count > 0 {
      term += log2(Double(count) / Double(Self.window - count + 1)) + odds
      tail = max(tail, term) + log2(1 + exp2(-abs(tail - term)))
      count -= 1
    }
    return count + 1
  }

  /// Samples that become 32 bytes of a seed, in whole words: 64 bits of entropy more than the 256 that are wanted make the
  /// output of the conditioning as good as random. SP 800-90C.
  public var samplesPerSeed: Int { Int((Double(256 + 64) / minEntropy / 64).rounded(.up)) * 64 }

  /// What tells modules with different parameters apart.
  var suffix: String { "\(repetitionCutoff)_\(proportionCutoff)" }
}

/// Why parameters of a noise source cannot be used.
public enum NoiseParameterError: Error, Equatable, CustomStringConvertible {
  case outside(_ name: String, _ value: String, _ range: String)

  public var description: String {
    switch self {
    case .outside(let name, let value, let range): "\(name) is \(value); it must be \(range)"
    }
  }
}
