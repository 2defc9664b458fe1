/// What is behind the register `seed` of a simulated processor: the random source with noise that repeats from run to run, so that
/// a program does, too. It protects nothing.
final class SeedSource {
  private var source = RandomSource(minEntropy: 0.5, falseAlarm: 0x1p-30, requestsPerSeed: 1)
  // The noise: xorshift.
  private var state: UInt64

  init(seed: UInt64) { state = seed | 1 }

  private func sample() -> Bool {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state >> 40 & 1 == 1
  }

  /// An access to the register. The start-up tests are over before the first one; where the cryptography fails, no random bits come.
  func access() -> UInt32 { (try? value()) ?? RandomSource.Status.dead.rawValue << 30 }

  private func value() throws(CipherError) -> UInt32 {
    while source.isStarting, !source.hasFailed { try source.take(sample(), forSeed: false) }
    var value = try source.access(isReady: true)
    while value >> 30 == RandomSource.Status.wait.rawValue {
      try source.take(sample(), forSeed: true)
      value = try source.access(isReady: true)
    }
    return value
  }
}
