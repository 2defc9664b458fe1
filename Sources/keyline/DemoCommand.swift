import ArgumentParser
import Cosimulation
import Foundation
import Hardware
import Simulation
import Toolchain

/// Real programs and a picture through the hardware.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Run real programs and a picture through the simulated hardware and write a report.",
    discussion: """
      RISC-V programs are compiled, encrypted under the keys of several makers and loaded into simulated memory; their \
      keys come in entries, which the hardware opens with the secret key in its fuses, in some million cycles each; every \
      line is fetched, decrypted and compared with the original, and what is written goes back encrypted. The report \
      shows a picture as the processor sees it, as it lies on the bus, and as a process without the key sees it.
      """)

  @Option(name: .long, help: "Design point: small, balanced or fast.")
  var design: DesignPoint = .fast

  @Option(name: .long, help: "A PNG file of your own, up to a megapixel.", transform: path)
  var picture: String?

  @Option(name: .shortAndLong, help: "The report (HTML).", transform: path)
  var output = "build/demo/report.html"

  @Option(name: .long, help: "Folder of the RISC-V programs; by default sim/programs of the checkout.", transform: path)
  var programs: String?

  @Option(name: .long, help: "Seed of keys, nonces, memory contents and timing.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Print the results as JSON.")
  var json = false

  func run() throws {
    let console = Console()
    do {
      // Found out first: a bad path should not cost the demonstration.
      if File.isFolder(output) { throw Console.Failure("\(output): cannot be written: it is a folder") }
      try File.createFolder(URL(fileURLWithPath: output).deletingLastPathComponent().path)
      var options = DemonstrationOptions(
        programFolder: try programs ?? folderOfCheckout("sim/programs", orSay: "--programs FOLDER"),
        buildFolder: SimulationOptions.defaultCache.appendingPathComponent("programs").path)
      options.point = design
      options.picturePath = picture
      options.seed = seed
      let pace = Pace(interval: 0.5)
      let result = try Demonstration.run(options) { progress in
        if progress.total == 0 {
          console.endProgress()
          console.step(progress.activity)
        } else if pace.isDue() {
          console.progress("\(progress.activity): \(progress.done) of \(progress.total)")
        }
      }
      console.endProgress()
      try DemonstrationReport(result).write(to: URL(fileURLWithPath: output))
      if json { try printJSON(result) } else { print(table(result)) }
      if !result.passed { throw Exit.failedCheck }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.endProgress()
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func table(_ result: DemonstrationResult) -> String {
    var rows: [[String]] = []
    for program in result.programs {
      for region in program.regions {
        rows.append([
          "\(program.name) \(region.name)", "\(region.lines)", region.algorithm,
          "\(region.linesEqual)/\(region.lines) equal", "\(region.linesSeenAsCiphertext)/\(region.lines) ciphertext",
        ])
      }
    }
    let picture = result.picture
    rows.append([
      "picture \(picture.width)x\(picture.height)", "\(picture.lines)", picture.algorithm,
      "\(picture.linesEqual)/\(picture.lines) equal", "\(picture.linesSeenAsCiphertext)/\(picture.lines) ciphertext",
    ])
    let table = TextTable(
      [
        .text("what"), .number("lines"), .text("algorithm"), .text("came back"), .text("without the key"),
      ], rows: rows)
    let keys = result.keys
    let cycles = keys.cycles.map { " in \(grouped($0.median)) clock cycles each" } ?? ""
    let entries = "\(keys.entries.count) key entries were opened by the hardware\(cycles)."
    return "\(table.text)\n\n\(entries)\n\(result.verdict)\nreport: \(output)"
  }
}
