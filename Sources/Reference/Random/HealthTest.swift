import Foundation

/// The continuous health tests of NIST SP 800-90B, 4.4, for a source of single bits.
public struct HealthTest: Sendable {
  /// C of the repetition count test, 4.4.1.
  public let repetitionCutoff: Int
  /// C of the adaptive proportion test, 4.4.2.
  public let proportionCutoff: Int
  /// W of the adaptive proportion test.
  public let window = 1024
  /// Samples of the start-up tests, 4.3.
  public let startUpSamples = 1024

  /// Whether a test has failed; stays.
  public private(set) var failed = false
  /// Samples that have come.
  public private(set) var count = 0

  private var run = 0
  private var windowMatches = 0
  private var windowFirst = false
  private var last = false

  /// - Parameters:
  ///   - minEntropy: H, claimed for each sample, in bits.
  ///   - falseAlarm: α, the probability that a sound source fails.
  public init(minEntropy: Double, falseAlarm: Double) {
    repetitionCutoff = 1 + Int(ceil(-log2(falseAlarm) / minEntropy))
    proportionCutoff =
      1 + HealthTest.binomialQuantile(trials: window, probability: pow(2, -minEntropy), upperTail: falseAlarm)
  }

  /// Whether the start-up tests are going on.
  public var isStarting: Bool { count < startUpSamples }

  /// Tests the next sample; after a failure none.
  public mutating func take(_ sample: Bool) {
    guard !failed else { return }
    run = count > 0 && sample == last ? run + 1 : 1
    last = sample
    if count % window == 0 {
      windowFirst = sample
      windowMatches = 1
    } else if sample == windowFirst {
      windowMatches += 1
    }
    count += 1
    failed = run >= repetitionCutoff || windowMatches >= proportionCutoff
  }

  /// CRITBINOM(trials, probability, 1 - upperTail): the smallest number that is exceeded with at most that probability.
  static func binomialQuantile(trials: Int, probability: Double, upperTail: Double) -> Int {
    let n = Double(trials)
    func mass(_ k: Double) -> Double {
      let choices = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      return exp(choices + k * log(probability) + (n - k) * log1p(-probability))
    }
    var beyond = 0.0
    for k in stride(from: trials, to: 0, by: -1) {
      beyond += mass(Double(k))
      if beyond > upperTail { return k }
    }
    return 0
  }
}
