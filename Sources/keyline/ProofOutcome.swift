import Formal
import Foundation
import HDL

/// What is shown of one module's proof.
struct ProofOutcome: Encodable {
  enum Result: String, Encodable { case proved, refuted, unknown }
  let module: String
  let method: String
  let result: Result
  /// Properties that were to be shown.
  let properties: Int
  let seconds: Double
  /// Situations that happen, and the cycle in which they do.
  let reached: [String: Int]
  /// Situations that do not.
  let unreached: [String]
  /// The violated property or the reason why nothing is known, with the run that shows it.
  private(set) var details: [String] = []
  /// The waveform of the counterexample.
  private(set) var waveform: String?

  /// Proves a goal and, when that succeeds, looks for the situations that its module names.
  init(_ goal: ProofGoal, _ method: ProofMethod, _ prover: Prover) throws {
    let design = try goal.elaborate()
    let proof = try prover.prove(design, by: method)
    var search: CoverSearch?
    switch proof.verdict {
    case .proved:
      result = .proved
      if design.properties().contains(where: { $0.kind == .cover }) {
        search = try prover.cover(design, depth: goal.coverDepth)
      }
    case .refuted(let counterexample):
      result = .refuted
      details = [counterexample.text]
      waveform = counterexample.trace.waveform?.path
    case .unknown(let obstacle):
      result = .unknown
      details = [obstacle.text]
      if case .notInductive(let step) = obstacle { waveform = step.trace.waveform?.path }
    }
    module = goal.name
    self.method = "\(method)"
    properties = proof.properties.count
    seconds = proof.seconds + (search?.seconds ?? 0)
    reached = Dictionary((search?.reached ?? []).map { ($0.property.name, $0.cycle) }) { first, _ in first }
    unreached = search?.unreached.map(\.name) ?? []
  }

  /// For people.
  var text: String {
    let time = String(format: "%.1f s", seconds)
    var lines = ["\(module): \(result.rawValue) (\(properties) properties, \(method), \(time))"]
    lines += details
    if let waveform { lines.append("waveform: \(waveform)") }
    lines += unreached.map { "never happens: \($0)" }
    return lines.joined(separator: "\n")
  }

  static func summary(_ outcomes: [ProofOutcome]) -> String {
    let counts = [Result.proved, .refuted, .unknown].map { kind in
      "\(outcomes.count { $0.result == kind }) \(kind.rawValue)"
    }
    let never = outcomes.reduce(0) { $0 + $1.unreached.count }
    return "\n\(counts.joined(separator: ", "))" + (never > 0 ? ", \(never) named situations never happen" : "")
  }
}

extension Counterexample {
  /// The property and the run.
  var text: String {
    let place = property.map { "\($0.module)\($0.path.isEmpty ? "" : " (instance \($0.path))")" } ?? label
    let source = property?.location.map { ", \($0)" } ?? ""
    return "violated: \(property?.name ?? label) of \(place)\(source)\n\(trace.table(instance: property?.path))"
  }
}

extension Obstacle {
  var text: String {
    switch self {
    case .timeLimit(let seconds): return "the time limit of \(seconds) s was reached"
    case .gaveUp(let words): return "the prover gave up:\n\(words)"
    case .notInductive(let step):
      return """
        not inductive: from the first state below, which no run may reach, the properties hold until the last cycle.
        A greater depth or one more property that excludes the state may help.
        \(step.text)
        """
    }
  }
}
