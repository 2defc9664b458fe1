import ArgumentParser
import Cosimulation
import Foundation
import Prototype
import Toolchain

/// Builds the bitstream of a board.
struct FPGACommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fpga",
    abstract: "Build the self-test of the encryption unit, or the whole processor, for an FPGA board.",
    discussion: """
      Simulates what will be on the board, synthesises it with Yosys, places and routes it with nextpnr, compares the timing \
      with the board's clock and packs the bitstream. A processor gets the program of sim/bare/board in its memory, encrypted \
      for the processor of tests, whose key everybody knows. scripts/fpga.sh installs the programs. Everything, with the logs, lies in the \
      folder build/fpga/BOARD; docs/fpga.md says how the bitstream gets onto the board.

      Exit status: 0 success; 1 the design does not fit, is too slow, or fails in simulation; 2 the machine \
      is not fit; 64 the command line is wrong.
      """)

  @Option(name: .long, help: "The board: \(Self.names).")
  var board: Board = .ulx3s

  @Option(name: .shortAndLong, help: "Folder in which the board gets a folder of its own.", transform: path)
  var output = "build/fpga"

  @Option(name: .long, help: "Seed of the placement: another one gives another clock frequency.")
  var seed = 1

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  static var names: String { Board.all.map(\.name).joined(separator: ", ") }

  func validate() throws {
    if !(0...1_000_000).contains(seed) { throw ValidationError("--seed must be from 0 to 1000000") }
  }

  func run() throws {
    let console = Console()
    do {
      var flow = BoardFlow(
        board, tools: try PrototypeTools(), output: URL(fileURLWithPath: output, isDirectory: true))
      flow.seed = seed
      if board.subject == .processor {
        flow.program = try .demonstration(tools: Tools(), folder: folderOfCheckout("sim/bare"))
      }
      console.step("\(board.name): \(board.title), \(board.point.rawValue); logs in \(flow.folder.relativePath)")
      let pace = Pace(interval: 5)
      let result = try flow.run(
        progress: { [board] in
          console.endProgress()
          console.step("\(board.name): \($0)")
        },
        hear: { text in
          guard pace.isDue(), let line = Self.lastLine(text) else { return }
          console.progress("  \(line)")
        })
      console.endProgress()
      if json { try printJSON(result) } else { report(result, text: flow.program?.text) }
    } catch let error as PrototypeError {
      console.endProgress()
      console.complain(error)
      switch error {
      case .tooLarge, .tooSlow, .selfTestFailed, .wrongText: throw Exit.failedCheck
      default: throw Exit.unfit
      }
    } catch {
      console.endProgress()
      console.complain(error)
      throw Exit.unfit
    }
  }

  /// The last whole line of what a program says, short enough for a terminal.
  private static func lastLine(_ text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline)
    let whole = text.last?.isNewline == true ? lines.last : lines.dropLast().last
    return whole.map { String($0.prefix(100)) }
  }

  private func report(_ result: BoardResult, text: String?) {
    let table = TextTable(
      [.text("resource"), .number("used"), .number("of"), .number("share")],
      rows: result.utilisation.map { use in
        let share = String(format: "%.0f %%", 100 * Double(use.used) / Double(max(1, use.available)))
        return [use.resource, "\(use.used)", "\(use.available)", share]
      })
    print(table.text)
    print(
      String(format: "Fmax %.1f MHz; the board's clock has %.1f MHz", result.megahertz, result.requiredMegahertz))
    print("bitstream: \(result.bitstream)")
    print("load it with: openFPGALoader -b \(board.loaderName) \(result.bitstream)")
    if let text { print("its serial line then says, with a key pressed when it asks for one:\n\(text)") }
  }
}

extension Board: ExpressibleByArgument {
  public init?(argument: String) {
    guard let board = Board.all.first(where: { $0.name == argument }) else { return nil }
    self = board
  }

  public static var allValueStrings: [String] { all.map(\.name) }
  public var defaultValueDescription: String { name }
}
