import HDL

/// One AES data path in one direction that performs several rounds in a clock cycle, and holds a result while the next
/// block is in work.
final class UnrolledLane: Module {
  let operation = Sink(CipherBlock())
  let result = Source(CipheredBlock())
  let aes256 = In("14 rounds, else 10; constant while a block is in work")
  let roundKeys: [Bits.Input]
  let wipe = In("overwrite every register with zeros; only while `idle`")
  let idle = Out("no block is in work")

  let running = Reg(reset: false, "`state` holds a block in work")
  let pass = Reg(3, reset: 0, "passes made")
  let state = Reg(128, reset: 0)
  let mask = Reg(128, reset: 0)
  let full = Reg(reset: false, "`finished` holds a result")
  let finished = Reg(128, reset: 0)
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let rounds: [Instance<AESRound>]
  let direction: CipherDirection
  let parameters: UnitParameters

  /// - Parameters:
  ///   - direction: one of the two, not both.
  ///   - roundsPerCycle: 2 or 5.
  init(_ parameters: UnitParameters, _ direction: CipherDirection, roundsPerCycle: Int) {
    self.parameters = parameters
    self.direction = direction
    roundKeys = (0..<parameters.roundKeys).map { _ in In(128).secret() }
    rounds = (0..<roundsPerCycle).map { _ in Instance(AESRound(direction)) }
    super.init(name: "\(direction.prefix)lane_\(roundsPerCycle)")
  }

  override var summary: String {
    "AES \(direction == .encryption ? "encryption" : "decryption") with \(rounds.count) rounds in a cycle: result = AES(block ^ mask) ^ mask."
  }

  override var latency: Latency? {
    let short = passes(10) + 1
    guard parameters.aes256 else { return .cycles(short, "from operation to result") }
    let long = passes(14) + 1
    return .cycles(short...long, "from operation to result: \(short) with AES-128, \(long) with AES-256")
  }

  /// Passes through the rounds that a block needs.
  private func passes(_ count: Int) -> Int { (count + rounds.count - 1) / rounds.count }

  /// Round counts with the condition under which they hold.
  private var sizes: [(count: Int, holds: Bit)] {
    parameters.aes256 ? [(10, !aes256), (14, aes256)] : [(10, true)]
  }

  override func build() {
    var current: Bits = state
    var after: [Bits] = []
    for (position, round) in rounds.enumerated() {
      round.state <== current
      round.key <== key(at: position).named("key_\(position)")
      round.last
        <== any(
          sizes.map { size in
            (size.count - 1) % rounds.count == position ? size.holds & (pass == passes(size.count) - 1) : false
          })
      current = round.next
      after.append(current)
    }
    let isLastPass = any(sizes.map { $0.holds & (pass == passes($0.count) - 1) }).named("is_last_pass")
    let last10 = after[9 % rounds.count]
    let made = parameters.aes256 ? mux(aes256, after[13 % rounds.count], last10) : last10

    let ends = (running & isLastPass & (!full | result.ready)).named("ends")
    operation.ready <== !running | ends
    result.valid <== full
    result.payload.block <== finished
    idle <== !running & !full

    let encryptionKey = roundKeys[0]
    let decryptionKey = parameters.aes256 ? mux(aes256, roundKeys[14], roundKeys[10]) : roundKeys[10]
    let firstKey = direction == .encryption ? encryptionKey : decryptionKey
    running <== operation.fire | running & !ends
    full <== ends | full & !result.ready
    when(wipe) {
      state <== 0
      mask <== 0
      finished <== 0
    } otherwise: {
      when(operation.fire) {
        pass <== 0
        state <== operation.payload.block ^ operation.payload.mask ^ firstKey
        mask <== operation.payload.mask
      } otherwise: {
        when(running & !isLastPass) {
          pass <== pass + 1
          state <== current
        }
      }
      when(ends) { finished <== made ^ mask }
    }
    ignore(operation.payload.decrypt)
    if !parameters.aes256 { ignore(aes256) }
    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !(state | mask | finished).any)
    always("wipes_only_when_idle", !wipe | idle)
  }

  /// The key of the round at a position, by the pass and the size of the key.
  private func key(at position: Int) -> Bits {
    let lists = sizes.map { size in
      (0..<passes(size.count)).map { pass -> Bits in
        let number = 1 + position + rounds.count * pass
        // Behind the last round nothing is used.
        let used = min(number, size.count)
        return roundKeys[direction == .encryption ? used : size.count - used]
      }
    }
    let keys = lists.map { select(pass, from: $0) }
    return keys.count == 1 ? keys[0] : mux(aes256, keys[1], keys[0])
  }

  private func any(_ bits: [Bit]) -> Bit { bits.dropFirst().reduce(bits[0]) { $0 | $1 } }
}
