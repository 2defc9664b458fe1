import HDL

/// Random bits on their way to those who asked.
struct RandomWord: Layout {
  let entropy = field(16).secret()
}

/// Random bits from noise: health tests (SP 800-90B, 4.4), conditioning by SHA-256 (3.1.5), and HMAC_DRBG with SHA-256
/// (SP 800-90A, 10.1.2) with a security strength of 256 bits.
///
/// One SHA-256 does all the work. A seed is gathered while random words wait to be taken, so that they come in bursts of 16.
final class RandomSource: Module {
  enum Phase: HardwareEnum {
    /// Start-up tests; the noise is not used.
    case test
    /// Noise enters the conditioning.
    case gather
    /// Until all random words are taken.
    case rest
    /// HMAC_DRBG_Update with the seed: first K, V, then K, V.
    case firstSeedKey, firstSeedValue, secondSeedKey, secondSeedValue
    /// V becomes the output.
    case output
    /// HMAC_DRBG_Update without data: who reads the state cannot compute earlier outputs.
    case nextKey, nextValue
  }

  let restart = In("forget everything and begin with the start-up tests; ends an alarm")
  let noise = In("a sample of the noise source").secret()
  let noiseValid = In("`noise` is a new sample; a source may give one in every cycle")
  let testing = Out("start-up tests")
  let failed = Out("a health test has failed since the last restart: there are no random words")
  let gathering = Out("a sample that comes in this cycle goes into a seed")
  let word = Source(RandomWord(), "an offer is withdrawn when a test fails")

  let phase = Reg(reset: Phase.test)
  let working = Reg(reset: false, "the digest of this phase has been started")
  let isInstantiated = Reg(reset: false, "K and V are secret")
  let hasEntropy = Reg(reset: false, "the seed has its entropy, and lacks its nonce")
  let requests: Bits.Var
  let key = Reg(256, reset: 0, "K of the generator")
  let value = Reg(256, reset: 0, "V of the generator")
  let seed = Reg(384, reset: 0, "entropy; with the first one a nonce above it")
  let samples = Reg(64, reset: 0, "the newest above")
  let sampleCount = Reg(6, reset: 0)
  let isWordFull = Reg(reset: false, "`samples` is a word of the conditioning")
  let isComplete = Reg(reset: false, "all samples of the digest have come")
  let position = Reg(4, reset: 0, "of the next word of the digest's message")
  let gathered: Bits.Var
  let buffer = Reg(256, reset: 0, "random words, the next one lowest")
  let remaining = Reg(5, reset: 0, "random words in `buffer`")

  let health: Instance<HealthTests>
  let hash = Instance(KeyedDigest())
  let parameters: NoiseParameters

  init(_ parameters: NoiseParameters) {
    self.parameters = parameters
    health = Instance(HealthTests(parameters))
    requests = Reg(bitsToCount(parameters.requestsPerSeed + 1), reset: 0, "requests since the last seed")
    gathered = Reg(bitsToCount(parameters.samplesPerSeed / 64), reset: 0, "words that the conditioning has taken")
    super.init(name: "random_source_\(parameters.suffix)_\(parameters.requestsPerSeed)")
  }

  override var summary: String {
    """
    Random bits from noise: health tests (SP 800-90B), SHA-256 of \(parameters.samplesPerSeed) samples for each 32 bytes of
    seed, HMAC_DRBG (SP 800-90A), a seed for every \(parameters.requestsPerSeed) times 32 bytes.
    """
  }

  /// Cycles from an output to the next when a sample comes in every cycle and words are taken at once.
  /// - Parameter samples: of a seed that is made between the two; nil without one.
  static func cycles(_ samples: Int?) -> Int {
    func code(blocks: Int) -> Int { 68 * blocks + 3 }
    let output = 3 * code(blocks: 4) + 1
    guard let samples else { return output }
    let words = samples / 64
    let (blocksBefore, wordsInBlock) = ((words - 1) / 8, (words - 1) % 8 + 1)
    let padding = 68 * ((8 * words + 9 + 63) / 64 - blocksBefore) - 2 * wordsInBlock
    return output + samples + 2 * words + padding + 2 + 2 * (code(blocks: 4) + code(blocks: 5))
  }

  override var latency: Latency? {
    .described(
      "16 words every \(Self.cycles(nil)) cycles, or with a seed for each of them every "
        + "\(Self.cycles(parameters.samplesPerSeed)), if a sample comes in every cycle")
  }

  override func build() {
    health.restart <== restart
    health.sample <== noise
    health.valid <== noiseValid
    testing <== health.testing
    failed <== health.failed
    let clears = (restart | health.failed).named("clears")

    let isGathering = (phase == .gather).named("is_gathering")
    let isRest = (phase == .rest).named("is_rest")
    let works = (!(phase == .test) & !isRest).named("works")
    let ends = (working & hash.valid).named("ends")
    let endsUpdate = (ends & (phase == .nextValue)).named("ends_update")

    hash.start <== works & !working
    hash.keyed <== !isGathering
    hash.key <== key
    hash.wipe <== clears | endsUpdate
    feed(isGathering)
    gather(clears, isGathering)
    offer(clears, ends)

    when(clears) {
      phase <== .test
      for flag in [working, isInstantiated, hasEntropy] { flag <== false }
      for register in [requests, key, value, seed, position] { register <== 0 }
    } otherwise: {
      when(ends) {
        working <== false
      } otherwise: {
        when(works) { working <== true }
      }
      when(hash.start) {
        position <== 0
      } otherwise: {
        when(hash.word.valid & hash.word.ready) { position <== position + 1 }
      }
      proceed(ends)
    }
  }

