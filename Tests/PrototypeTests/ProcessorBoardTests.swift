import Foundation
import HDL
import Hardware
import Prototype
import Simulation
import Testing
import Toolchain

/// The whole processor on a board, with the program that `keyline fpga` puts into its memory.
@Suite struct ProcessorBoardTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path
  private static let program = Result { try BoardProgram.demonstration(tools: Tools(), folder: folder) }

  /// The very top that is synthesised, with the board's clock and baud rate. Two key entries take 3.4 million cycles of the test's,
  /// the text at 115,200 baud most of the others.
  @Test("a terminal at the board shows what the golden model says")
  func terminal() throws {
    let program = try Self.program.get()
    let board = Board.ulx3sProcessor
    let run = try BoardRun(
      SimulationModel(board.verilog(program: program)), until: program.text, clockFrequency: board.clockFrequency,
      limit: 10_000_000)
    #expect(run.text == program.text)
    // Encrypted mode and lines on the bus; a second has not passed, and the program does not end.
    #expect(run.lamps == 0b00110)
  }

  /// Both halves of the text are there: the ciphertext that the monitor sees, and the plaintext that the program sees.
  @Test("memory is ciphertext for the monitor, and instructions for the program")
  func text() throws {
    let program = try Self.program.get()
    let lines = program.text.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 8)
    let inMemory = try #require(lines[1].split(separator: ":").last)
    let asRead = try #require(lines[2].split(separator: ":").last)
    #expect(inMemory.count == asRead.count && inMemory != asRead)
    // `_start` begins with auipc sp.
    #expect(asRead.contains(#/^ +17 [0-9a-f]1/#))
    #expect(lines[3] == "Primes below 10000, counted in encrypted mode: 1229")
    #expect(Array(lines[2...4]) == Array(lines[5...7]))
    #expect(program.contents.allSatisfy { !program.plaintextWords.contains($0) } && !program.plaintextWords.isEmpty)
  }

  @Test("the program is the same every time it is built")
  func repeatable() throws {
    let again = try BoardProgram.demonstration(tools: Tools(), folder: Self.folder)
    #expect(try again.contents == Self.program.get().contents)
  }

  @Test("the frequencies of the loop are those that the FPGA allows", arguments: Board.all.map(\.name))
  func loop(name: String) throws {
    let board = try #require(Board.all.first { $0.name == name })
    guard let loop = board.loop else { return }
    // Lattice FPGA-DS-02012, sysCLOCK PLL timing: the oscillator of the loop, and what it compares.
    #expect((400_000_000...800_000_000).contains(board.clockFrequency * loop.outputDivider))
    #expect((8_000_000...400_000_000).contains(board.oscillatorFrequency / loop.inputDivider))
  }
}
