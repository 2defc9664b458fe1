import HDL

/// AES-128-GCM of a message of one length, word by word in either direction, with a nonce of 96 bits and without additional data.
/// SP 800-38D, 7.1 and 7.2.
///
/// How long it takes depends on the length alone.
final class GaloisCounter: Module {
  enum Phase: HardwareEnum {
    case rest
    /// The hash key is made.
    case hashKey
    /// The key stream of a block, and its place in the hash.
    case block
  }

  let key = In(128, "byte 0 in bits 7:0; constant from `start` on").secret()
  let nonce = In(96, "byte 0 in bits 7:0; constant from `start` on")
  let start = In("a message begins")
  let decrypt = In("constant from `start` on")
  let take = In("`entering` is the next word of the message; only while `idle`")
  let place = In(2, "number of that word in its block, or of the word of the tag")
  let entering = In(32, "byte 0 in bits 7:0").secret()
  let finish = In("the message is over: the tag is made; only while `idle`")
  let wipe = In("overwrite every register with zeros")
  let idle = Out("a word can be taken, or the tag is there")
  let leaving = Out(32, "`entering` encrypted or decrypted").secret()
  let tag = Out(32, "word `place` of the tag, while `idle` after `finish`").secret()

  let phase = Reg(reset: Phase.rest)
  let starts = Reg(reset: false, "the cipher begins with a block")
  let multiplies = Reg(reset: false, "the hash takes a block")
  let counter = Reg(8, reset: 0, "of blocks")

  let cipher: Instance<ColumnEncryption>
  let hash: Instance<GaloisHash>

  let words: Int

  /// - Parameter words: of a message, a multiple of four and at most 1000.
  init(_ form: SubstitutionForm, words: Int) {
    self.words = words
    cipher = Instance(ColumnEncryption(form))
    hash = Instance(GaloisHash(bytes: 4 * words))
  }

  override var summary: String { "AES-128-GCM (SP 800-38D) of \(words) words, one by one." }

  override var latency: Latency? {
    .described("125 cycles before the first word; 130 behind each fourth word and behind `finish`")
  }

  override func build() {
    func word(_ value: Bits) -> Bits {
      select(place, from: (0..<4).map { value.bits(from: 32 * $0, width: 32) })
    }
    let isHashKey = (phase == .hashKey).named("is_hash_key")
    let ends = ((phase != .rest) & !starts & !multiplies & !cipher.busy & !hash.busy).named("ends")
    let completes = (take & place.all).named("completes")

    cipher.start <== starts
    cipher.key <== key
    cipher.block <== cat(counter, Bits(0, width: 24), nonce) & replicate(!isHashKey, 128)
    cipher.wipe <== wipe
    let stream = word(cipher.result).named("stream")
    leaving <== entering ^ stream
    tag <== stream ^ word(hash.sum)

    hash.clear <== start
    hash.setKey <== isHashKey & ends
    hash.key <== cipher.result
    hash.absorb <== take
    hash.place <== place
    hash.word <== mux(decrypt, entering, leaving)
    hash.addLength <== finish
    hash.multiply <== multiplies
    hash.wipe <== wipe
    idle <== phase == .rest

    starts <== !wipe & (start | isHashKey & ends | completes | finish)
    multiplies <== !wipe & (completes | finish)
    when(wipe) {
      phase <== .rest
    } otherwise: {
      when(start) {
        phase <== .hashKey
        counter <== 1
      } otherwise: {
        when(completes | finish) {
          phase <== .block
          counter <== mux(finish, 1, counter + 1)
        } otherwise: {
          when(ends) {
            phase <== first([(isHashKey, .block)], otherwise: .rest)
            when(isHashKey) { counter <== 2 }
          }
        }
      }
    }
    always("words_come_while_idle", !(take | finish) | (phase == .rest))
  }
}
