import Foundation
import HDL
import Simulation

/// Proves the `always` properties of designs and finds runs that reach their `cover`s.
///
/// A run begins with one cycle in reset; registers without reset and memories without contents start with any value.
/// After that every input is free, reset too, within what the top module assumes.
/// ```swift
/// let proof = try Prover().prove(Design(QueueProof(depth: 4)), by: .reachability)
/// ```
public struct Prover: Sendable {
  /// Seconds after which a proof is given up as unknown; nil for none.
  public var timeLimit: Int?
  /// A folder that keeps, for each design, the SymbiYosys project, its log and the waveform of a counterexample.
  /// Without one, everything is deleted after the run.
  public var output: URL?
  /// The programs; found when absent. See `ToolChain`.
  public var tools: ToolChain?
  /// Called now and then while the prover works, with a line about what it does.
  public var progress: (@Sendable (String) -> Void)?

  public init(timeLimit: Int? = nil, output: URL? = nil) {
    self.timeLimit = timeLimit
    self.output = output
  }

  /// Proves all properties of a design at once, or finds a run that violates one.
  public func prove(_ design: Design, by method: ProofMethod = .reachability) throws(FormalError) -> Proof {
    let properties = design.properties().filter { $0.kind == .always || ($0.kind == .assume && !$0.isOfTop) }
    guard !properties.isEmpty else {
      throw .invalidDesign(design: design.top, reason: "it states no property. Write always(\"…\", …) in its build().")
    }
    switch method {
    case .induction(let depth) where depth < 1, .bounded(let depth) where depth < 1:
      throw .invalidDesign(design: design.top, reason: "the depth is \(depth); it must be at least 1.")
    default: break
    }
    let run = try run(design, .proof(method))
    defer { run.finish() }
    let verdict: Verdict
    switch run.report.status {
    case _ where run.violatedFrame != nil: verdict = try replay(design, properties, run)
    case .pass: verdict = .proved
    case .fail:
      guard let counterexample = try counterexample(design, properties, run) else { throw run.failure }
      verdict = .refuted(counterexample)
    case .timeout: verdict = .unknown(.timeLimit(timeLimit ?? 0))
    case .unknown:
      if let step = try counterexample(design, properties, run) {
        verdict = .unknown(.notInductive(step))
      } else {
        verdict = .unknown(.gaveUp(run.lastWords))
      }
    case .error: throw run.failure
    }
    return Proof(module: design.top, method: method, properties: properties, verdict: verdict, seconds: run.seconds)
  }

  /// Looks for runs of at most `depth` cycles that reach the `cover`s of a design.
  public func cover(_ design: Design, depth: Int = 20) throws(FormalError) -> CoverSearch {
    let covers = design.properties().filter { $0.kind == .cover }
    guard !covers.isEmpty else {
      throw .invalidDesign(design: design.top, reason: "it has no cover. Write cover(\"…\", …) in its build().")
    }
    let run = try run(design, .cover(depth: depth))
    defer { run.finish() }
    guard run.report.status != .error else { throw run.failure }
    var reached: [CoverSearch.Reached] = []
    for event in run.report.reached {
      guard let property = covers.first(where: { $0.label(top: design.top) == event.label }) else { continue }
      let trace = try trace(design, event, run, name: "\(design.top).\(property.name)")
      reached.append(CoverSearch.Reached(property: property, cycle: event.step ?? 0, run: trace))
    }
    let found = Set(reached.map(\.property))
    return CoverSearch(
      module: design.top, depth: depth, reached: reached, unreached: covers.filter { !found.contains($0) },
      seconds: run.seconds)
  }

  // MARK: Runs

  /// The counterexample that ABC found. SymbiYosys cannot translate ABC's own for every design with memories, so that
  /// Bitwuzla looks for a run of the same length; it fills in whole words, too.
  private func replay(
    _ design: Design, _ properties: [Property], _ found: ProverRun
  ) throws(FormalError) -> Verdict {
    found.finish()
    let run = try run(design, .proof(.bounded(depth: (found.violatedFrame ?? 0) + 1)))
    defer { run.finish() }
    if run.report.status == .timeout { return .unknown(.timeLimit(timeLimit ?? 0)) }
    guard let counterexample = try counterexample(design, properties, run) else { throw run.failure }
    return .refuted(counterexample)
  }

  private func run(_ design: Design, _ task: Project.Task) throws(FormalError) -> ProverRun {
    let chain = if let tools { tools } else { try ToolChain() }
    let project = Project(
      design: design.verilog(for: .prover), hasOneClock: design.hasOneClock, task: task, timeLimit: timeLimit)
    let run = ProverRun(
      folder: output?.appendingPathComponent(design.top, isDirectory: true)
        ?? FileManager.default.temporaryDirectory.appendingPathComponent(
          "keyline-proof-\(UUID().uuidString)", isDirectory: true),
      isKept: output != nil)
    do throws(FormalError) {
      try project.write(to: run.folder)
      let progress = progress
      return try run.perform(project, with: chain) { text in
        // The last whole line says what the prover does now.
        let line = text.split(whereSeparator: \.isNewline).last { $0.contains("] ") }
        if let line, let start = line.range(of: "] ") { progress?(String(line[start.upperBound...])) }
      }
    } catch {
      run.finish()
      throw error
    }
  }

  private func counterexample(
    _ design: Design, _ properties: [Property], _ run: ProverRun
  ) throws(FormalError) -> Counterexample? {
    guard let event = run.report.failures.first else { return nil }
    return Counterexample(
      property: properties.first { $0.label(top: design.top) == event.label }, label: event.label,
      trace: try trace(design, event, run, name: design.top))
  }

  /// The values of a run, and its waveform under `name` when there is an output folder.
  private func trace(
    _ design: Design, _ event: Report.Event, _ run: ProverRun, name: String
  ) throws(FormalError) -> Trace {
    guard let path = event.waveform else { return Trace(rows: [], cycles: 0, waveform: nil) }
    let file = run.folder.appendingPathComponent("run").appendingPathComponent(path)
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw .fileFailed(path: file.path, reason: "the prover did not write its waveform")
    }
    let dump = ValueChangeDump(String(decoding: data, as: UTF8.self))
    let rows = design.observables().compactMap { signal -> Trace.Row? in
      let place = [design.top, signal.path, signal.name].filter { !$0.isEmpty }.joined(separator: ".")
      return dump.values[place].map { Trace.Row(signal: signal, values: $0) }
    }
    return Trace(rows: rows, cycles: dump.cycles, waveform: try run.keep(data, as: "\(name).vcd", in: output))
  }
}

extension Property {
  /// The prover's name for the property.
  func label(top: String) -> String {
    [top, path, "\(kind.rawValue)_\(name)"].filter { !$0.isEmpty }.joined(separator: ".")
  }
}
