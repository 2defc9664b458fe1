import HDL

/// One AES data path of the line engine: takes a 16-byte block with its tweak, performs all rounds, and holds the result
/// until it is taken. XTS: result = AES(block ^ tweak) ^ tweak. IEEE 1619, 5.3.2.
final class Lane: Module {
  enum Phase: HardwareEnum { case idle, running, done }

  let start = In("take `block` and `tweak`; only while idle")
  let block = In(128).secret()
  let tweak = In(128).secret()
  let decrypt = In("constant from start to taken")
  let aes256 = In("14 rounds, else 10; constant from start to taken")
  let roundKeys: [Bits.Input]
  let taken = In("the result has been taken")
  let wipe = In("overwrite every register with zeros")
  let idle = Out()
  let done = Out("`result` is valid")
  let result = Out(128).secret()

  let phase = Reg(reset: Phase.idle)
  let state = Reg(128, reset: 0)
  let mask = Reg(128, reset: 0, "tweak of the block in work")
  let round = Reg(4, reset: 0, "number of the next round")
  let keyIndex = Reg(4, reset: 0, "its round key")

  let wiped = Reg(reset: false, "wiped in the cycle before")

  let parameters: UnitParameters
  let rounds: [Instance<AESRound>]

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    roundKeys = (0..<parameters.roundKeys).map { _ in In(128).secret() }
    rounds = (0..<parameters.roundsPerCycle).map { _ in Instance(AESRound()) }
  }

  override var summary: String {
    """
    One AES data path with XTS whitening: result = AES(block ^ tweak) ^ tweak (IEEE 1619, 5.3.2 and 5.4.2).
    """
  }

  override var latency: Latency? {
    let short = 10 / parameters.roundsPerCycle + 1
    guard parameters.aes256 else { return .cycles(short, "from start to done") }
    let long = 14 / parameters.roundsPerCycle + 1
    return .cycles(short...long, "from start to done: \(short) with AES-128, \(long) with AES-256")
  }

  override func build() {
    idle <== phase == .idle
    done <== phase == .done
    result <== state ^ mask

    let lastRound = parameters.aes256 ? mux(aes256, Bits(14, width: 4), 10).named("last_round") : Bits(10, width: 4)
    func step(_ index: Bits) -> Bits { mux(decrypt, index - 1, index + 1) }

    var current: Bits = state
    var number: Bits = round
    var index: Bits = keyIndex
    for (position, aesRound) in rounds.enumerated() {
      aesRound.state <== current
      aesRound.key <== select(index, from: roundKeys).named("key_\(position)")
      aesRound.decrypt <== decrypt
      aesRound.last <== number == lastRound
      current = aesRound.next
      number = (number + 1).named("round_after_\(position)")
      index = step(index).named("key_index_after_\(position)")
    }

    let firstKey = mux(
      decrypt, parameters.aes256 ? mux(aes256, roundKeys.last ?? 0, roundKeys[10]) : roundKeys[10], roundKeys[0])
    when(wipe) {
      phase <== .idle
      state <== 0
      mask <== 0
    } otherwise: {
      match(phase) {
        switch $0 {
        case .idle:
          when(start) {
            state <== block ^ tweak ^ firstKey
            mask <== tweak
            round <== 1
            keyIndex <== step(mux(decrypt, lastRound, 0))
            phase <== .running
          }
        case .running:
          state <== current
          round <== number
          keyIndex <== index
          when(lastRound < number) { phase <== .done }
        case .done:
          when(taken) { phase <== .idle }
        }
      }
    }
    if !parameters.aes256 { ignore(aes256) }
    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | ((phase == .idle) & !(state | mask).any))
    always("starts_only_when_idle", !start | (phase == .idle))
    always("taken_only_when_done", !taken | (phase == .done))
  }
}
