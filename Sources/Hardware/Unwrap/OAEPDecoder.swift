import HDL

/// Takes the padding off the result of the private operation: RSAES-OAEP with SHA-256 and an empty label, for messages of
/// 184 bytes. RFC 8017, 7.1.2, step 3. Every failure raises the same flag after the same number of cycles.
///
/// The encoded message is a zero byte, the masked seed (4 words) and the masked data block (all but the last byte of its
/// words). The data block is the digest of the label, zeros, a one, and the message, which begins with the last byte of a
/// word.
final class OAEPDecoder: Module {
  enum Step: HardwareEnum {
    case idle
    /// A word of the result is asked for, and taken.
    case ask, take
    /// The last seven bytes are stored.
    case store
    /// The masked data block goes into a digest, which masks the seed: a word is read, and given.
    case readBlock, giveBlock, endBlock, awaitSeedMask
    /// The seed appears.
    case readSeed, unmaskSeed
    /// Seed and counter go into a digest, which masks four words of the data block.
    case beginMask, giveSeed, giveCounter, awaitMask
    /// They are read, unmasked and judged.
    case readMasked, unmask
    /// The memory is overwritten.
    case sweep
  }

  let start = In("begin; only while `idle`")
  let words = In(6, "words in the modulus; constant until `idle`")
  let wipe = In("stop, and overwrite everything with zeros")
  let idle = Out("nothing is in work and nothing is being overwritten")
  let bad = Out("the padding is not right; while `idle`").secret()
  let damaged = Out("a word of the result was damaged; while `idle`")

  let resultRequest: Source<ResultRequest>
  let result = Sink(ResultWord())
  let digestStart = Out()
  let digestWord = Source(MessageWord())
  let digestValid = In()
  let digest = In(256).secret()

  let messageValid = Out("`message_word` is word `message_index` of the message")
  let messageIndex = Out(5)
  let messageWord = Out(64).secret()

  let step = Reg(reset: Step.sweep)
  let position = Reg(6, reset: 0, "word in work")
  let counter = Reg(4, reset: 0, "of MGF1")
  let part = Reg(2, reset: 0, "word of seed or digest")
  let held = Reg(56, reset: 0, "the last seven bytes of the result's word before")
  let seed = (0..<4).map { _ in Reg(64, reset: 0) }
  let carried = Reg(8, reset: 0, "first byte of the message's next word")
  let isBad = Reg(reset: false).secret()
  let isDamaged = Reg(reset: false)
  let masked = Memory(depth: 64, width: 64).secret()

  let parameters: ExponentiationParameters

  init(_ parameters: ExponentiationParameters) {
    self.parameters = parameters
    resultRequest = Source(ResultRequest(parameters))
    super.init(name: "oaep_decoder")
  }

  override var summary: String {
    """
    RSAES-OAEP decoding (RFC 8017, 7.1.2) with SHA-256, an empty label and messages of 184 bytes.
    One flag for every failure, after the same number of cycles.
    """
  }

  override var latency: Latency? { .described("depends on the length of the modulus alone") }

