import HDL

/// Expands an AES key: one round key in every cycle after `start`, in order. FIPS 197, 5.2.
final class KeySchedule: Module {
  let start = In("take `key` and begin")
  let aes256 = In("at the start: 32-byte key, else 16 bytes")
  /// Constant in the cycle of the start and the one after it.
  let key: Bits.Input
  let wipe = In("overwrite every register with zeros")
  let busy = Out("round keys are still to come")
  let valid = Out("`round_key` is number `number`")
  let number = Out(4)
  let roundKey = Out(128, "the last one stays until the next start").secret()

  let previous = Reg(128, reset: 0, "the round key before the one being made")
  /// Only a 32-byte key needs it.
  let beforePrevious: Bits.Var?
  let index = Reg(4, reset: 0, "number of the round key in `previous`")
  let constant = Reg(8, reset: 0, "round constant")
  let running = Reg(reset: false)
  // What depends on the length of the key is decided a cycle ahead, in front of the S-boxes.
  let isLong: Bit.Var?
  let isFirstHalf: Bit.Var?
  let isSimple: Bit.Var?
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let substitution: [Instance<SubstitutionPair>]
  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    key = In(parameters.keyBits / 2, "byte 0 in bits 7:0").secret()
    beforePrevious = parameters.aes256 ? Reg(128, reset: 0, "the round key before `previous`") : nil
    func longKeys(_ comment: String) -> Bit.Var? { parameters.aes256 ? Reg(reset: false, comment) : nil }
    isLong = longKeys("32-byte key")
    isFirstHalf = longKeys("`previous` holds the first half of a 32-byte key: the second is round key 1 as it stands")
    isSimple = longKeys("the round key being made needs no rotation and no constant, as every second of a 32-byte key")
    substitution = (0..<2).map { _ in Instance(SubstitutionPair(parameters.substitution, .encryption)) }
  }

  override var summary: String {
    """
    AES key expansion (FIPS 197, 5.2): one round key per cycle, the first in the cycle after `start`.
    The S-boxes have a register, so they are given the last word of the key that `previous` holds in the next cycle.
    """
  }

  override var latency: Latency? {
    let note = "from start until `busy` falls"
    return parameters.aes256
      ? .cycles(12...16, "\(note): 12 with AES-128, 16 with AES-256") : .cycles(12, note)
  }

  override func build() {
    let isLong: Bit = self.isLong ?? false
    let isFirstHalf: Bit = self.isFirstHalf ?? false
    let isSimple: Bit = self.isSimple ?? false
    if let long = self.isLong { when(start) { long <== aes256 } }
    self.isFirstHalf.map { $0 <== start & aes256 }
    self.isSimple.map { $0 <== mux(start, aes256, isLong & index[0]) }
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
    let later = parameters.aes256 ? mux(isFirstHalf, key[128...255], made) : made
    let following = mux(start, key[0...127], later).named("following")

    // Without work they are given nothing that could stay in their registers.
    let works = (start | running).named("works")
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
      running <== false
    } otherwise: {
      when(start) {
        previous <== following
        index <== 0
        constant <== 1
        running <== true
      } otherwise: {
        when(running) {
          if let beforePrevious { beforePrevious <== previous }
          when(!isLast) { previous <== following }
          when(!isSimple) {
            constant <== constant.shiftedLeft(by: 1) ^ mux(constant[7], Bits(0x1b, width: 8), 0)
          }
          index <== index + 1
          running <== !isLast
        }
      }
    }
    if !parameters.aes256 { ignore(aes256) }
  }
}
