import HDL

/// What the key store promises, for one word of one slot, any one: while the slot is used it is that of the key that was
/// stored last; after a sweep it is zero while the slot is free; reading gives what is there; the flags tell which slots
/// are free.
final class KeyStoreProof: KeyStore {
  let slotChoice: Bits.Input
  let wordChoice: Bits.Input
  /// The slot holds a key.
  private let isUsed = Reg(reset: false)
  /// The key.
  private let stored: Bits.Var
  /// What the word must be, once something has been written there.
  private let expected: Bits.Var
  private let isKnown = Reg(reset: false)
  /// No slot was erased since the last sweep.
  private let isSwept = Reg(reset: false)
  private let wasReady = Reg(reset: false)
  /// What was on the ports in the cycle before.
  private let lastKey: Bits.Var
  private let lastSlot: Bits.Var
  private let wasStoring = Reg(reset: false)
  private let wasRead = Reg(reset: false)
  private let expectedThen: Bits.Var

  override init(_ parameters: UnitParameters) {
    slotChoice = In(parameters.slotBits, "slot that the proof is about")
    wordChoice = In(parameters.keyWordIndexBits, "word that the proof is about")
    stored = Reg(parameters.keyBits, reset: 0)
    expected = Reg(parameters.keyWordBits, reset: 0)
    lastKey = Reg(parameters.keyBits, reset: 0)
    lastSlot = Reg(parameters.slotBits, reset: 0)
    expectedThen = Reg(parameters.keyWordBits, reset: 0)
    super.init(parameters)
  }

  override func build() {
    super.build()
    let slot = chosenOnce(slotChoice, "watched_slot")
    let number = chosenOnce(wordChoice, "watched_word")
    let address = cat(slot, number)
    func word(of key: Bits) -> Bits {
      let width = parameters.keyWordBits
      return select(number, from: (0..<parameters.keyWords).map { key.bits(from: $0 * width, width: width) })
    }

    // The surroundings store a key in one go, and hold it meanwhile.
    lastKey <== writeKey
    lastSlot <== writeSlot
    wasStoring <== write & !written
    assume("stored_in_one_go", wasStoring.implies(write & (writeKey == lastKey) & (writeSlot == lastSlot)))
    always("knows_whether_a_key_is_being_stored", wasStoring == writeWord.any)
    let inWork = (wasStoring & (lastSlot == slot)).named("in_work")

    when(sweeping) {
      when((sweepAddress == address) & !isUsed) {
        expected <== 0
        isKnown <== true
      }
    } otherwise: {
      when(write & (writeSlot == slot) & (writeWord == number)) {
        expected <== word(of: writeKey)
        isKnown <== true
      }
    }
    when((written | erase) & (writeSlot == slot)) { isUsed <== written }
    when(written & (writeSlot == slot)) { stored <== writeKey }
    wasReady <== ready
    let swept = (isSwept | ready & !wasReady).named("swept")
    isSwept <== swept & !erase

    always("holds_what_was_written", isKnown.implies(keys[address] == expected))
    always(
      "holds_the_words_stored_so_far",
      (inWork & (number < writeWord)).implies(isKnown & (expected == word(of: lastKey))))
    always("used_slot_holds_its_key", (isUsed & !inWork).implies(isKnown & (expected == word(of: stored))))
    let isZero = isKnown & (expected == 0)
    always("zero_behind_the_sweep", (sweeping & !isUsed & (address < sweepAddress)).implies(isZero))
    always("free_slot_is_zero_after_a_sweep", (ready & swept & !isUsed & !inWork).implies(isZero))
    always("nothing_is_stored_during_a_sweep", !(sweeping & wasStoring))

    wasRead <== !(write | sweeping) & (readSlot == slot) & (readWord == number) & isKnown
    expectedThen <== expected
    always("reads_what_is_there", wasRead.implies(self.word == expectedThen))
    always("knows_whether_the_slot_is_used", select(slot, from: used) == isUsed)
    always("full_when_every_slot_is_used", full.implies(isUsed))
    always("the_free_slot_is_free", (!full & (freeSlot == slot)).implies(!isUsed))
    always("no_lower_slot_is_free", (!full & (slot < freeSlot)).implies(isUsed))

    cover("ready", ready)
    cover("used", isUsed)
    cover("erased_after_use", isUsed & erase & (writeSlot == slot))
    cover("swept_after_use", isSwept & !isUsed & stored.any)
  }
}
