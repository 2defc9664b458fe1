import HDL

/// The expanded keys: round keys of the data key from address 0 on, those of the tweak key from 16 on. A wipe, and reset,
/// start a sweep that overwrites every word, one per cycle; until it ends `ready` is low.
final class RoundKeyMemory: Module {
  let write = In("only while `ready`")
  let writeAddress = In(5)
  let writeKey = In(128, "zero while not `ready`: what a sweep writes").secret()
  let read: [Bit.Input]
  let needed: [Bit.Input]
  let readAddress: [Bits.Input]
  let readKey: [Bits.Output]
  let wipe = In("start the sweep")
  let ready = Out("the sweep is over")

  let keys = Memory(depth: 32, width: 128, readDuringWrite: .excluded).secret()
  let sweeping = Reg(reset: true)
  let sweepAddress = Reg(5, reset: 0)

  /// - Parameter readers: number of read ports.
  init(readers: Int) {
    read = (0..<readers).map { _ in In("else the last word stays") }
    needed = (0..<readers).map { _ in In("what is read matters: nothing may write that word at the same time") }
    readAddress = (0..<readers).map { _ in In(5) }
    readKey = (0..<readers).map { _ in Out(128, "one cycle later").secret() }
  }

  override var summary: String {
    "The round keys of both keys of XTS, with \(readKey.count) clocked read port\(readKey.count == 1 ? "" : "s")."
  }

  override var latency: Latency? { .described("reads take 1 cycle, the sweep after reset or wipe 32") }

  override func build() {
    // What nobody needs is read too, unless something is written: so no key stays behind after a sweep.
    let writes = (write | sweeping).named("writes")
    for (index, key) in readKey.enumerated() {
      key <== keys.read(readAddress[index], enable: read[index] & (needed[index] | !writes))
    }
    ready <== !sweeping
    when(writes) { keys.write(mux(sweeping, sweepAddress, writeAddress), writeKey) }
    sweeping <== wipe | sweeping & !sweepAddress.all
    sweepAddress <== mux(wipe | !sweeping, 0, sweepAddress + 1)
    always("written_only_when_ready", !(write & sweeping))
    assume("sweeps_with_zeros", !sweeping | !writeKey.any)
  }
}
