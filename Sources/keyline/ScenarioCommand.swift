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
    do {
      let identity = try DeviceIdentity.ofTests()
      let processor = try PublicKey(name: "the processor of tests", pem: RSAKey(identity).publicPEM())
      let builder = SystemBuilder(tools: try Tools(), folder: try folderOfCheckout("sim/system"))
      for scenario in SystemScenario.all where names.isEmpty || names.contains(scenario.name) {
        let scenario = scenario.name == "three-way" ? SystemScenario.threeWay(parties) : scenario
        var hardware: SimulationModel?
        if model == .rtl {
          Console().step("\(design): building the model of the processor")
          hardware = try SimulationModel(ProcessorRegression.design(design, for: scenario))
        }
        let system = try builder.build(scenario, rounds: rounds, processor: processor, seed: seed)
        if try !run(scenario, system, fuses: identity.fuses(), on: hardware) { failed.append(scenario.name) }
      }
    } catch { throw Console.Failure("\(error)") }
    guard failed.isEmpty else { throw Exit.failedCheck }
  }

  /// The command that repeats a scenario.
  private func replayCommand(_ name: String) -> String {
    let hardware = model == .rtl ? " --model rtl --design \(design)" : ""
    return "keyline scenario \(name) --seed \(seed) --rounds \(rounds) --parties \(parties)\(hardware)"
  }

  /// Whether it passes.
  private func run(
    _ scenario: SystemScenario, _ system: SystemProgram, fuses: [UInt64], on hardware: SimulationModel?
  ) throws -> Bool {
    print("\(scenario.name): \(scenario.title)\n")
    let output = BufferedOutput(.standardOutput, name: "standard output")
    fflush(nil)
    let reference = SystemRun.reference(system, unit: scenario.unit, fuses: fuses) {
      if hardware == nil { output.write($0) }
    }
    var run = reference
    if let hardware {
      run = try SystemRun.hardware(
        system, on: hardware, unit: scenario.unit, fuses: fuses, printed: reference.output
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
    return problems.isEmpty
  }
}
