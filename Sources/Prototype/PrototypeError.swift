import Foundation

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
  /// A core in simulation did not finish within `cycles`.
  case engineStuck(cycles: Int)
  /// A core in simulation gave something else than the golden model.
  case wrongResult(core: String, place: String)
  /// The program for a processor on a board is not one that it can run.
  case wrongProgram(name: String, reason: String)
  /// The self-test of a board does not pass in simulation.
  case selfTestFailed(board: String, text: String)
  /// The processor on a board says something else in simulation than the golden model.
  case wrongText(board: String, text: String, expected: String)
  /// The design needs more than the FPGA of the board has.
  case tooLarge(board: String, resource: String, used: Int, available: Int, log: String)
  /// The design is slower than the clock of the board.
  case tooSlow(board: String, megahertz: Double, required: Double, log: String)
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
    case .engineStuck(let cycles): "The core in simulation did not finish within \(cycles) cycles"
    case .wrongResult(let core, let place):
      "\(core) differs from the golden model in \(place). Run its tests: swift test --filter HardwareTests"
    case .wrongProgram(let name, let reason): "\(name) cannot run on a board: \(reason)"
    case .unsuitableNetlist(let reason): "The netlist cannot be simulated: \(reason)"
    case .selfTestFailed(let board, let text):
      "The self-test of \(board) does not pass in simulation; it says '\(text)'. Run keyline cosim first"
    case .wrongText(let board, let text, let expected):
      "The processor of \(board) says in simulation '\(text)' and should say '\(expected)'. Run keyline lockstep first"
    case .tooLarge(let board, let resource, let used, let available, let log):
      """
      The design does not fit \(board): it needs \(used) \(resource), and there are \(available). Choose a smaller design \
      point for the board (Sources/Prototype/Boards/Board.swift), or a larger board. The log is \(log)
      """
    case .tooSlow(let board, let megahertz, let required, let log):
      """
      The design is too slow for \(board): it reaches \(String(format: "%.1f", megahertz)) MHz, and the clock has \
      \(String(format: "%.1f", required)). Try another --seed, or a faster design point. The slowest path is in the log, \(log)
      """
    case .unsuitableCore(let reason): "The core cannot be measured: \(reason)"
    }
  }
}
