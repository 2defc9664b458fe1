import HDL

/// One expanded key, all of it readable at once.
final class RoundKeyRegisters: Module {
  let take = In("`word` is the next of the key")
  let first = In("with `take`: it is the first")
  let aes256 = In("32-byte key, else 16 bytes")
  let word: Bits.Input
  let wipe = In("overwrite every register with zeros")
  let busy = Out("round keys are still to come")
  let roundKeys: [Bits.Output]

  let keys: [Bits.Var]
  let wiped = Reg(reset: false, "wiped in the cycle before")
  let schedule: Instance<KeySchedule>

  init(_ parameters: UnitParameters) {
    word = In(parameters.keyWordBits).secret()
    roundKeys = (0..<parameters.roundKeys).map { _ in Out(128).secret() }
    keys = (0..<parameters.roundKeys).map { _ in Reg(128, reset: 0) }
    schedule = Instance(KeySchedule(parameters))
  }

  override var summary: String { "The round keys of one key (FIPS 197, 5.2), \(keys.count) of them, in registers." }

  override var latency: Latency? { schedule.module.latency }

  override func build() {
    schedule.take <== take
    schedule.first <== first
    schedule.aes256 <== aes256
    schedule.word <== word
    schedule.wipe <== wipe
    busy <== schedule.busy
    for (number, register) in keys.enumerated() {
      roundKeys[number] <== register
      when(wipe) {
        register <== 0
      } otherwise: {
        when(schedule.valid & (schedule.number == number)) { register <== schedule.roundKey }
      }
    }
    wiped <== wipe
    always("wipe_leaves_nothing", !wiped | !keys.dropFirst().reduce(keys[0] as Bits) { $0 | $1 }.any)
  }
}