  override func build() {
    let isLastWord = (position + 1 == words).named("is_last_word")
    let isLastPart = (part == 3).named("is_last_part")
    let digestPart = select(part, from: (0..<4).map { digest.bits(from: 64 * $0, width: 64) }).named("digest_part")

    // The result comes in words of a number, the least significant first; its bytes are wanted from the other end.
    resultRequest.valid <== step == .ask
    resultRequest.payload.index <== (words - 1 - position)[0...parameters.longIndexBits - 1]
    result.ready <== step == .take
    let encoded = SHA256.swapped(result.payload.word).named("encoded")

    let read = masked.read(position, enable: true).named("read")
    digestWord.valid <== (step == .giveBlock) | (step == .endBlock) | (step == .giveSeed) | (step == .giveCounter)
    let seedPart = select(part, from: seed).named("seed_part")
    // The counter of MGF1 has four bytes, the most significant first; the first digest's, which is zero, begins in the last
    // byte of the data block's last word.
    let counterWord = cat(Bits(0, width: 36), counter, Bits(0, width: 24)).named("counter_word")
    digestWord.payload.data
      <== mux(step == .giveBlock, read, mux(step == .giveSeed, seedPart, mux(step == .giveCounter, counterWord, 0)))
    digestWord.payload.last <== (step == .endBlock) | (step == .giveCounter)
    let counterBytes = mux(step == .giveCounter, Bits(4, width: 4), 8)
    digestWord.payload.bytes <== mux(step == .endBlock, 3, counterBytes)
    digestStart <== (step == .store) | (step == .beginMask)
    let given = (digestWord.valid & digestWord.ready).named("given")

    // A word of the data block, when its mask is there.
    let judges = (step == .unmask).named("judges")
    let block = (read ^ digestPart).named("block")
    let place = (position - 4).named("place")
    // The message begins 24 words before the end, in the last byte of its word.
    let beginning = (words - 28).named("beginning")
    let isLabel = place < Bits(4, width: 6)
    let label = select(part, from: Self.emptyDigest.map { Bits($0, width: 64) }).named("label")
    let isMessage = (place > beginning).named("is_message")
    // Zeros, and in the word in which the message begins a one in front of it.
    let isBeginning = (place == beginning).named("is_beginning")
    let expected = mux(isBeginning, Bits(1 << 48, width: 56), 0).named("expected")
    let separatorWrong = (block[0...55] != expected) | !isBeginning & block[56...63].any
    let isWrong = mux(isLabel, block != label, !isMessage & separatorWrong).named("is_wrong")
    messageValid <== judges & isMessage
    messageIndex <== (place - beginning - 1)[0...4]
    messageWord <== cat(block[0...55], carried) & replicate(judges, 64)

    idle <== step == .idle
    bad <== isBad
    damaged <== isDamaged

    let sweeps = (step == .sweep).named("sweeps")
    let takes = ((step == .take) & result.fire).named("takes")
    let storesPart = (takes & (position != 0)).named("stores_part")
    let storesEnd = (step == .store).named("stores_end")
    when(sweeps) {
      masked.write(position, 0)
    } otherwise: {
      when(storesPart | storesEnd) {
        masked.write(
          position - mux(storesPart, Bits(1, width: 6), 0),
          cat(mux(storesPart, encoded[0...7], Bits(0, width: 8)), held))
      }
    }

    when(wipe) {
      step <== .sweep
      position <== 0
      held <== 0
      for register in seed { register <== 0 }
      carried <== 0
      isBad <== false
      isDamaged <== false
    } otherwise: {
      match(step) {
        switch $0 {
        case .idle:
          position <== 0
          when(start) {
            step <== .ask
            isBad <== false
            isDamaged <== false
          }
        case .ask:
          when(resultRequest.ready) { step <== .take }
        case .take:
          when(result.valid) {
            held <== encoded[8...63]
            isDamaged <== isDamaged | result.payload.damaged
            isBad <== isBad | ((position == 0) & encoded[0...7].any)
            when(isLastWord) {
              step <== .store
            } otherwise: {
              position <== position + 1
              step <== .ask
            }
          }
        case .store:
          position <== 4
          step <== .readBlock
        case .readBlock: step <== .giveBlock
        case .giveBlock:
          when(given) {
            position <== position + 1
            when(isLastWord) {
              step <== .endBlock
            } otherwise: {
              step <== .readBlock
            }
          }
        case .endBlock:
          when(given) { step <== .awaitSeedMask }
        case .awaitSeedMask:
          position <== 0
          part <== 0
          when(digestValid) { step <== .readSeed }
        case .readSeed: step <== .unmaskSeed
        case .unmaskSeed:
          for (index, register) in seed.enumerated() {
            when(part == index) { register <== read ^ digestPart }
          }
          part <== part + 1
          position <== position + 1
          counter <== 0
          when(isLastPart) {
            step <== .beginMask
          } otherwise: {
            step <== .readSeed
          }
        case .beginMask: step <== .giveSeed
        case .giveSeed:
          when(given) {
            part <== part + 1
            when(isLastPart) { step <== .giveCounter }
          }
        case .giveCounter:
          when(given) { step <== .awaitMask }
        case .awaitMask:
          when(digestValid) { step <== .readMasked }
        case .readMasked: step <== .unmask
        case .unmask:
          isBad <== isBad | isWrong
          carried <== block[56...63]
          part <== part + 1
          position <== position + 1
          when(isLastPart) {
            counter <== counter + 1
            when(isLastWord) {
              step <== .idle
            } otherwise: {
              step <== .beginMask
            }
          } otherwise: {
            step <== .readMasked
          }
        case .sweep:
          position <== position + 1
          when(position.all) { step <== .idle }
        }
      }
    }
  }

  /// SHA-256 of nothing: the digest of an empty label, in words with the first byte in bits 7:0.
  static let emptyDigest: [UInt64] = [
    0x141c_fc98_42c4_b0e3, 0x24b9_6f99_c8f4_fb9a, 0x4c93_9b64_e441_ae27, 0x55b8_5278_1b99_95a4,
  ]
}