  /// The message of the digest: noise, V, or V with a separator and perhaps the seed behind it.
  private func feed(_ isGathering: Bit) {
    let isSecond = (phase == .secondSeedKey).named("is_second")
    let hasSeed = ((phase == .firstSeedKey) | isSecond).named("has_seed")
    let hasTail = (hasSeed | (phase == .nextKey)).named("has_tail")
    // Behind V everything is a byte late.
    let separator = cat(Bits(0, width: 7), isSecond)
    let tail = cat(Bits(0, width: 56), mux(hasSeed, seed, 0), separator).named("tail")
    let words =
      (0..<4).map { value.bits(from: 64 * $0, width: 64) } + (0..<7).map { tail.bits(from: 64 * $0, width: 64) }
    let last = mux(
      hasTail, mux(hasSeed, mux(isInstantiated, Bits(8, width: 4), 10), Bits(4, width: 4)), Bits(3, width: 4)
    ).named("last_position")

    let message = hash.word
    message.valid <== working & (!isGathering | isWordFull)
    message.payload.data <== mux(isGathering, samples, select(position, from: words))
    message.payload.last <== mux(isGathering, gathered == parameters.samplesPerSeed / 64 - 1, position == last)
    message.payload.bytes <== mux(!isGathering & hasTail, Bits(1, width: 4), 8)
  }

  /// Collects samples into words.
  private func gather(_ clears: Bit, _ isGathering: Bit) {
    let taken = (isGathering & hash.word.valid & hash.word.ready).named("taken")
    let takes = (isGathering & working & !isWordFull & !isComplete).named("takes")
    let isLast = (gathered == parameters.samplesPerSeed / 64 - 1).named("is_last_word")
    gathering <== takes
    when(clears) {
      samples <== 0
      sampleCount <== 0
      isWordFull <== false
      isComplete <== false
      gathered <== 0
    } otherwise: {
      when(taken) {
        samples <== 0
        isWordFull <== false
        gathered <== mux(isLast, 0, gathered + 1)
        isComplete <== isLast
      } otherwise: {
        when(takes & noiseValid) {
          samples <== cat(noise, samples[1...63])
          sampleCount <== sampleCount + 1
          isWordFull <== sampleCount.all
        }
        when(hash.start) { isComplete <== false }
      }
    }
  }

  /// Random words leave.
  private func offer(_ clears: Bit, _ ends: Bit) {
    word.valid <== (remaining != 0) & !clears
    word.payload.entropy <== buffer[0...15]
    when(clears) {
      buffer <== 0
      remaining <== 0
    } otherwise: {
      when(ends & (phase == .output)) {
        buffer <== hash.digest
        remaining <== 16
      } otherwise: {
        when(word.fire) {
          buffer <== cat(Bits(0, width: 16), buffer[16...255])
          remaining <== remaining - 1
        }
      }
    }
  }

  /// From phase to phase, with what each digest is for.
  private func proceed(_ ends: Bit) {
    let isNonce = (hasEntropy & !isInstantiated).named("is_nonce")
    let isDue = (requests == parameters.requestsPerSeed).named("is_due")
    match(phase) {
      switch $0 {
      case .test: when(!health.testing) { phase <== .gather }
      case .gather:
        when(ends) {
          seed
            <== mux(
              isNonce, cat(hash.digest[0...127], seed[0...255]), cat(Bits(0, width: 128), hash.digest))
          hasEntropy <== true
          // The first seed needs a nonce.
          when(isInstantiated | isNonce) {
            phase <== .rest
            when(!isInstantiated) { value <== Bits(Constant(bytes: 32, of: 1)) }
          }
        }
      case .rest:
        when(remaining == 0) { phase <== first([(hasEntropy, .firstSeedKey)], otherwise: .output) }
      case .firstSeedKey:
        when(ends) {
          key <== hash.digest
          phase <== .firstSeedValue
        }
      case .firstSeedValue:
        when(ends) {
          value <== hash.digest
          phase <== .secondSeedKey
        }
      case .secondSeedKey:
        when(ends) {
          key <== hash.digest
          seed <== 0
          phase <== .secondSeedValue
        }
      case .secondSeedValue:
        when(ends) {
          value <== hash.digest
          isInstantiated <== true
          hasEntropy <== false
          requests <== 0
          phase <== .output
        }
      case .output:
        when(ends) {
          value <== hash.digest
          requests <== requests + 1
          phase <== .nextKey
        }
      case .nextKey:
        when(ends) {
          key <== hash.digest
          phase <== .nextValue
        }
      case .nextValue:
        when(ends) {
          value <== hash.digest
          phase <== first([(isDue, .gather)], otherwise: .rest)
        }
      }
    }
  }
}

extension Constant {
  /// A number of equal bytes.
  fileprivate init(bytes count: Int, of byte: UInt8) {
    self.init(width: 8 * count, words: [UInt64](repeating: UInt64(byte) * 0x0101_0101_0101_0101, count: count / 8))
  }
}
