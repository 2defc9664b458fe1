import ArgumentParser
import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Toolchain

/// Encrypted processes that share data under an operating system that nobody trusts.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Run encrypted processes that share data under an operating system that they do not trust.",
    discussion: """
      Each scenario is a system of encrypted processes with a kernel (sim/system), built, encrypted for the processor of tests and run on \
      the golden model, or on the hardware in simulation with the golden model beside it. The processes print their steps with the numbers of \
      the source document, and check what they find; the kernel prints the attribute registers as it sees them. A run passes \
      when every process has ended well, everything that was to be seen was seen, and no plaintext of a region and no key was outside the processor: in main \
      memory at the end on the golden model, on the bus at any time on the hardware, whose console has to be the same.

      \(list)

      --report writes what the run was as a page to look at, in one file without scripts: who ran when, the steps with the attribute registers \
      at each, memory as each party sees it, the console and the verdict. With one scenario it names the page; with several, or all, \
      a folder, which gets a page NAME.html for each and index.html. The pages hold plaintext of the processes, and no keys.

      Exit status: 0 all passed; 1 one did not; 2 the machine or the input is not fit; 64 the command line is wrong.
      """)

  private static var list: String {
    SystemScenario.all.map { "\($0.name): \($0.title)." }.joined(separator: "\n\n")
  }

  @Argument(help: "The scenario; repeatable; all without a name.")
  var names: [String] = []

  enum Model: String, CaseIterable, ExpressibleByArgument { case reference, rtl }

  @Option(name: .long, help: "The golden model, or the hardware in simulation with the golden model beside it.")
  var model = Model.reference

  @Option(name: .long, help: "Design point of the hardware.")
  var design = DesignPoint.small

  @Option(
    name: .long,
    help: "How often processes send a message to and fro; runs of disturbed, laps of crowded (default: 20).")
  var rounds: Int32 = 20

  @Option(name: .long, help: "How many processes share in three-way, 2 to 8 (default: 3).")
  var parties = 3

  @Option(name: .long, help: "Seed of keys and nonces.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: "Write a report to look at: of one scenario to this HTML file, of several to this folder.", transform: path)
  var report: String?

  func validate() throws {
    for name in names where !SystemScenario.all.contains(where: { $0.name == name }) {
      let names = SystemScenario.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no scenario \"\(name)\"; there are \(names)")
    }
    guard rounds > 0 else { throw ValidationError("--rounds takes a number greater than 0, not \(rounds)") }
    guard SystemScenario.parties.contains(parties) else {
      throw ValidationError("--parties takes 2 to 8 processes, not \(parties)")
    }
    guard model == .reference || design != .minimal else {
      throw ValidationError("--design minimal has too few attribute registers and domains for processes that share")
    }
  }

  func run() throws {
    var failed: [String] = []
    var reports: [SystemReport] = []
    do {
      let chosen = SystemScenario.all.filter { names.isEmpty || names.contains($0.name) }
      let place = report.map { ReportPlace($0, pages: chosen.map(\.name)) }
      try place?.prepare()
      let identity = try DeviceIdentity.ofTests()
      let processor = try PublicKey(name: "the processor of tests", pem: RSAKey(identity).publicPEM())
      let builder = SystemBuilder(tools: try Tools(), folder: try folderOfCheckout("sim/system"))
      for scenario in chosen {
        let scenario = scenario.name == "three-way" ? SystemScenario.threeWay(parties) : scenario
        var hardware: SimulationModel?
        if model == .rtl {
          Console().step("\(design): building the model of the processor")
          hardware = try SimulationModel(ProcessorRegression.design(design, for: scenario))
        }
        let system = try builder.build(scenario, rounds: rounds, processor: processor, seed: seed)
        let (run, problems) = try run(scenario, system, fuses: identity.fuses(), on: hardware)
        if !problems.isEmpty { failed.append(scenario.name) }
        if let place, let report = SystemReport(scenario, run, problems: problems, command: command(scenario.name)) {
          try report.write(to: place.page(scenario.name))
          print("\(scenario.name): report: \(place.page(scenario.name))\n")
          reports.append(report)
        }
      }
      if let index = place?.index { try SystemReportIndex(reports).write(to: index) }
    } catch { throw Console.Failure("\(error)") }
    guard failed.isEmpty else { throw Exit.failedCheck }
  }

  /// The command that repeats a scenario.
  private func replayCommand(_ name: String) -> String {
    let hardware = model == .rtl ? " --model rtl --design \(design)" : ""
    return "keyline scenario \(name) --seed \(seed) --rounds \(rounds) --parties \(parties)\(hardware)"
  }

  /// The run, and why it does not pass.
  private func run(
    _ scenario: SystemScenario, _ system: SystemProgram, fuses: [UInt64], on hardware: SimulationModel?
  ) throws -> (run: SystemRun, problems: [String]) {
    print("\(scenario.name): \(scenario.title)\n")
    let output = BufferedOutput(.standardOutput, name: "standard output")
    fflush(nil)
    let recorded = report.map { _ in scenario.processes.map(\.name) }
    let reference = SystemRun.reference(
      system, unit: scenario.unit, fuses: fuses, recorded: hardware == nil ? recorded : nil
    ) {
      if hardware == nil { output.write($0) }
    }
    var run = reference
    if let hardware {
      run = try SystemRun.hardware(
        system, on: hardware, unit: scenario.unit, fuses: fuses, printed: reference.output, recorded: recorded
      ) { output.write($0) }
    }
    try output.finish()
    let problems = scenario.problems(of: run, reference: reference)
    for problem in problems { print("\(scenario.name): \(problem)") }
    if !problems.isEmpty { print("\(scenario.name): again: \(replayCommand(scenario.name))") }
    let time = run.cycles.map { "in \($0) clock cycles" } ?? "on the golden model"
    print(
      "\n\(scenario.name): \(problems.isEmpty ? "passed" : "failed"): \(run.instructions) instructions \(time); "
        + "\(run.interruptions) interruptions; \(run.watched) words of code, data and keys looked for outside the processor\n"
    )
    return (run, problems)
  }

  /// What repeats the run of a scenario.
  private func command(_ name: String) -> String {
    var words = ["keyline scenario", name]
    if model == .rtl { words.append("--model rtl --design \(design)") }
    if name == "three-way" { words.append("--parties \(parties)") }
    return (words + ["--rounds \(rounds) --seed \(seed) --report \(name).html"]).joined(separator: " ")
  }
}

/// Where reports go: a page, or a folder of pages.
private struct ReportPlace {
  private let path: String
  private let pages: [String]

  init(_ path: String, pages: [String]) {
    self.path = path
    self.pages = pages
  }

  private var isFolder: Bool { pages.count > 1 }

  func page(_ name: String) -> String { isFolder ? "\(path)/\(name).html" : path }

  var index: String? { isFolder ? page("index") : nil }

  /// Finds out before a long run whether all can be written.
  func prepare() throws(FileError) {
    for name in pages { try File.prepare(page(name)) }
    if let index { try File.prepare(index) }
  }
}
