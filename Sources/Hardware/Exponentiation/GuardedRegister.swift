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

  /// The two do not agree.
  var isDamaged: Bit { !(value ^ inverse).all }

  func set(_ next: Bits) {
    value <== next
    inverse <== ~next
  }
}
