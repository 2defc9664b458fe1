/// Why a simulation in this process could not go on, or what it was asked for in vain.
public enum CycleSimulationError: Error, Equatable, Sendable {
  /// Nothing in the design has this name; `similar` are names in the same instance.
  case unknownName(name: String, design: String, similar: [String])
  /// A signal that something in the design drives was set.
  case driven(name: String, design: String)
  /// A value does not fit, or a code has no case.
  case value(name: String, value: String, width: Int)
  /// A memory has no such word.
  case address(memory: String, address: Int, depth: Int)
  /// A module that is not written in this language has no model.
  case blackBox(name: String, instance: String)
  /// The design has no reset, so none can be given.
  case noReset(design: String)
  /// An assertion does not hold in `instance`, which is empty for the top module.
  case assertion(name: String, module: String, instance: String, cycle: Int)
  /// Bits of signals depend on themselves and do not settle.
  case unstable(design: String, cycle: Int)
  /// A waveform could not be written.
  case file(path: String, reason: String)
}

extension CycleSimulationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownName(let name, let design, let similar):
      "'\(design)' has no '\(name)'. "
        + (similar.isEmpty ? "Nothing there has a name." : "There are: \(similar.joined(separator: ", ")).")
    case .driven(let name, let design):
      "'\(name)' is driven inside '\(design)' and cannot be set: set an input, a register or a memory."
    case .value(let name, let value, let width):
      "'\(name)' has \(countOfBits(width)) and was not set to \(value), which does not fit."
    case .address(let memory, let address, let depth):
      "'\(memory)' has \(depth) words and none at \(address)."
    case .blackBox(let name, let instance):
      "Black box '\(name)'\(instance.isEmpty ? "" : ", instance '\(instance)',") has no model: override `model()`, or simulate"
        + " the emitted Verilog together with its source."
    case .noReset(let design):
      "'\(design)' has no reset: nothing in it is reset."
    case .assertion(let name, let module, let instance, let cycle):
      "Property '\(name)' of '\(module)' does not hold in cycle \(cycle)"
        + (instance.isEmpty ? "." : ", in '\(instance)'.")
    case .unstable(let design, let cycle):
      "Signals of '\(design)' depend on themselves and do not settle in cycle \(cycle)."
    case .file(let path, let reason):
      "\(path): \(reason)"
    }
  }
}
