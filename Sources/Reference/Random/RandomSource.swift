/// Random 16-bit words from noise: health tests, conditioning by SHA-256, HMAC_DRBG. docs/randomness.md.
public struct RandomSource: Sendable {
  /// The register `seed` of RISC-V, Zkr.
  public enum Status: UInt32, Sendable {
    case bist = 0
    case wait = 1
    case es16 = 2
    case dead = 3
  }

  private var health: HealthTest
  private let samplesPerSeed: Int
  private let requestsPerSeed: Int

  private var samples: [Bool] = []
  private var entropy: [UInt8]?
  private var generator: HMACGenerator?
  private var requests = 0
  private var words: [UInt16] = []

  /// - Parameters:
  ///   - minEntropy: claimed for each sample of noise, in bits.
  ///   - falseAlarm: the probability that a sound source fails a health test.
  ///   - requestsPerSeed: how many outputs of 32 bytes a seed serves.
  public init(minEntropy: Double, falseAlarm: Double, requestsPerSeed: Int) {
    health = HealthTest(minEntropy: minEntropy, falseAlarm: falseAlarm)
    // Whole words of 64 samples, with 320 bits of entropy together.
    samplesPerSeed = 64 * Int((320 / minEntropy / 64).rounded(.up))
    self.requestsPerSeed = requestsPerSeed
  }

  /// Samples that make 32 bytes of a seed.
  public var samplesOfSeed: Int { samplesPerSeed }
  /// Whether a health test has failed.
  public var hasFailed: Bool { health.failed }
  /// Whether the start-up tests are going on.
  public var isStarting: Bool { health.isStarting }

  /// What an access to the register gives. How long the hardware works for a word is its own affair.
  /// - Parameter isReady: whether it has had the time that it needs.
  public mutating func access(isReady: Bool) throws(CipherError) -> UInt32 {
    if hasFailed { return Status.dead.rawValue << 30 }
    if isStarting { return Status.bist.rawValue << 30 }
    guard isReady, let word = try next() else { return Status.wait.rawValue << 30 }
    return Status.es16.rawValue << 30 | UInt32(word)
  }

  /// Every sample of the source comes here; some are used for a seed.
  public mutating func take(_ sample: Bool, forSeed: Bool) throws(CipherError) {
    health.take(sample)
    guard !health.failed else {
      forget()
      return
    }
    guard forSeed else { return }
    samples.append(sample)
    if samples.count == samplesPerSeed { try condition() }
  }

  /// The next random word, which is then gone; nil when there is none before another seed.
  public mutating func next() throws(CipherError) -> UInt16? {
    guard !words.isEmpty else { return nil }
    let word = words.removeFirst()
    try fill()
    return word
  }

  private mutating func condition() throws(CipherError) {
    let bytes = stride(from: 0, to: samples.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | (samples[start + $1] ? 1 << UInt8($1) : 0) }
    }
    samples = []
    let digest = try sha256(bytes)
    if var generator {
      // The hardware waits until the words of the last request are taken; that does not change what comes out.
      try generator.reseed(entropy: digest)
      self.generator = generator
      requests = 0
    } else if let entropy {
      generator = try HMACGenerator(entropy: entropy, nonce: Array(digest.prefix(16)))
      self.entropy = nil
    } else {
      entropy = digest
    }
    try fill()
  }

  /// Makes an output as soon as the one before is used up, whether or not anybody asks.
  private mutating func fill() throws(CipherError) {
    guard words.isEmpty, requests < requestsPerSeed, var generator else { return }
    let output = try generator.generate(32)
    self.generator = generator
    requests += 1
    words = stride(from: 0, to: 32, by: 2).map { UInt16(output[$0]) | UInt16(output[$0 + 1]) << 8 }
  }

  private mutating func forget() {
    samples = []
    entropy = nil
    generator = nil
    words = []
  }
}
