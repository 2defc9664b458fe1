import HDL

/// A random source that stands alone: emitted under `rtl/` and measured by itself.
public enum RandomCore: String, CaseIterable, Codable, EmittedCore {
  /// The register `seed`, for a noise source of which half a bit per sample is claimed.
  case seed

  /// The elaborated core.
  public func elaborate() throws -> Design { try Design(SeedRegister(.standard)) }
}
