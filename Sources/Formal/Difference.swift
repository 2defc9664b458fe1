import HDL

/// A public output by which two copies of a design can be told apart.
public struct Difference: Hashable, Sendable {
  /// The output's name in the design.
  public let output: String
  /// Its values in the last cycle of the run.
  public let first: Constant
  public let second: Constant
}

extension TwoCopies {
  /// The public outputs that differ in the last cycle of a run, in the order of the ports.
  public func differences(in run: Trace) -> [Difference] {
    publicOutputs.compactMap { name in
      guard let first = run["first_\(name)", run.cycles - 1], let second = run["second_\(name)", run.cycles - 1],
        first != second
      else { return nil }
      return Difference(output: name, first: first, second: second)
    }
  }
}
