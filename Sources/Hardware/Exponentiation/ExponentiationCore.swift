import HDL

/// An exponentiation unit that stands alone: emitted under `rtl/` and measured.
public enum ExponentiationCore: String, CaseIterable, Codable, EmittedCore {
  /// Words of 64 bits, moduli up to 4096 bits, private keys of 2048 and 3072 bits.
  case exponentiator

  /// The elaborated unit.
  public func elaborate() throws(ElaborationError) -> Design { try Self.elaborate(ExponentiationParameters()) }

  /// A unit of other sizes, elaborated.
  /// - Parameter parameters: without a `problem`.
  public static func elaborate(_ parameters: ExponentiationParameters) throws(ElaborationError) -> Design {
    try Design(Exponentiator(parameters))
  }
}
