import HDL

/// Expands an AES key, which comes in words: one round key in every cycle after the last of them, in order. FIPS 197, 5.2.
final class KeySchedule: Module {
  let take = In("`word` is the next of the key")
  let first = In("with `take`: it is the first")
  let aes256 = In("with the first word: 32-byte key, else 16 bytes")
  let word: Bits.Input
  let wipe = In("overwrite every register with zeros")
  let busy = Out("round keys are still to come")
  let valid = Out("`round_key` is number `number`")
  let number = Out(4)
  let roundKey = Out(128, "the last one stays until the next key").secret()

  let previous = Reg(128, reset: 0, "the round key before the one being made; at first words of the key")
  /// Only a 32-byte key needs it.
  let beforePrevious: Bits.Var?
  let index = Reg(4, reset: 0, "number of the round key in `previous`")
  let constant = Reg(8, reset: 0, "round constant")
  let running = Reg(reset: false)
  /// Words of 128 bits of the key so far, where they are narrower than that.
  let gathered: Bits.Var?
  // What depends on the length of the key is decided a cycle ahead, in front of the S-boxes.
  let isLong: Bit.Var?
  let isFirstHalf: Bit.Var?
  let isSimple: Bit.Var?
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let substitution: [Instance<SubstitutionPair>]
  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    word = In(parameters.keyWordBits, "byte 0 in bits 7:0").secret()
    let wordsOfHalf = 128 / parameters.keyWordBits
    gathered = wordsOfHalf > 1 ? Reg(bitsToCount(wordsOfHalf), reset: 0, "words of the half that is coming in") : nil
    beforePrevious = parameters.aes256 ? Reg(128, reset: 0, "the round key before `previous`") : nil
    func longKeys(_ comment: String) -> Bit.Var? { parameters.aes256 ? Reg(reset: false, comment) : nil }
    isLong = longKeys("32-byte key")
    isFirstHalf = longKeys("a 32-byte key comes in, and `previous` holds its first half, or will")
    isSimple = longKeys("the round key being made needs no rotation and no constant, as every second of a 32-byte key")
    substitution = (0..<2).map { _ in Instance(SubstitutionPair(parameters.substitution, .encryption)) }
  }

  override var summary: String {
    """
    AES key expansion (FIPS 197, 5.2): one round key per cycle, the first in the cycle after its last word.
    The S-boxes have a register, so they are given the last word of the key that `previous` holds in the next cycle.
    """
  }

  override var latency: Latency? {
    let note = "from first word until `busy` falls, when words come in every cycle"
    let words = 128 / parameters.keyWordBits
    return parameters.aes256
      ? .cycles((11 + words)...(14 + 2 * words), "\(note): the lower with AES-128, the higher with AES-256")
      : .cycles(11 + words, note)
  }

  override func build() {
    let isLong: Bit = self.isLong ?? false
    let isFirstHalf: Bit = self.isFirstHalf ?? false
    let isSimple: Bit = self.isSimple ?? false
    let starts = (take & first).named("starts")
    // Round key 0, and round key 1 of a 32-byte key, are the halves of the key as they stand.
    let halfEnds = (gathered.map { take & $0.all } ?? take).named("half_ends")
    self.isLong.map { $0 <== mux(starts, aes256, isLong) }
    self.isFirstHalf.map { $0 <== mux(starts, aes256, isFirstHalf & !running) }
    self.isSimple.map { $0 <== mux(starts, aes256, mux(running, isLong & index[0], isSimple)) }
    let substituted = cat(substitution.map { $0.results }.reversed()).named("substituted")
    let rotated = cat(substituted[0...7], substituted[8...31]) ^ constant.extended(to: 32)
    let mask = mux(isSimple, substituted, rotated).named("mask")
    let older: Bits = beforePrevious ?? previous
    let base = parameters.aes256 ? mux(isLong, older, previous).named("base") : previous
    var words = [(base[0...31] ^ mask).named("word_0")]
    for column in 1..<4 {
      words.append((base.bits(from: 32 * column, width: 32) ^ words[column - 1]).named("word_\(column)"))
    }
    let made = cat(words.reversed()).named("made")
    let width = parameters.keyWordBits
    let gathering = width == 128 ? word : cat(word, previous[width...127])
    let following = mux(take, gathering, made).named("following")

    // Without work they are given nothing that could stay in their registers.
    let works = (take | running).named("works")
    for (position, pair) in substitution.enumerated() {
      pair.values <== following.bits(from: 96 + 16 * position, width: 16) & mux(works, Bits(0xffff, width: 16), 0)
      pair.enable <== true
    }

    busy <== running
    valid <== running
    number <== index
    roundKey <== previous

    wiped <== wipe
    let remains = ([previous] + (beforePrevious.map { [$0] } ?? [])).map { $0.any }
    always("wipe_leaves_nothing", !wiped | !(remains.reduce(running) { $0 | $1 }))

    let isLast = (index == (parameters.aes256 ? mux(isLong, Bits(14, width: 4), 10) : 10)).named("is_last")
    when(wipe) {
      previous <== 0
      if let beforePrevious { beforePrevious <== 0 }
      gathered.map { $0 <== 0 }
      running <== false
    } otherwise: {
      when(take | running & !isLast) { previous <== following }
      if let beforePrevious { when(running) { beforePrevious <== previous } }
      if let gathered { when(take) { gathered <== gathered + 1 } }
      running <== halfEnds | running & !isLast & !isFirstHalf
    }
    when(starts) {
      index <== 0
      constant <== 1
    } otherwise: {
      when(running) {
        index <== index + 1
        when(!isSimple) { constant <== constant.shiftedLeft(by: 1) ^ mux(constant[7], Bits(0x1b, width: 8), 0) }
      }
    }
    if !parameters.aes256 { ignore(aes256) }
  }
}
