import Cosimulation
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
      let design = try goal.elaborateForCovers()
      if design.properties().contains(where: { $0.kind == .cover }) {
        search = try prover.cover(design, depth: goal.coverDepth)
      }
    case .refuted(let counterexample):
      result = .refuted
      details = [counterexample.description]
      waveform = counterexample.trace.waveform?.path
    case .unknown(let obstacle):
      result = .unknown
      details = [obstacle.description]
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

  static let section = GeneratedSection("proofs", author: "make prove")

  /// `page` with everything between the markers replaced by a table of the outcomes; nil when it lacks the markers.
  static func insert(_ outcomes: [ProofOutcome], into page: String) -> String? {
    let table = TextTable(
      [.text("module"), .text("result"), .text("method"), .number("properties"), .number("situations"), .number("s")],
      rows: outcomes.map {
        [
          "`\($0.module)`", $0.result.rawValue, $0.method, "\($0.properties)", "\($0.reached.count)",
          String(format: "%.0f", $0.seconds),
        ]
      })
    return section.replace(in: page, with: table.markdown)
  }

  static func summary(_ outcomes: [ProofOutcome]) -> String {
    let counts = [Result.proved, .refuted, .unknown].map { kind in
      "\(outcomes.count { $0.result == kind }) \(kind.rawValue)"
    }
    let never = outcomes.reduce(0) { $0 + $1.unreached.count }
    return "\n\(counts.joined(separator: ", "))" + (never > 0 ? ", \(never) named situations never happen" : "")
  }
}
