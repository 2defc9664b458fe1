// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

// Declarations read like the ports of a datasheet: `let limit = In(8, "last value before the counter wraps")`.

/// An input port of `width` bits, which changes with the clock of `domain`.
@inline(never) public func In(_ width: Int, _ comment: String = "", on domain: ClockDomain = .main) -> Bits.Input {
  Bits.Input(signal(.input, width, caller_address(), comment: comment, domain: domain))
}
/// An input port of one bit.
@inline(never) public func In(_ comment: String = "", on domain: ClockDomain = .main) -> Bit.Input {
  Bit.Input(signal(.input, 1, caller_address(), comment: comment, domain: domain))
}
/// An output port of `width` bits. With `default`, paths that do not drive it give that value.
@inline(never)
public func Out(_ width: Int, default value: Bits? = nil, _ comment: String = "", on domain: ClockDomain = .main)
  -> Bits.Output
{
  Bits.Output(signal(.output, width, caller_address(), fallback: value?.node, comment: comment, domain: domain))
}
/// An output port of one bit. With `default`, paths that do not drive it give that value.
@inline(never)
public func Out(default value: Bit? = nil, _ comment: String = "", on domain: ClockDomain = .main) -> Bit.Output {
  Bit.Output(signal(.output, 1, caller_address(), fallback: value?.node, comment: comment, domain: domain))
}
/// A combinational signal of `width` bits. With `default`, paths that do not drive it give that value.
@inline(never) public func Wire(_ width: Int, default value: Bits? = nil, _ comment: String = "") -> Bits.Var {
  Bits.Var(signal(.wire, width, caller_address(), fallback: value?.node, comment: comment))
}
/// A combinational signal of one bit. With `default`, paths that do not drive it give that value.
@inline(never) public func Wire(default value: Bit? = nil, _ comment: String = "") -> Bit.Var {
  Bit.Var(signal(.wire, 1, caller_address(), fallback: value?.node, comment: comment))
}
/// A register of `width` bits that keeps its value on paths that do not drive it. Without `reset` it is undefined until
/// first written.
@inline(never)
public func Reg(_ width: Int, reset: UInt64? = nil, _ comment: String = "", on domain: ClockDomain = .main)
  -> Bits.Var
{
  Bits.Var(signal(.register, width, caller_address(), reset: reset, comment: comment, domain: domain))
}
/// A register of one bit.
@inline(never)
public func Reg(reset: Bool? = nil, _ comment: String = "", on domain: ClockDomain = .main) -> Bit.Var {
  Bit.Var(signal(.register, 1, caller_address(), reset: reset.map { $0 ? 1 : 0 }, comment: comment, domain: domain))
}

// MARK: Signed

private func signed(_ node: Node) -> Node {
  node.isSigned = true
  return node
}

/// An input port for a two's complement number.
@inline(never)
public func In(signed width: Int, _ comment: String = "", on domain: ClockDomain = .main) -> Signed.Input {
  Signed.Input(signed(signal(.input, width, caller_address(), comment: comment, domain: domain)))
}
/// An output port for a two's complement number.
@inline(never)
public func Out(
  signed width: Int, default value: Signed? = nil, _ comment: String = "", on domain: ClockDomain = .main
) -> Signed.Output {
  Signed.Output(
    signed(signal(.output, width, caller_address(), fallback: value?.node, comment: comment, domain: domain)))
}
/// A combinational signal that is a two's complement number.
@inline(never) public func Wire(signed width: Int, default value: Signed? = nil, _ comment: String = "") -> Signed.Var {
  Signed.Var(signed(signal(.wire, width, caller_address(), fallback: value?.node, comment: comment)))
}
/// A register for a two's complement number.
@inline(never)
public func Reg(signed width: Int, reset: Int64? = nil, _ comment: String = "", on domain: ClockDomain = .main)
  -> Signed.Var
{
  let value = reset.map { UInt64(bitPattern: $0) }
  return Signed.Var(signed(signal(.register, width, caller_address(), reset: value, comment: comment, domain: domain)))
}
