import HDL

/// What the key store promises, for one slot, any one: its key is zero when the sweep is over, and later the one that was
/// written last, or zero after it was erased; the flags tell which slots are free.
final class KeyStoreProof: KeyStore {
  let choice: Bits.Input
  /// Cycles since reset, until there was one for each slot.
  private let cycles: Bits.Var
  /// What the slot must hold.
  private let expected: Bits.Var
  /// The slot holds a key.
  private let isUsed = Reg(reset: false)
  /// The slot was read in the cycle before.
  private let wasRead = Reg(reset: false)
  /// As a key of this length.
  private let wasAES256 = Reg(reset: false)
  /// What it had to hold then.
  private let expectedThen: Bits.Var

  override init(_ parameters: UnitParameters) {
    choice = In(parameters.slotBits, "slot that the proof is about")
    cycles = Reg(parameters.slotBits + 1, reset: 0)
    expected = Reg(parameters.keyBits, reset: 0)
    expectedThen = Reg(parameters.keyBits, reset: 0)
    super.init(parameters)
  }

  override func build() {
    super.build()
    let slot = chosenOnce(choice, "watched_slot")
    let isOver = cycles == Bits(UInt64(parameters.keySlots), width: cycles.width)
    when(!isOver) {
      cycles <== cycles + 1
    } otherwise: {
      when((write | erase) & (writeSlot == slot)) {
        expected <== mux(write, writeKey, 0)
        isUsed <== write
      }
    }

    always("ready_after_one_cycle_for_each_slot", ready == isOver)
    always("sweeps_one_slot_in_each_cycle", isOver | (sweepSlot.extended(to: cycles.width) == cycles))
    always("must_hold_zero_until_the_sweep_is_over", isOver | (expected == 0))
    always(
      "swept_slot_holds_what_it_should", (slot.extended(to: cycles.width) < cycles).implies(keys[slot] == expected))
    wasRead <== ready & (readSlot == slot)
    wasAES256 <== readAES256
    if !parameters.aes256 { ignore(wasAES256) }
    expectedThen <== expected
    always("read_gives_what_was_written_last", wasRead.implies(readIsRight))
    always("knows_whether_the_slot_is_used", select(slot, from: used) == isUsed)
    always("full_when_every_slot_is_used", full.implies(isUsed))
    always("the_free_slot_is_free", (!full & (freeSlot == slot)).implies(!isUsed))
    always("no_lower_slot_is_free", (!full & (slot < freeSlot)).implies(isUsed))

    cover("ready", ready)
    cover("full", full)
    cover("erased_after_use", full & erase & (writeSlot == slot))
  }

  /// Key1 and Key2 are the halves of the stored key, or of its lower half.
  private var readIsRight: Bit {
    let read = cat(tweakKey, dataKey)
    guard parameters.aes256 else { return read == expectedThen }
    func short(_ index: Int) -> Bits { expectedThen.bits(from: 128 * index, width: 128).extended(to: 256) }
    return read == mux(wasAES256, expectedThen, cat(short(1), short(0)))
  }
}
