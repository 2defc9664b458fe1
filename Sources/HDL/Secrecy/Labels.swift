import CCallerAddress

// Declarations are public unless they say `secret()`. Everything between them is inferred: whatever is computed from a
// secret, or chosen or enabled by one, is secret. A secret that reaches a public port is an error.

extension Bit {
  /// Declares that the value may be secret.
  public func secret() -> Self {
    node.isSecret = true
    return self
  }
}
extension Bits {
  /// Declares that the value may be secret.
  public func secret() -> Self {
    node.isSecret = true
    return self
  }
}
extension Signed {
  /// Declares that the value may be secret.
  public func secret() -> Self {
    node.isSecret = true
    return self
  }
}
extension Enum {
  /// Declares that the value may be secret.
  public func secret() -> Self {
    node.isSecret = true
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
extension View {
  /// Declares that every field may be secret.
  public func secret() -> Self {
    for (_, node) in leaves { node.isSecret = true }
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
  return module.identity(.declassify, node, at: location) { $0.note = why }
}
