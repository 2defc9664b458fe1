import HDL

/// The key store: keys by slot, written by set-up, read by the line engine only, a word at a time. Reset and every erasure
/// start a sweep that overwrites all free slots with zeros; until it ends `ready` is low. SF-18, SF-21.
class KeyStore: Module {
  let write = In("store `writeKey` in `writeSlot`, from the cycle in which this rises until `written`")
  let written = Out("the last word is being stored: the slot is used from the next cycle on")
  let erase = In("`writeSlot` is free from the next cycle on")
  let sweep = In("overwrite every free slot")
  let writeSlot: Bits.Input
  let writeKey: Bits.Input
  let readSlot: Bits.Input
  let readWord: Bits.Input
  let word: Bits.Output
  let ready = Out("no sweep is under way")
  let full = Out("no slot is free")
  let freeSlot: Bits.Output

  let keys: Memory
  let used: [Bit.Var]
  let writeWord: Bits.Var
  let sweeping = Reg(reset: true)
  let sweepAddress: Bits.Var

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    writeSlot = In(parameters.slotBits)
    writeKey = In(parameters.keyBits, "byte 0 in bits 7:0; constant while it is stored").secret()
    readSlot = In(parameters.slotBits)
    readWord = In(parameters.keyWordIndexBits, "which word of the key, the first 0")
    word = Out(parameters.keyWordBits, "one cycle later").secret()
    freeSlot = Out(parameters.slotBits, "free slot with the lowest index")
    keys = Memory(
      depth: parameters.keySlots * parameters.keyWords, width: parameters.keyWordBits, readDuringWrite: .excluded
    ).secret()
    used = (0..<parameters.keySlots).map { _ in Reg(reset: false) }
    writeWord = Reg(parameters.keyWordIndexBits, reset: 0, "which word is stored next")
    sweepAddress = Reg(parameters.slotBits + parameters.keyWordIndexBits, reset: 0)
  }

  override var summary: String {
    """
    \(parameters.keySlots) keys of \(parameters.keyBits) bits, in words of \(parameters.keyWordBits) bits. A sweep overwrites every free slot, a word in each cycle.
    """
  }

  override var latency: Latency? {
    .described(
      "a word is there one cycle after its address; a key is stored in \(parameters.keyWords) cycles; a sweep, also that after reset, takes \(parameters.keySlots * parameters.keyWords)"
    )
  }

  override func build() {
    // Nothing is read while anything is written: after a sweep the word read before it is replaced by what is there now.
    word <== keys.read(cat(readSlot, readWord), enable: !(write | sweeping))
    ready <== !sweeping
    full <== used.dropFirst().reduce(used[0] as Bit) { $0 & $1 }
    freeSlot
      <== used.indices.dropLast().reversed().reduce(Bits(UInt64(used.count - 1), width: parameters.slotBits)) {
        mux(used[$1], $0, Bits(UInt64($1), width: parameters.slotBits))
      }

    let words = (0..<parameters.keyWords).map {
      writeKey.bits(from: $0 * parameters.keyWordBits, width: parameters.keyWordBits)
    }
    let sweepSlot = sweepAddress.bits(from: parameters.keyWordIndexBits, width: parameters.slotBits)
    when(sweeping) {
      when(!select(sweepSlot, from: used)) { keys.write(sweepAddress, 0) }
    } otherwise: {
      when(write) { keys.write(cat(writeSlot, writeWord), select(writeWord, from: words)) }
    }
    written <== write & writeWord.all
    when(write) { writeWord <== writeWord + 1 }
    for (slot, bit) in used.enumerated() {
      when((writeSlot == slot) & (written | erase)) { bit <== written }
    }
    sweeping <== sweep | sweeping & !sweepAddress.all
    sweepAddress <== mux(sweep | !sweeping, 0, sweepAddress + 1)

    assume("one_operation_at_a_time", !(write & erase) & !(write & sweep))
    assume("no_operation_during_the_sweep", !(sweeping & (write | erase)))
  }
}
