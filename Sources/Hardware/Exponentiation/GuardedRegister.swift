import HDL

/// A register that is kept twice, the second time inverted: no single flipped bit in it goes unnoticed, and no synthesis
/// makes one of the two.
struct GuardedRegister {
  let value: Bits.Var
  let inverse: Bits.Var

  init(_ width: Int, reset: UInt64 = 0) {
    value = Reg(width, reset: reset)
    inverse = Reg(width, reset: ~reset & (1 << UInt64(width) - 1))
  }

  private init(value: Bits.Var, inverse: Bits.Var) {
    self.value = value
    self.inverse = inverse
  }

  /// The same with names of its own, where it is one of several.
  func named(_ name: String) -> GuardedRegister {
    GuardedRegister(value: value.named(name), inverse: inverse.named("\(name)_inverse"))
  }

  /// The two do not agree.
  var isDamaged: Bit { !(value ^ inverse).all }

  func set(_ next: Bits) {
    value <== next
    inverse <== ~next
  }
}
