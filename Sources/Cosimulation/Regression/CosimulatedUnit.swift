import HDL
import Hardware
import Simulation

/// Which hardware runs beside the golden model.
public enum CosimulatedUnit: String, CaseIterable, Codable, Sendable {
  /// `encryption_unit`, whose set-up port takes keys in plaintext.
  case encryption
  /// `keyed_encryption_unit`: the unwrap unit stands in front of the set-up port and opens key entries.
  case keyed

  /// The emitted Verilog of the unit with the parameters of `point`.
  public func design(_ point: DesignPoint) throws(ElaborationError) -> VerilogDesign {
    switch self {
    case .encryption: try point.design()
    case .keyed: try Design(KeyedEncryptionUnit(point.parameters)).verilog()
    }
  }

  /// The compiled unit. After every key command the registers of a keyed one are searched, unless `options` ask for another
  /// waveform.
  public func model(
    _ point: DesignPoint, options: SimulationOptions = SimulationOptions(), progress: (String) -> Void = { _ in }
  ) throws -> SimulationModel {
    try model(of: design(point), options: options, progress: progress)
  }

  /// The same for Verilog that was changed.
  package func model(
    of design: VerilogDesign, options: SimulationOptions = SimulationOptions(),
    progress: (String) -> Void = { _ in }
  ) throws(SimulationError) -> SimulationModel {
    let isSearched = self == .keyed && options.waveform == .none
    return try SimulationModel(
      design, options: isSearched ? RegisterSearch.searchable(options) : options, progress: progress)
  }
}
