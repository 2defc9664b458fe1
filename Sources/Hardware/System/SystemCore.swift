import HDL

/// The processor with its devices, and its parts, emitted under `rtl/` and measured by themselves.
public enum SystemCore: String, CaseIterable, Codable, EmittedCore {
  /// Everything, with the tables of the design point `small` and a retire port.
  case processor
  /// The core alone: pipeline, caches, translation; without a retire port.
  case core
  /// The same with extension C.
  case compressedCore = "core_compressed"
  /// The level-2 cache alone, which `processor` is without.
  case levelTwo = "level_two"

  /// The elaborated system.
  public func elaborate() throws -> Design {
    var parameters = SystemParameters(.small)
    switch self {
    case .processor: return try Design(ProcessorSystem(parameters))
    case .core, .compressedCore:
      parameters.core.retirePort = false
      parameters.core.compressed = self == .compressedCore
      return try Design(ProcessorCore(parameters.core, parameters.memory))
    case .levelTwo: return try Design(LevelTwoCache(LevelTwoParameters()))
    }
  }
}
