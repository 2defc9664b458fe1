import CCallerAddress

// The fields of a control register: `rw(0)` is one bit, `rw(4...7)` several, `rw(4...5, Mode.self)` an enum.

// MARK: readWrite

/// A bit that software reads and writes.
@inline(never)
public func rw(_ bit: Int, reset: Bool = false, _ comment: String = "") -> ControlField<ControlSide.Reads, Bit> {
  ControlField(.readWrite, bit...bit, reset: reset ? 1 : 0, comment, caller_address())
}
/// Bits that software reads and writes.
@inline(never)
public func rw(_ bits: ClosedRange<Int>, reset: UInt64 = 0, _ comment: String = "") -> ControlField<
  ControlSide.Reads, Bits
> {
  ControlField(.readWrite, bits, reset: reset, comment, caller_address())
}
/// An enum that software reads and writes. Codes without a case are not taken.
@inline(never)
public func rw<E: HardwareEnum>(
  _ bits: ClosedRange<Int>, _ type: E.Type, reset: E, _ comment: String = ""
) -> ControlField<ControlSide.Reads, Enum<E>> {
  ControlField(.readWrite, bits, reset: UInt64(reset.code), enumeration: E.enumeration, comment, caller_address())
}

// MARK: writeOnly

/// A bit that software writes and reads as 0.
@inline(never)
public func wo(_ bit: Int, reset: Bool = false, _ comment: String = "") -> ControlField<ControlSide.Reads, Bit> {
  ControlField(.writeOnly, bit...bit, reset: reset ? 1 : 0, comment, caller_address())
}
/// Bits that software writes and reads as 0.
@inline(never)
public func wo(_ bits: ClosedRange<Int>, reset: UInt64 = 0, _ comment: String = "") -> ControlField<
  ControlSide.Reads, Bits
> {
  ControlField(.writeOnly, bits, reset: reset, comment, caller_address())
}
/// An enum that software writes and reads as 0. Codes without a case are not taken.
@inline(never)
public func wo<E: HardwareEnum>(
  _ bits: ClosedRange<Int>, _ type: E.Type, reset: E, _ comment: String = ""
) -> ControlField<ControlSide.Reads, Enum<E>> {
  ControlField(.writeOnly, bits, reset: UInt64(reset.code), enumeration: E.enumeration, comment, caller_address())
}

// MARK: readOnly

/// A bit that the hardware drives and software reads.
@inline(never)
public func ro(_ bit: Int, _ comment: String = "") -> ControlField<ControlSide.Drives, Bit> {
  ControlField(.readOnly, bit...bit, comment, caller_address())
}
/// Bits that the hardware drives and software reads.
@inline(never)
public func ro(_ bits: ClosedRange<Int>, _ comment: String = "") -> ControlField<ControlSide.Drives, Bits> {
  ControlField(.readOnly, bits, comment, caller_address())
}
/// An enum that the hardware drives and software reads.
@inline(never)
public func ro<E: HardwareEnum>(
  _ bits: ClosedRange<Int>, _ type: E.Type, _ comment: String = ""
) -> ControlField<ControlSide.Drives, Enum<E>> {
  ControlField(.readOnly, bits, enumeration: E.enumeration, comment, caller_address())
}

// MARK: writeOneToClear

/// A bit that the hardware sets and software clears by writing 1: an event that must not be missed.
@inline(never)
public func w1c(_ bit: Int, reset: Bool = false, _ comment: String = "") -> ControlField<ControlSide.Sets, Bit> {
  ControlField(.writeOneToClear, bit...bit, reset: reset ? 1 : 0, comment, caller_address())
}
/// Bits that the hardware sets and software clears by writing 1 to them.
@inline(never)
public func w1c(_ bits: ClosedRange<Int>, reset: UInt64 = 0, _ comment: String = "") -> ControlField<
  ControlSide.Sets, Bits
> {
  ControlField(.writeOneToClear, bits, reset: reset, comment, caller_address())
}

// MARK: writeOneToSet

/// A bit that software sets by writing 1 and the hardware clears: a request until it is done.
@inline(never)
public func w1s(_ bit: Int, reset: Bool = false, _ comment: String = "") -> ControlField<ControlSide.Clears, Bit> {
  ControlField(.writeOneToSet, bit...bit, reset: reset ? 1 : 0, comment, caller_address())
}
/// Bits that software sets by writing 1 to them and the hardware clears.
@inline(never)
public func w1s(_ bits: ClosedRange<Int>, reset: UInt64 = 0, _ comment: String = "") -> ControlField<
  ControlSide.Clears, Bits
> {
  ControlField(.writeOneToSet, bits, reset: reset, comment, caller_address())
}

// MARK: command

/// A bit that is high for one cycle after software writes 1 to it.
@inline(never)
public func command(_ bit: Int, _ comment: String = "") -> ControlField<ControlSide.Reads, Bit> {
  ControlField(.command, bit...bit, comment, caller_address())
}
/// Bits that are high for one cycle after software writes 1 to them.
@inline(never)
public func command(_ bits: ClosedRange<Int>, _ comment: String = "") -> ControlField<ControlSide.Reads, Bits> {
  ControlField(.command, bits, comment, caller_address())
}

// MARK: constant

/// A number that software reads, for example a version.
@inline(never)
public func constant(_ bits: ClosedRange<Int>, _ value: UInt64, _ comment: String = "") -> ControlField<
  ControlSide.None, Bits
> {
  ControlField(.constant, bits, reset: value, comment, caller_address())
}
