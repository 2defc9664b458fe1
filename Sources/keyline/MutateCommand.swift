import ArgumentParser
import Cosimulation
import Foundation
import HDL
import Hardware
import Toolchain

/// Measures how many defects the co-simulation would notice.
struct MutateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: "Break the hardware in hundreds of ways and count how many the co-simulation catches.",
    discussion: """
      Operators, constants, conditions, state transitions, writes and table entries of the elaborated design are changed, \
      one at a time. A mutant is caught when the co-simulation reports any difference. Survivors are listed: each is \
      either equivalent to the design or a comparison that is missing (docs/mutation.md explains the known ones).
      """)

  @Option(name: .long, help: "Design point.")
  var design: DesignPoint = .small

  @Option(name: .long, help: "What is broken: unit or processor (pipeline, caches, protection control).")
  var subject = MutationCampaign.Subject.unit

  @Option(name: .long, help: "Mutants to try.")
  var sample = 400

  @Option(name: .long, help: "Seed of the draw.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Runs that a mutant of the unit must survive.")
  var runs = 400

  @Option(name: .long, help: "Percent of mutants that must be caught for exit status 0.")
  var threshold = 95.0

  @Flag(name: .long, help: "Print the outcome of every mutant as JSON.")
  var json = false

  func validate() throws {
    if !(1...60_000).contains(sample) { throw ValidationError("--sample must be from 1 to 60000") }
    if !(0...100).contains(threshold) { throw ValidationError("--threshold must be from 0 to 100") }
    if runs < 1 { throw ValidationError("--runs must be at least 1") }
  }

  func run() throws {
    let console = Console()
    let result: MutationResult
    do {
      var campaign = MutationCampaign(point: design, subject)
      campaign.sample = sample
      campaign.seed = seed
      campaign.runs = runs
      if subject == .processor { campaign.tests = try instructionTests() }
      let pace = Pace(interval: 1)
      result = try campaign.run(
        building: { console.step($0) },
        progress: { done, total, survivors in
          if pace.isDue() { console.progress("\(done) of \(total) mutants, \(survivors) survived so far") }
        },
        survived: { survivor in
          console.endProgress()
          console.step(text(survivor))
        })
      console.endProgress()
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
    if json { try printJSON(result.outcomes) } else { print(text(result)) }
    if result.score * 100 < threshold { throw Exit.failedCheck }
  }

  /// The tests of instructions in assembly.
  private func instructionTests() throws -> [ELFFile] {
    let folder = try folderOfCheckout("sim/bare")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/tests").filter { $0.hasSuffix(".S") }
    let bare = BareProgram(tools: try Tools(), folder: folder)
    return try names.sorted().map { try bare.build("\(folder)/tests/\($0)") }
  }

  private func text(_ result: MutationResult) -> String {
    var lines = [
      "\(result.point.rawValue): \(result.outcomes.count) of \(result.sitesInDesign) possible mutants, seed \(result.seed)",
      "",
    ]
    for (title, rows) in [
      ("kind", result.table { $0.kind.rawValue }), ("module", result.table { $0.module }),
    ] {
      let width = max(title.count, rows.map(\.name.count).max() ?? 0)
      lines.append("\(padded(title, width))  caught  tried")
      for row in rows {
        lines.append(
          "\(padded(row.name, width))  \(String(repeating: " ", count: 6 - "\(row.caught)".count))\(row.caught)  \(String(repeating: " ", count: max(0, 5 - "\(row.tried)".count)))\(row.tried)"
        )
      }
      lines.append("")
    }
    lines += result.survivors.map(text)
    let percent = (result.score * 1_000).rounded() / 10
    lines.append(
      "\(result.outcomes.count - result.survivors.count) of \(result.outcomes.count) mutants caught: \(percent) %")
    return lines.joined(separator: "\n")
  }

  private func text(_ survivor: MutationSite) -> String {
    "survived: \(survivor)\(survivor.location.map { " (\($0))" } ?? "")"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension MutationCampaign.Subject: ExpressibleByArgument {}
