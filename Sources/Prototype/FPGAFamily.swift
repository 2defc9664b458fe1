/// A family of FPGAs that the tools know.
public enum FPGAFamily: String, CaseIterable, Sendable {
  case ecp5, ice40

  /// The pass of Yosys that maps a design to the family's cells.
  var synthesis: String { "synth_\(rawValue)" }
}
