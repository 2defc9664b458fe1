import HDL

/// An encryption unit with its unwrap unit, emitted under `rtl/` and measured by itself.
public enum KeyedCore: String, CaseIterable, Codable, EmittedCore {
  /// Default tables, an exponentiator with words of 64 bits.
  case keyed

  /// The elaborated core.
  public func elaborate() throws(ElaborationError) -> Design {
    try Design(KeyedEncryptionUnit(DesignPoint.small.parameters))
  }
}
