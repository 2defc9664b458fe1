import HDL

/// Expands an AES key into its round keys. FIPS 197, 5.2. `rounds per cycle` round keys appear in every cycle after
/// `start`, in order, so that an encryption may follow one cycle behind; all are there when `busy` falls.
final class KeySchedule: Module {
  let start = In("load `key` and begin")
  let aes256 = In("32-byte key, else 16 bytes")
  let key: Bits.Input
  let wipe = In("overwrite every register with zeros")
  let busy = Out()
  let roundKeys: [Bits.Output]

  let keys: [Bits.Var]
  let previous = Reg(128, reset: 0, "newest round key")
  /// Only a 32-byte key needs it.
  let beforePrevious: Bits.Var?
  /// With two round keys a cycle AES-256 counts past its last one to 16, which four bits would take for 0.
  let index = Reg(5, reset: 0, "number of the next round key")
  let constant = Reg(8, reset: 0, "round constant")
  let running = Reg(reset: false)
  let wiped = Reg(reset: false, "wiped in the cycle before")

  let parameters: UnitParameters
  let substitution: [[Instance<AESSubstitution>]]

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    key = In(parameters.keyBits / 2, "byte 0 in bits 7:0").secret()
    roundKeys = (0..<parameters.roundKeys).map { _ in Out(128).secret() }
    keys = (0..<parameters.roundKeys).map { _ in Reg(128, reset: 0) }
    beforePrevious = parameters.aes256 ? Reg(128, reset: 0, "the round key before `previous`") : nil
    substitution = (0..<parameters.roundsPerCycle).map { _ in (0..<4).map { _ in Instance(AESSubstitution()) } }
  }

  override var summary: String {
    """
    AES key expansion (FIPS 197, 5.2): \(parameters.roundsPerCycle) round key\(parameters.roundsPerCycle == 1 ? "" : "s") per cycle after `start`, kept until the next start.
    """
  }

  override var latency: Latency? {
    let short = 10 / parameters.roundsPerCycle + 1
    guard parameters.aes256 else { return .cycles(short, "from start until `busy` falls") }
    let long = (13 + parameters.roundsPerCycle - 1) / parameters.roundsPerCycle + 1
    return .cycles(short...long, "from start until `busy` falls: \(short) with AES-128, \(long) with AES-256")
  }

  override func build() {
    for (port, register) in zip(roundKeys, keys) { port <== register }
    busy <== running

    var newest: Bits = previous
    var older: Bits = beforePrevious ?? previous
    var number: Bits = index
    var rcon: Bits = constant
    var produced: [(number: Bits, key: Bits)] = []
    for (step, boxes) in substitution.enumerated() {
      // With a 32-byte key every second round key is made without rotation and constant.
      let simple = (aes256 & number[0]).named("simple_\(step)")
      let last = newest.bits(from: 96, width: 32)
      let word = mux(simple, last, cat(last[0...7], last[8...31])).named("word_\(step)")
      for (byte, box) in boxes.enumerated() {
        box.value <== word.bits(from: 8 * byte, width: 8)
        box.decrypt <== false
      }
      let substituted = cat(boxes.map { $0.result }.reversed())
      let mask = substituted ^ mux(simple, Bits(0, width: 32), rcon.extended(to: 32))
      let base = parameters.aes256 ? mux(aes256, older, newest).named("base_\(step)") : newest
      var words = [(base.bits(from: 0, width: 32) ^ mask).named("word_\(step)_0")]
      for column in 1..<4 {
        words.append((base.bits(from: 32 * column, width: 32) ^ words[column - 1]).named("word_\(step)_\(column)"))
      }
      let made = cat(words.reversed()).named("made_\(step)")
      produced.append((number, made))
      older = newest
      newest = made
      rcon = mux(simple, rcon, rcon.shiftedLeft(by: 1) ^ mux(rcon[7], Bits(0x1b, width: 8), 0)).named(
        "constant_\(step)")
      number = (number + 1).named("index_\(step)")
    }
    let rounds = mux(aes256, Bits(14, width: 5), 10)

    wiped <== wipe
    let remains = (keys + [previous] + (beforePrevious.map { [$0] } ?? [])).map { $0.any }
    always("wipe_leaves_nothing", !wiped | !(remains.reduce(running) { $0 | $1 }))

    when(wipe) {
      for register in keys { register <== 0 }
      previous <== 0
      if let beforePrevious { beforePrevious <== 0 }
      running <== false
    } otherwise: {
      when(start) {
        let low = key.bits(from: 0, width: 128)
        if parameters.aes256 {
          let high = key.bits(from: 128, width: 128)
          if let beforePrevious { beforePrevious <== low }
          previous <== mux(aes256, high, low)
          index <== mux(aes256, Bits(2, width: 5), 1)
          keys[1] <== high
        } else {
          previous <== low
          index <== 1
        }
        keys[0] <== low
        constant <== 1
        running <== true
      } otherwise: {
        when(running) {
          previous <== newest
          if let beforePrevious { beforePrevious <== older }
          index <== number
          constant <== rcon
          let complete = produced.map { $0.number == rounds }
          running <== !complete.dropFirst().reduce(complete[0]) { $0 | $1 }
          for (slot, register) in keys.enumerated() where slot > 0 {
            // Of the keys made in one cycle at most one has this number.
            let mine = produced.map { ($0.number == slot, $0.key) }
            when(mine.dropFirst().reduce(mine[0].0) { $0 | $1.0 }) {
              register <== mine.dropFirst().reduce(mine[0].1) { mux($1.0, $1.1, $0) }
            }
          }
        }
      }
    }
  }
}
