import ArgumentParser
import Foundation
import Fuzzing

/// Compares random designs in every simulator and through synthesis.
struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Compare random designs in all simulators and through synthesis.",
    discussion: """
      Each seed is one design with its stimulus. The simulation in this process, Icarus Verilog, Icarus Verilog on the \
      netlist of Yosys, and Verilator must give the same outputs in every cycle. What fails is shrunk, printed and \
      written to a file that --replay takes (docs/verification.md).
      """)

  @Option(name: .long, help: "Designs to draw.")
  var designs = 300

  @Option(name: .long, help: "Seed of the first design; each has the next.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Clock cycles of each design.")
  var cycles = 40

  @Option(
    name: .long,
    help: "Tools, separated by commas: icarus, yosys, verilator. A tool with /n sees every n-th design: verilator/10.")
  var tools = ToolList(strides: [.icarus: 1, .verilator: 5, .yosys: 5])

  @Option(name: .long, help: "Run the design in this file instead.", transform: path)
  var replay: String?

  @Option(name: .long, help: "Folder for the designs that fail.", transform: path)
  var failures = "build/fuzz"

  @Flag(name: .long, help: "Do not make failing designs smaller.")
  var keep = false

  func validate() throws {
    if !(1...10_000_000).contains(designs) { throw ValidationError("--designs must be from 1 to 10000000") }
    if !(1...100_000).contains(cycles) { throw ValidationError("--cycles must be from 1 to 100000") }
  }

  func run() throws {
    let console = Console()
    do {
      let failed = try replay.map { try replay($0, console) } ?? draw(console)
      if failed { throw Exit.failedCheck }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
  }

  private var campaign: Campaign {
    var campaign = Campaign()
    campaign.designs = designs
    campaign.seed = seed
    campaign.cycles = cycles
    campaign.strides = tools.strides
    return campaign
  }

  private func replay(_ path: String, _ console: Console) throws -> Bool {
    let recipe: Recipe
    do {
      recipe = try Recipe(json: try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch let error as DecodingError {
      throw Console.Failure("\(path) is not a recipe: \(error)")
    }
    let found = try campaign.replay(recipe)
    for failure in found { console.step("keyline: \(failure.detail)") }
    if found.isEmpty { print("all agree on \(path)") }
    return !found.isEmpty
  }

  private func draw(_ console: Console) throws -> Bool {
    let pace = Pace(interval: 1)
    var explained = 0
    let result = try campaign.run { result throws(FuzzingError) in
      // At once: the run may be one of many hours, and be interrupted.
      for failure in result.failures.dropFirst(explained) { try explain(failure, console) }
      explained = result.failures.count
      if pace.isDue() { console.progress("\(result.designs) of \(designs) designs, \(explained) failures") }
    }
    console.endProgress()
    let seen = FuzzTool.allCases.compactMap { tool in result.seen[tool].map { "\(tool.rawValue) \($0)" } }
    print(
      "\(result.designs) designs from seed \(seed), \(cycles) cycles each (\(seen.joined(separator: ", "))):"
        + " \(result.failures.count) failures")
    return !result.failures.isEmpty
  }

  private func explain(_ failure: Failure, _ console: Console) throws(FuzzingError) {
    let name = failure.recipe.name
    console.endProgress()
    console.step("keyline: \(name): \(failure.detail)")
    var failure = failure
    if !keep {
      failure = try campaign.shrink(failure) { console.progress("shrinking \(name): \($0) characters") }
      console.endProgress()
      console.step("shrunk: \(failure.detail)")
    }
    if let design = try? PreparedDesign(failure.recipe) {
      for file in design.verilog.files { console.step(file.text) }
    }
    let file = "\(failures)/\(name).json"
    do {
      try FileManager.default.createDirectory(atPath: failures, withIntermediateDirectories: true)
      try failure.recipe.json().write(to: URL(fileURLWithPath: file))
    } catch {
      throw .trouble("\(file): \(error.localizedDescription)")
    }
    console.step("repeat with: keyline fuzz --replay \(file)")
    if let seed = name.split(separator: "_").last {
      console.step("the design as drawn: keyline fuzz --designs 1 --seed \(seed) --cycles \(cycles)")
    }
  }
}

/// `icarus,yosys/5,verilator/10`.
struct ToolList: ExpressibleByArgument {
  let strides: [FuzzTool: Int]

  init(strides: [FuzzTool: Int]) { self.strides = strides }

  init?(argument: String) {
    var strides: [FuzzTool: Int] = [:]
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "/", omittingEmptySubsequences: false)
      guard words.count <= 2, let tool = FuzzTool(rawValue: String(words[0])) else { return nil }
      guard let stride = words.count == 1 ? 1 : Int(words[1]), stride >= 1 else { return nil }
      strides[tool] = stride
    }
    self.strides = strides
  }

  var defaultValueDescription: String {
    FuzzTool.allCases.compactMap { tool in
      strides[tool].map { $0 == 1 ? tool.rawValue : "\(tool.rawValue)/\($0)" }
    }.joined(separator: ",")
  }
}
