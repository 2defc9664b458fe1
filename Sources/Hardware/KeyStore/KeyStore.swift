import HDL

/// The key store: keys by slot, written by set-up, read by the line engine only. After reset every slot is overwritten
/// with zeros; until then `ready` is low. SF-18, SF-21.
class KeyStore: Module {
  let write = In("store `writeKey` in `writeSlot` and mark the slot used")
  let erase = In("overwrite `writeSlot` with zeros and mark it free")
  let writeSlot: Bits.Input
  let writeKey: Bits.Input
  let readSlot: Bits.Input
  let readAES256 = In("the key there has twice 32 bytes, else twice 16")
  let dataKey: Bits.Output
  let tweakKey: Bits.Output
  let ready = Out("the sweep after reset is over")
  let full = Out("no slot is free")
  let freeSlot: Bits.Output

  let keys: Memory
  let used: [Bit.Var]
  let sweeping = Reg(reset: true)
  let sweepSlot: Bits.Var
  let readData: Bits.Var
  let readTweak: Bits.Var

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    writeSlot = In(parameters.slotBits)
    writeKey = In(parameters.keyBits, "byte 0 in bits 7:0").secret()
    readSlot = In(parameters.slotBits)
    let half = parameters.keyBits / 2
    dataKey = Out(half, "Key1 of IEEE 1619 in `readSlot` one cycle before").secret()
    tweakKey = Out(half, "Key2").secret()
    readData = Reg(half, reset: 0).secret()
    readTweak = Reg(half, reset: 0).secret()
    freeSlot = Out(parameters.slotBits, "free slot with the lowest index")
    keys = Memory(depth: parameters.keySlots, width: parameters.keyBits).secret()
    used = (0..<parameters.keySlots).map { _ in Reg(reset: false) }
    sweepSlot = Reg(parameters.slotBits, reset: 0)
  }

  override var summary: String {
    "\(parameters.keySlots) keys of \(parameters.keyBits) bits. Reset starts a sweep that overwrites every slot, one per cycle."
  }

  override var latency: Latency? {
    .described(
      "a key is there one cycle after its slot; after reset the store is ready after \(parameters.keySlots) cycles")
  }

  override func build() {
    // Key1 and Key2 lie one behind the other; a shorter key leaves the upper half of the word unused.
    let key = keys[readSlot].named("key")
    let half = parameters.keyBits / 2
    if parameters.aes256 {
      let quarter = half / 2
      readData <== mux(readAES256, key[0...half - 1], key[0...quarter - 1].extended(to: half))
      readTweak <== mux(readAES256, key[half...2 * half - 1], key[quarter...half - 1].extended(to: half))
    } else {
      readData <== key[0...half - 1]
      readTweak <== key[half...2 * half - 1]
      ignore(readAES256)
    }
    dataKey <== readData
    tweakKey <== readTweak
    ready <== !sweeping
    full <== used.dropFirst().reduce(used[0] as Bit) { $0 & $1 }
    freeSlot
      <== used.indices.dropLast().reversed().reduce(Bits(UInt64(used.count - 1), width: parameters.slotBits)) {
        mux(used[$1], $0, Bits(UInt64($1), width: parameters.slotBits))
      }
    let changes = (write | erase).named("changes")
    when(sweeping) {
      keys.write(sweepSlot, 0)
      sweepSlot <== sweepSlot + 1
      when(sweepSlot == parameters.keySlots - 1) { sweeping <== false }
    } otherwise: {
      when(changes) { keys.write(writeSlot, mux(erase, 0, writeKey)) }
    }
    for (slot, bit) in used.enumerated() {
      when(changes & (writeSlot == slot)) { bit <== write }
    }
    assume("one_operation_at_a_time", !(write & erase))
    assume("no_operation_during_the_sweep", !(sweeping & changes))
  }
}
