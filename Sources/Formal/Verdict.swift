import HDL

/// What a run of the prover found out.
public struct Proof: Sendable {
  /// The top module.
  public let module: String
  public let method: ProofMethod
  /// What was to be shown: the top module's `always` properties, and of its instances also what they assume.
  public let properties: [Property]
  public let verdict: Verdict
  /// Elapsed seconds.
  public let seconds: Double
}

/// How a proof ended.
public enum Verdict: Sendable {
  /// The properties hold: in every run, or with `ProofMethod.bounded` in every run of that length.
  case proved
  /// A run of the design violates a property.
  case refuted(Counterexample)
  /// Neither. The properties may hold or not.
  case unknown(Obstacle)
}

/// Why nothing was decided.
public enum Obstacle: Sendable {
  /// The time limit was reached, in seconds.
  case timeLimit(Int)
  /// The properties are not inductive: from a state that no run may ever reach, all of them hold for as long as the depth
  /// says and one is violated then. Either the depth is too small or an invariant is missing.
  case notInductive(Counterexample)
  /// The prover gave up; its last words.
  case gaveUp(String)
}

/// What a search for covers found.
public struct CoverSearch: Sendable {
  /// A `cover` that happens, and how.
  public struct Reached: Sendable {
    public let property: Property
    /// The cycle in which it happens, the cycle in reset being 0.
    public let cycle: Int
    /// A run that reaches it.
    public let run: Trace
  }
  public let module: String
  public let depth: Int
  public let reached: [Reached]
  /// Covers that happen in no run of `depth` cycles.
  public let unreached: [Property]
  public let seconds: Double
}

/// A run of the design that violates a property.
public struct Counterexample: Sendable {
  /// The property, when the prover's name for it is one of the design's.
  public let property: Property?
  /// The prover's name for the property.
  public let label: String
  /// The values in every cycle; the property is violated in the last one.
  public let trace: Trace
}

extension Counterexample: CustomStringConvertible {
  /// The property with its place, and the run.
  public var description: String {
    let place = property.map { "`\($0.module)`\($0.path.isEmpty ? "" : " (instance `\($0.path)`)")" } ?? label
    let source = property?.location.map { ", \($0)" } ?? ""
    return "violated: `\(property?.name ?? label)` of \(place)\(source)\n\(trace.table(instance: property?.path ?? ""))"
  }
}

extension Obstacle: CustomStringConvertible {
  public var description: String {
    switch self {
    case .timeLimit(let seconds): "the time limit of \(seconds) s was reached"
    case .gaveUp(let words): "the prover gave up:\n\(words)"
    case .notInductive(let step):
      """
      not inductive: from the first state below, which perhaps no run reaches, the properties hold until the last cycle.
      A greater depth, or one more property that excludes the state, may help.
      \(step)
      """
    }
  }
}
