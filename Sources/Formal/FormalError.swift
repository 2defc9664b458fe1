import Simulation

/// Why a proof could not be attempted. That a proof was attempted and failed is a `Verdict`.
public enum FormalError: Error, Equatable, Sendable {
  /// A program of the prover's tool chain is not there.
  case toolMissing(name: String, searched: String, repair: String)
  /// A program could not be started, or did not do its work; `output` is the end of what it said.
  case toolFailed(tool: String, status: Int32, output: String)
  /// A file could not be read or written.
  case fileFailed(path: String, reason: String)
  /// There is nothing to prove or to reach, or the method does not fit the design.
  case invalidDesign(design: String, reason: String)
}

extension FormalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .toolMissing(let name, let searched, let repair): "\(name) was not found in \(searched). \(repair)"
    case .toolFailed(let tool, let status, let output): "\(tool) failed with status \(status):\n\(output)"
    case .fileFailed(let path, let reason): "\(path): \(reason)"
    case .invalidDesign(let design, let reason): "The design '\(design)' cannot be proved: \(reason)"
    }
  }
}
