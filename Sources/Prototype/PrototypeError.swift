/// Why a design could not be measured or brought onto an FPGA.
public enum PrototypeError: Error, Equatable, Sendable {
  /// A program of `requirements-fpga.txt` is not there.
  case toolMissing(name: String, searched: String, repair: String)
  /// A program could not be started, or did not do its work; `reason` is the last error in the file `log`.
  case toolFailed(tool: String, status: Int32, log: String, reason: String)
  /// A file could not be read or written.
  case fileFailed(path: String, reason: String)
  /// A report of a program does not hold what it should.
  case unexpectedReport(path: String, reason: String)
  /// The design has no such module.
  case unknownModule(name: String, known: [String])
  /// A netlist cannot be simulated.
  case unsuitableNetlist(reason: String)
  /// A core cannot be put between shift registers.
  case unsuitableCore(reason: String)
  /// A line engine in simulation did not finish a line within `cycles`.
  case engineStuck(cycles: Int)
  /// A core in simulation gave something else than the golden model.
  case wrongResult(core: String, line: Int)
}

extension PrototypeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .toolMissing(let name, let searched, let repair): "\(name) was not found in \(searched). \(repair)"
    case .toolFailed(let tool, let status, let log, let reason):
      "\(tool) failed with status \(status): \(reason)\nIts log is \(log)"
    case .fileFailed(let path, let reason): "\(path): \(reason)"
    case .unexpectedReport(let path, let reason): "\(path) is not the report that was expected: \(reason)"
    case .unknownModule(let name, let known):
      "There is no module '\(name)' in the design. There is: \(known.joined(separator: ", "))"
    case .engineStuck(let cycles): "The line engine did not finish a line within \(cycles) cycles"
    case .wrongResult(let core, let line):
      "\(core) differs from the golden model in line \(line). Run its tests: swift test --filter HardwareTests"
    case .unsuitableNetlist(let reason): "The netlist cannot be simulated: \(reason)"
    case .unsuitableCore(let reason): "The core cannot be measured: \(reason)"
    }
  }
}
