import Foundation
import HDL
import Prototype
import Simulation
import Testing

/// What is committed for the boards.
@Suite struct BoardFileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../rtl/boards")

  @Test(arguments: Board.all.map(\.name)) func theFolderHoldsWhatIsEmitted(name: String) throws {
    let board = try #require(Board.all.first { $0.name == name })
    let files = try board.files()
    let folder = Self.folder.appending(path: name)
    for file in files {
      let stored = try? Data(contentsOf: folder.appending(path: file.name))
      #expect(stored == Data(file.text.utf8), "\(name)/\(file.name): run `make rtl` and commit the result")
    }
    let present = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(present) == Set(files.map(\.name)))
  }

  @Test func thereIsAFolderForEveryBoardAndNoOther() throws {
    let present = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(present) == Set(Board.all.map(\.name)))
  }

  /// Everything in `files.f` is there, and reads without a warning.
  @Test(arguments: Board.all.map(\.name)) func theListOfFilesIsComplete(name: String) throws {
    let board = try #require(Board.all.first { $0.name == name })
    let folder = Self.folder.appending(path: name)
    let list = try String(contentsOf: folder.appending(path: "files.f"), encoding: .utf8)
    let files = try list.split(separator: "\n").map { line in
      VerilogFile(
        name: line.split(separator: "/").last.map(String.init) ?? "",
        text: try String(contentsOf: folder.appending(path: String(line)), encoding: .utf8))
    }
    let design = try board.verilog()
    #expect(files == design.files)
    try SimulationModel.lint(design)
  }

  /// Every port of the top has a pin, and no pin stands for two.
  @Test(arguments: Board.all.map(\.name)) func everyPortHasItsPin(name: String) throws {
    let board = try #require(Board.all.first { $0.name == name })
    let ports = try board.verilog().ports.flatMap { port in
      port.width == 1 ? [port.name] : (0..<port.width).map { "\(port.name)[\($0)]" }
    }
    #expect(Set(board.pins.map(\.port)) == Set(ports))
    #expect(Set(board.pins.map(\.ball)).count == board.pins.count)
    for port in ports { #expect(board.constraints.contains(port)) }
  }
}
