import HDL

/// Eight bytes of a padded message.
struct HashInput: Layout {
  let data = field(64, "the first byte of the message in bits 7:0").secret()
}

/// SHA-256 of whole blocks of 64 bytes: a round per cycle, 68 cycles per block. FIPS 180-4, 6.2.
///
/// What a round adds up is spread over three cycles, so that no path has more than one carry chain. In step s, counted
/// from the first word of a block:
///
/// - word W(s) of the message schedule enters the window;
/// - h + K + W of round s - 1, and the same with d, are added up: both are known long before their round;
/// - round s - 2 makes the working variable e, and T1 for a;
/// - a of round s - 3 is made. It may be late, as only the fourth value behind it, d, meets e again.
///
/// The last four values of a and e are what the digest is increased by, in the order d, c, b, a and h, g, f, e. The digest
/// turns past one adder for each half as they appear, and then past the chains of working variables, which thus begin the
/// next block while it enters.
final class SHA256Compression: Module {
  let start = In("the digest becomes the initial hash value; what is in work is dropped")
  let wipe = In("overwrite every register with zeros; then nothing is to enter before `start`")
  let input = Sink(HashInput(), "eight for a block; stays, once offered, until it is taken or `start`")
  let resting = Out("between blocks: `digest` covers all words that have entered")
  let digest = Out(256, "byte 0 in bits 7:0; only while `resting`").secret()

  let step = Reg(7, reset: 0, "0 to 67")
  let constant = Reg(32, reset: 0, "K of the round before the next")

  let window = (0..<15).map { _ in Reg(32, reset: 0, "words of the message schedule, the newest first") }
  let scheduled = Reg(32, reset: 0, "next word of the schedule but for its newest summand")
  let prepared = Reg(32, reset: 0, "h + K + W of the next round")
  let preparedWithD = Reg(32, reset: 0, "the same with d")
  let upper = (0..<3).map { _ in Reg(32, reset: 0, "working variables a, b, c, a cycle late") }
  let lower = (0..<3).map { _ in Reg(32, reset: 0, "working variables e, f, g") }
  let first = Reg(32, reset: 0, "T1 of the round before")
  let upperDigest = (0..<4).map { _ in Reg(32, reset: 0, "between blocks H3, H2, H1, H0") }
  let lowerDigest = (0..<4).map { _ in Reg(32, reset: 0, "between blocks H6, H5, H4, H7") }

  // Decoded from the step one cycle ahead.
  let takesWords = Reg(reset: true, "steps 0 to 15")
  let rests = Reg(reset: true, "step 0")
  let lowerLoads = Reg(reset: true, "steps 66 to 1: e is taken from the digest")
  let upperLoads = Reg(reset: true, "one step later: a is")
  let lowerTurns = Reg(reset: true, "steps 63 to 2")
  let upperTurns = Reg(reset: true, "one step later")
  let lowerAdds = Reg(reset: false, "steps 63 to 66: the digest is increased by e")
  let upperAdds = Reg(reset: false, "one step later: by a")
  let wiped = Reg(reset: false, "wiped in the cycle before")

  override var summary: String {
    """
    SHA-256 of blocks of 64 bytes (FIPS 180-4, 6.2): a round per cycle. A block begins with its first word; blocks follow
    each other without a pause. How long it takes depends on nothing but when the words come.
    """
  }

  override var latency: Latency? { .cycles(68, "from the first word of a block to its digest, while words wait") }

  override func build() {
    let advances = (!takesWords | input.valid).named("advances")
    let isSecondHalf = step[0]
    input.ready <== takesWords & isSecondHalf
    resting <== rests
    let words = upperDigest.reversed() + [lowerDigest[2], lowerDigest[1], lowerDigest[0], lowerDigest[3]]
    digest <== cat(words.map { SHA256.swapped($0) }.reversed())

    wiped <== wipe
    let registers = secrets.map { $0.any }
    always("wipe_leaves_nothing", !wiped | !registers.dropFirst().reduce(registers[0]) { $0 | $1 })

    when(wipe) {
      for register in secrets { register <== 0 }
      restart()
    } otherwise: {
      when(start) {
        initialise()
        restart()
      } otherwise: {
        when(advances) {
          extendSchedule(mux(isSecondHalf, input.payload.data[32...63], input.payload.data[0...31]))
          computeRound()
          turnDigest()
          count()
        }
      }
    }
  }

  /// Every register that depends on the message.
  private var secrets: [Bits.Var] {
    window + [scheduled, prepared, preparedWithD, first] + upper + lower + upperDigest + lowerDigest
  }

  private func extendSchedule(_ entering: Bits) {
    scheduled <== window[5] + SHA256.smallSigma0(window[13]) + window[14]
    window[0]
      <== mux(takesWords, SHA256.swapped(entering), scheduled + SHA256.smallSigma1(window[1]))
    for (later, earlier) in zip(window.dropFirst(), window) { later <== earlier }
  }

  private func computeRound() {
    constant <== select(step[0...5], from: SHA256.constants.map { Bits(UInt64($0), width: 32) })
    prepared <== lower[2] + constant + window[0]
    preparedWithD <== upper[1] + lower[2] + constant + window[0]

    let mixedE = SHA256.largeSigma1(lower[0]).named("mixed_e")
    let chosen = SHA256.choice(lower[0], lower[1], lower[2]).named("chosen")
    first <== prepared + mixedE + chosen
    lower[0] <== mux(lowerLoads, lowerDigest[1], preparedWithD + mixedE + chosen)
    let mixedA = SHA256.largeSigma0(upper[0]).named("mixed_a")
    let common = SHA256.majority(upper[0], upper[1], upper[2]).named("common")
    upper[0] <== mux(upperLoads, upperDigest[1], first + mixedA + common)
    for chain in [lower, upper] {
      chain[1] <== chain[0]
      chain[2] <== chain[1]
    }
  }

  private func turnDigest() {
    for (half, newest, turns, adds) in [
      (lowerDigest, lower[0], lowerTurns, lowerAdds), (upperDigest, upper[0], upperTurns, upperAdds),
    ] {
      when(turns) {
        for index in 0..<3 { half[index] <== half[index + 1] }
        half[3] <== half[0] + mux(adds, newest, 0)
      }
    }
  }

  private func count() {
    let isLast = (step == 67).named("is_last")
    step <== mux(isLast, 0, step + 1)
    rests <== isLast
    takesWords <== isLast | takesWords & (step != 15)
    lowerLoads <== (step == 65) | lowerLoads & (step != 1)
    lowerTurns <== (step == 62) | lowerTurns & (step != 2)
    lowerAdds <== (step == 62) | lowerAdds & (step != 66)
    upperLoads <== lowerLoads
    upperTurns <== lowerTurns
    upperAdds <== lowerAdds
  }

  /// The state in which a block is awaited.
  private func restart() {
    step <== 0
    for flag in [takesWords, rests, lowerLoads, upperLoads, lowerTurns, upperTurns] { flag <== true }
    for flag in [lowerAdds, upperAdds] { flag <== false }
  }

  /// H(0), at the places where a block leaves its digest.
  private func initialise() {
    let hash = SHA256.initialHash.map { Bits(UInt64($0), width: 32) }
    for (register, index) in zip(upperDigest + lowerDigest, [3, 2, 1, 0, 6, 5, 4, 7]) { register <== hash[index] }
    // The chains have already taken h, g and d.
    lower[1] <== hash[7]
    lower[0] <== hash[6]
    upper[0] <== hash[3]
  }
}
