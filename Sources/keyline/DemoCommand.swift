import ArgumentParser
import Cosimulation
import Foundation
import Hardware
import Toolchain

/// Real programs and a picture through the hardware.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Run real programs and a picture through the simulated hardware and write a report.",
    discussion: """
      RISC-V programs are compiled, encrypted under the keys of several makers and loaded into simulated memory; every \
      line is fetched, decrypted and compared with the original, and what is written goes back encrypted. The report \
      shows a picture as the processor sees it, as it lies on the bus, and as a process without the key sees it.
      """)

  @Option(name: .long, help: "Design point: small, balanced or fast.")
  var design: DesignPoint = .fast

  @Option(name: .long, help: "A PNG file of your own, up to a megapixel.")
  var picture: String?

  @Option(name: .shortAndLong, help: "The report.")
  var output = "build/demo/report.html"

  @Option(name: .long, help: "Folder of the RISC-V programs; by default sim/programs of the checkout.")
  var programs: String?

  @Option(name: .long, help: "Seed of keys, nonces, memory contents and timing.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Print the results as JSON.")
  var json = false

  func run() throws {
    let console = Console()
    do {
      let folder = URL(fileURLWithPath: output).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var options = DemonstrationOptions(
        programFolder: try programs ?? Self.checkoutPrograms(),
        buildFolder: folder.appendingPathComponent("programs").path)
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

  /// `sim/programs` in the working folder or a folder above it.
  private static func checkoutPrograms() throws -> String {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("sim/programs").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    throw ValidationError("there is no sim/programs here: run in a checkout of Keyline, or say --programs FOLDER")
  }

  private func table(_ result: DemonstrationResult) -> String {
    var rows = [["what", "lines", "algorithm", "came back", "without the key"]]
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
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 1 ? padding + cell : cell + padding
      }.joined(separator: "  ")
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    return lines.joined(separator: "\n") + "\n\n\(result.verdict)\nreport: \(output)"
  }
}
