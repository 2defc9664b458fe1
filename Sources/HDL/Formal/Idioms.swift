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
