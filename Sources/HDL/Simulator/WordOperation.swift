/// What one vertex of the simulator's graph computes: a word of at most 64 bits from other words. Bits at and above a
/// word's width are zero; operations whose result could have more take a mask.
enum WordOperation: UInt8, Sendable {
  /// A fixed number.
  case constant
  /// An input, or a word of a register: set from outside the graph.
  case source
  /// The value of a word on which it depends itself, through other bits. See `Schedule`.
  case feedback
  case and, or, xor
  /// a + b + c and a - b - c, where c is a carry or borrow of one bit.
  case add, subtract
  /// The carry out of a + b + c, the borrow out of a - b - c.
  case carry, borrow
  case multiply
  case equal, notEqual, less, lessOrEqual
  /// b if a, else c.
  case multiplex
  /// Bits of `a` from position `value`.
  case field
  /// Bits of several words side by side, and a constant. `list`: for each part word, low, width, position.
  case gather
  case parity
  /// Entry a of table `list`; the last beyond it.
  case table
  /// Word a of `list`; the last beyond it.
  case pick
  /// Word `value` of memory `list` at address a; zero beyond the depth.
  case memoryRead
  /// a shifted by b; the arithmetic shift takes the position of the sign from `value`.
  case shiftLeft, shiftRight, shiftRightArithmetic
  /// One word of a wide value shifted by a. `list`: what comes in, then the words, those first from where it comes;
  /// `value`: which word.
  case shiftWide, shiftWideRight
  /// The words of a product. `list`: those of the first factor, then as many of the second.
  case multiplyWide
  /// Word `value` of the product a.
  case part
}

/// The arithmetic that is more than an operator. Everything that computes words, at compile time and in the cycle, uses it.
enum WordArithmetic {
  @inline(__always) static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) &- 1 }

  @inline(__always) static func flag(_ value: Bool) -> UInt64 { value ? 1 : 0 }

  @inline(__always) static func carry(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    let (sum, first) = a.addingReportingOverflow(b)
    let (_, second) = sum.addingReportingOverflow(c)
    return flag(first) | flag(second)
  }

  @inline(__always) static func borrow(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    let (difference, first) = a.subtractingReportingOverflow(b)
    let (_, second) = difference.subtractingReportingOverflow(c)
    return flag(first) | flag(second)
  }

  @inline(__always) static func multiplex(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    c ^ ((b ^ c) & (0 &- a))
  }

  @inline(__always) static func rotate(_ a: UInt64, _ count: UInt32) -> UInt64 {
    a &<< UInt64(count) | a &>> UInt64(0 &- count & 63)
  }

  @inline(__always) static func parity(_ a: UInt64) -> UInt64 { UInt64(truncatingIfNeeded: a.nonzeroBitCount) & 1 }

  @inline(__always) static func shiftLeft(_ a: UInt64, _ b: UInt64) -> UInt64 { b < 64 ? a &<< b : 0 }

  @inline(__always) static func shiftRight(_ a: UInt64, _ b: UInt64) -> UInt64 { b < 64 ? a &>> b : 0 }

  /// `sign` is the value of the sign bit.
  @inline(__always) static func shiftRightArithmetic(_ a: UInt64, _ b: UInt64, sign: UInt64) -> UInt64 {
    let extended = Int64(truncatingIfNeeded: (a ^ sign) &- sign)
    return UInt64(bitPattern: extended &>> Int64(truncatingIfNeeded: min(b, 63)))
  }
}
