/// Why a model could not be built, or why a simulation stopped.
public enum SimulationError: Error, Equatable, Sendable {
  /// A program is not installed, or not where the options say.
  case toolMissing(name: String, searched: String, repair: String)
  /// A program could not be started, or did not do its work.
  case toolFailed(tool: String, status: Int32, output: String)
  /// Verilator refused the design; `output` is its own text, with file and line.
  case verilatorFailed(design: String, output: String)
  /// The C++ compiler refused what Verilator wrote.
  case compileFailed(design: String, output: String)
  /// The cache, a waveform or a recording could not be read or written.
  case fileFailed(path: String, reason: String)
  /// The design cannot be simulated as it is described.
  case invalidDesign(design: String, reason: String)
  /// The dynamic linker refused the library.
  case loadFailed(path: String, reason: String)
  /// The library does not have the ports or the interface that belong to this design and program.
  case abiMismatch(path: String, reason: String)

  /// The design has no such port.
  case unknownPort(name: String, design: String, available: [String])
  /// A port was asked for as a type that does not fit its width.
  case portWidth(name: String, width: Int, requested: String, suggestion: String)
  /// An output was driven, or an input was given more bits than it has. Reported by the next evaluation; the value was
  /// not written.
  case drive(port: String, reason: String)
  /// The model lacks a feature that `SimulationOptions` did not ask for, or the design has no clock or reset.
  case unavailable(design: String, reason: String)
  /// `run(until:)` used up its cycles. The simulation may go on.
  case limitReached(port: String, cycles: Int)

  /// The design executed `$finish`. The simulation may go on.
  case finish(Halt)
  /// The design executed `$stop`. The simulation may go on.
  case stop(Halt)
  /// An assertion failed or the design executed `$error`. The simulation may go on. Verilator 5.006 does not tell
  /// `$fatal` from `$error`.
  case assertion(Halt)
  /// Verilator's run time gave up, for example on a malformed `$readmemh` file, or the design executed `$fatal`. The
  /// instance is dead.
  case fatal(Halt)
  /// A combinational loop does not settle. The instance is dead.
  case notConverged(Halt)
  /// The instance died of an earlier error, and was evaluated again.
  case dead(design: String)
}

/// Where and when a design stopped its simulation.
public struct Halt: Equatable, Sendable {
  /// The top module of the design.
  public let design: String
  /// What the design or Verilator said, or nothing.
  public let message: String
  /// The emitted Verilog file, when known.
  public let file: String?
  /// The line in `file`, from 1.
  public let line: Int?
  /// Clock cycles since the instance was created, the one that stopped included.
  public let cycle: Int

  public init(design: String, message: String, file: String?, line: Int?, cycle: Int) {
    self.design = design
    self.message = message
    self.file = file
    self.line = line
    self.cycle = cycle
  }
}

extension SimulationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .toolMissing(let name, let searched, let repair):
      "\(name) was not found in \(searched). \(repair)"
    case .toolFailed(let tool, let status, let output):
      "\(tool) failed with status \(status):\n\(output)"
    case .verilatorFailed(let design, let output):
      "Verilator refused the design '\(design)':\n\(output)"
    case .compileFailed(let design, let output):
      "The C++ compiler refused the model of '\(design)':\n\(output)"
    case .fileFailed(let path, let reason):
      "\(path): \(reason)"
    case .invalidDesign(let design, let reason):
      "The design '\(design)' cannot be simulated: \(reason)"
    case .loadFailed(let path, let reason):
      "The model \(path) cannot be loaded: \(reason). Delete its folder to have it built again."
    case .abiMismatch(let path, let reason):
      "The model \(path) does not belong to this design: \(reason). Delete its folder to have it built again."
    case .unknownPort(let name, let design, let available):
      "'\(design)' has no port '\(name)'. Its ports: \(available.joined(separator: ", "))."
    case .portWidth(let name, let width, let requested, let suggestion):
      "Port '\(name)' is \(width) bits wide and does not fit \(requested). Use \(suggestion)."
    case .drive(let port, let reason):
      "Port '\(port)' was not driven: \(reason)."
    case .unavailable(let design, let reason):
      "Not possible with '\(design)': \(reason)."
    case .limitReached(let port, let cycles):
      "Port '\(port)' did not reach the awaited value within \(cycles) cycles."
    case .finish(let halt): halt.description(of: "$finish")
    case .stop(let halt): halt.description(of: "$stop")
    case .assertion(let halt): halt.description(of: "assertion")
    case .fatal(let halt): halt.description(of: "fatal")
    case .notConverged(let halt): halt.description(of: "no convergence")
    case .dead(let design):
      "This instance of '\(design)' died of an earlier error. Create another one."
    }
  }
}

extension Halt {
  fileprivate func description(of kind: String) -> String {
    let place = file.map { "\($0):\(line ?? 0): " } ?? ""
    let text = message.isEmpty ? "" : ": \(message)"
    return "\(place)\(kind) in '\(design)' at cycle \(cycle)\(text)"
  }
}
