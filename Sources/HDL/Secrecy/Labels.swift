import CCallerAddress

// Declarations are public unless they say `secret()`. Everything between them is inferred: whatever is computed from a
// secret, or chosen or enabled by one, is secret. A secret that reaches a public port is an error.

// One protocol rather than a method of each class: the compiler loses the place of a declaration whose last call gives
// back the `Self` of a class.

/// What can be declared secret: values, and records of values.
public protocol Labelled: Hardware {}
extension Bit: Labelled {}
extension Bits: Labelled {}
extension Signed: Labelled {}
extension Enum: Labelled {}
extension View: Labelled {}

extension Labelled {
  /// Declares that the value, or every field of the record, may be secret.
  public func secret() -> Self {
    for (_, node) in (self as? any Declared)?.leaves ?? [] { node.isSecret = true }
    return self
  }
}
extension Field {
  /// Declares that the field may be secret, in every record of the layout.
  public func secret() -> Self {
    isSecret = true
    return self
  }
}
extension Memory {
  /// Declares that the contents may be secret.
  public func secret() -> Self {
    isSecret = true
    return self
  }
}

/// The value as a public one. This is the only way out for a secret: say why nothing can be learnt from it, or why it is
/// meant to be known, for example `"ciphertext"`. An audit lists every use.
@inline(never) public func declassify(_ value: Bits, _ why: String) -> Bits {
  Bits(declassified(value.node, why, caller_address()))
}
/// The bit as a public one.
@inline(never) public func declassify(_ value: Bit, _ why: String) -> Bit {
  Bit(declassified(value.node, why, caller_address()))
}
/// The number as a public one.
@inline(never) public func declassify(_ value: Signed, _ why: String) -> Signed {
  Signed(declassified(value.node, why, caller_address()))
}
/// The case as a public one.
@inline(never) public func declassify<E: HardwareEnum>(_ value: Enum<E>, _ why: String) -> Enum<E> {
  Enum<E>(declassified(value.node, why, caller_address()))
}

private func declassified(_ node: Node, _ why: String, _ location: UInt) -> Node {
  guard let module = Module.current else { return node }
  let result = module.identity(.declassify, node, at: location) { $0.note = why }
  module.definition.declassified.append(result)
  return result
}
