import ArgumentParser
import Formal
import Foundation
import HDL
import Hardware
import Toolchain

/// The methods by the names they have on the command line.
enum Engine: String, ExpressibleByArgument, CaseIterable { case reachability, induction, bounded }

/// Proves the properties of modules.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Prove the properties of modules, or show a run that violates one.",
    discussion: """
      Every module has a proof module with what it promises (docs/formal.md); `keyline prove --list` names them. Its \
      properties are proved for all runs, and every situation that it names is shown to happen.

      Exit status: 0 everything is proved; 1 a property is violated, or a named situation does not happen; 2 the machine \
      is not fit; 3 something was neither proved nor refuted; 64 the command line is wrong.
      """)

  @Argument(help: "Modules to prove, or the beginnings of their names; all when absent.")
  var modules: [String] = []

  @Flag(name: .long, help: "List the modules and prove nothing.")
  var list = false

  @Option(name: .long, help: "Design point whose sizes the modules of the unit have.")
  var design: DesignPoint = .small

  @Option(
    name: .long,
    help: "How to prove: reachability, induction or bounded. When absent, what suits the module.")
  var engine: Engine?

  @Option(name: .long, help: "Cycles for induction (1 when absent) or a bounded proof (20 when absent).")
  var depth: Int?

  @Option(name: .long, help: "Seconds for one module.")
  var timeLimit = 1800

  @Option(
    name: .shortAndLong, help: "Folder that keeps projects, logs and the waveforms of counterexamples.", transform: path
  )
  var output: String?

  @Option(name: .long, help: "Replace the table in this Markdown page.", transform: path)
  var markdown: String?

  @Flag(name: .long, help: "Print the outcomes as JSON.")
  var json = false

  func validate() throws {
    if let depth, !(1...10_000).contains(depth) { throw ValidationError("--depth must be from 1 to 10000") }
    if !(1...1_000_000).contains(timeLimit) { throw ValidationError("--time-limit must be from 1 to 1000000") }
    if depth != nil, engine == nil || engine == .reachability {
      throw ValidationError("--depth goes with --engine induction or --engine bounded")
    }
    _ = try chosen()
  }

  func run() throws {
    let goals = try chosen()
    if list { return print(Self.listing(goals)) }
    let console = Console()
    let pace = Pace(interval: 2)
    var prover = Prover(timeLimit: timeLimit, output: output.map { URL(fileURLWithPath: $0, isDirectory: true) })
    var outcomes: [ProofOutcome] = []
    do {
      // Read first: a bad file should not cost minutes of proving.
      if let markdown { _ = try Self.page(markdown, with: []) }
      for goal in goals {
        let name = goal.name
        console.progress("\(name): proving")
        prover.progress = { if pace.isDue() { console.progress("\(name): \($0)") } }
        let outcome = try ProofOutcome(goal, method(for: goal), prover)
        console.endProgress()
        if !json { print(outcome.text) }
        outcomes.append(outcome)
      }
      if let markdown {
        try File.write(Self.page(markdown, with: outcomes).utf8, to: markdown)
      }
    } catch {
      console.endProgress()
      console.complain(error)
      throw Exit.unfit
    }
    if json { try printJSON(outcomes) } else if outcomes.count > 1 { print(ProofOutcome.summary(outcomes)) }
    if outcomes.contains(where: { $0.result == .refuted || !$0.unreached.isEmpty }) { throw Exit.failedCheck }
    if outcomes.contains(where: { $0.result == .unknown }) { throw Exit.undecided }
  }

  private func method(for goal: ProofGoal) -> ProofMethod {
    switch engine {
    case nil: goal.method
    case .reachability: .reachability
    case .induction: .induction(depth: depth ?? 1)
    case .bounded: .bounded(depth: depth ?? 20)
    }
  }

  /// The page with the table in it.
  private static func page(_ path: String, with outcomes: [ProofOutcome]) throws -> String {
    guard let page = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Console.Failure("\(path): cannot be read")
    }
    guard let result = ProofOutcome.insert(outcomes, into: page) else {
      throw Console.Failure(
        "\(path): it lacks the lines '\(ProofOutcome.section.begin)' and '\(ProofOutcome.section.end)'")
    }
    return result
  }

  /// The goals whose names begin with one of the arguments.
  private func chosen() throws -> [ProofGoal] {
    let all = HardwareProofs.goals(design) + StreamProofs.goals
    if modules.isEmpty { return all }
    for module in modules where !all.contains(where: { $0.name.hasPrefix(module) }) {
      throw ValidationError("there is no proof of '\(module)'. There is one of:\n\(Self.listing(all))")
    }
    return all.filter { goal in modules.contains { goal.name.hasPrefix($0) } }
  }

  private static func listing(_ goals: [ProofGoal]) -> String {
    let width = goals.map(\.name.count).max() ?? 0
    return goals.map { "\($0.name)\(String(repeating: " ", count: width - $0.name.count))  \($0.summary)" }
      .joined(separator: "\n")
  }
}
