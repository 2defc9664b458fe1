import CCallerAddress

// Turns of phrase that properties are made of.

extension Bit {
  /// The consequence holds whenever this does.
  @inline(never) public func implies(_ consequence: Bit) -> Bit {
    let location = caller_address()
    guard let module = Module.current else { return consequence }
    let negated = module.intern(.not, width: 1, [node], at: location)
    return Bit(module.intern(.or, width: 1, [negated, consequence.node], at: location))
  }
}

/// The value that `choice` has in the first cycle after reset, for ever: what is proved of it is proved of every value.
/// Adds the registers `name` and `name_is_chosen` to the module.
public func chosenOnce(_ choice: Bits, _ name: String) -> Bits {
  let isChosen = Reg(reset: false).named("\(name)_is_chosen")
  let kept = Reg(choice.width).named(name)
  when(!isChosen) {
    isChosen <== true
    kept <== choice
  }
  return mux(isChosen, kept, choice)
}

/// Whether an offer that was not taken in the cycle before is still there, with the same payload.
/// Adds the registers `name_waits` and `name_payload_before` to the module.
func offerStays<L: Layout>(_ name: String, valid: Bit, ready: Bit, payload: View<L>) -> Bit {
  let waits = Reg(reset: false).named("\(name)_waits")
  let before = Reg(payload.bits.width).named("\(name)_payload_before")
  waits <== valid & !ready
  before <== payload.bits
  return waits.implies(valid & (payload.bits == before))
}
