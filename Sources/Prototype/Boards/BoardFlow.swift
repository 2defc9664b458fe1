import Foundation
import HDL
import Hardware
import Simulation

/// What a board's FPGA holds after place and route.
public struct BoardResult: Codable, Hashable, Sendable {
  /// One kind of place in the FPGA.
  public struct Use: Codable, Hashable, Sendable {
    public var resource: String
    public var used: Int
    public var available: Int
  }
  /// What is used of the FPGA, by name.
  public var utilisation: [Use]
  /// The highest clock frequency in MHz at which every path is fast enough.
  public var megahertz: Double
  /// The frequency of the board's clock in MHz.
  public var requiredMegahertz: Double
  /// The file for `openFPGALoader`.
  public var bitstream: String
}

/// From the design of a board to a bitstream: simulation, synthesis, place and route, timing, packing. Everything lies in
/// one folder, with the log of every program.
public struct BoardFlow: Sendable {
  public let board: Board
  /// What the processor runs, where the board has one.
  public var program: BoardProgram?
  /// The folder that is worked in.
  public let folder: URL
  /// Seed of the placement.
  public var seed = 1
  private let tools: PrototypeTools

  /// - Parameter output: the folder in which the board gets one of its own.
  public init(_ board: Board, tools: PrototypeTools, output: URL) {
    self.board = board
    self.tools = tools
    folder = output.appendingPathComponent(board.name, isDirectory: true)
  }

  /// Builds the bitstream.
  ///
  /// - Parameters:
  ///   - progress: called with every step as it begins.
  ///   - hear: called with what the programs say.
  /// - Throws: `PrototypeError`: what failed, the log to look at and what to do.
  public func run(
    progress: @escaping (String) -> Void = { _ in }, hear: @escaping (String) -> Void = { _ in }
  ) throws -> BoardResult {
    let work = Work(folder: folder, tools: tools, progress: progress, hear: hear)
    try work.create()
    work.remove("\(bitstream)", "report.json")
    progress(board.subject == .selfTest ? "self-test in simulation" : "program in simulation")
    let verilog = try board.verilog(program: program)
    switch board.subject {
    case .selfTest: try testItself()
    case .processor: try runProgram(verilog)
    }
    for file in verilog.files { try work.write(file.text, file.name) }
    try work.write(board.constraints, board.constraintsName)
    try work.run(.yosys, ["-p", script(verilog)], log: "synthesis.log", "synthesis")
    try place(work)
    let result = try result(work)
    guard result.megahertz >= result.requiredMegahertz else {
      throw PrototypeError.tooSlow(
        board: board.name, megahertz: result.megahertz, required: result.requiredMegahertz,
        log: work.file("place.log").path)
    }
    switch board.family {
    case .ecp5: try work.run(.ecppack, ["--compress", placed, bitstream], log: "pack.log", "bitstream")
    case .ice40: try work.run(.icepack, [placed, bitstream], log: "pack.log", "bitstream")
    }
    return result
  }

  private var placed: String { board.family == .ecp5 ? "top.config" : "top.asc" }
  private var bitstream: String { board.family == .ecp5 ? "top.bit" : "top.bin" }

  /// The same top that goes onto the board, with its real clock and baud rate.
  private func testItself() throws {
    let outcome = try SelfTestRun.inProcess(
      board.design(), clockFrequency: board.clockFrequency, limit: board.clockFrequency / 50, start: .random(seed: 1))
    guard outcome.passed else { throw PrototypeError.selfTestFailed(board: board.name, text: outcome.text) }
  }

  /// The processor says on its serial line what the golden model says.
  private func runProgram(_ design: VerilogDesign) throws {
    guard let program else { throw PrototypeError.wrongProgram(name: board.name, reason: "there is none") }
    let run = try BoardRun(
      SimulationModel(design), until: program.text, clockFrequency: board.clockFrequency,
      limit: 2 * board.clockFrequency)
    guard run.text == program.text else {
      throw PrototypeError.wrongText(board: board.name, text: run.text, expected: program.text)
    }
  }

  /// The unit is synthesised as it is: nothing of the self-test's constants may make it smaller. ABC's own proof that its
  /// mapping is right takes longer than everything else on a whole unit; simulating the netlist shows it too.
  private func script(_ design: VerilogDesign) -> String {
    let kept = board.subject == .selfTest ? "setattr -mod -set keep_hierarchy 1 encryption_unit; " : ""
    return """
      scratchpad -set abc9.verify 0; read_verilog \(design.files.map(\.name).joined(separator: " ")); \
      hierarchy -top \(design.top); \(kept)\(board.family.synthesis) -top \(design.top); \
      setattr -mod -unset keep_hierarchy *; flatten; clean; write_json top.json; stat
      """
  }

  private func place(_ work: Work) throws(PrototypeError) {
    let common = board.device + ["--json", "top.json", "--report", "report.json", "--seed", "\(seed)"]
    // A frequency that is missed is reported with the figure, not by the program's own message.
    let arguments =
      common + ["--timing-allow-fail"]
      // The rings of the noise source are loops.
      + (board.subject == .processor ? ["--ignore-loops"] : [])
      + (board.family == .ecp5
        ? ["--lpf", board.constraintsName, "--textcfg", placed]
        : ["--pcf", board.constraintsName, "--asc", placed])
    do {
      try work.run(
        board.family == .ecp5 ? .nextpnrECP5 : .nextpnrICE40, arguments, log: "place.log", "place and route")
    } catch {
      // nextpnr counts before it places, and then finds no place for some cell.
      let log = work.file("place.log")
      let full = try Reports.counts(in: log).first { $0.used > $0.available }
      guard let full else { throw error }
      throw .tooLarge(
        board: board.name, resource: full.resource, used: full.used, available: full.available, log: log.path)
    }
  }

  private func result(_ work: Work) throws(PrototypeError) -> BoardResult {
    BoardResult(
      utilisation: try Reports.counts(in: work.file("place.log")).filter { $0.used > 0 },
      megahertz: try Reports.timing(seed: seed, in: work.file("report.json")).megahertz,
      requiredMegahertz: Double(board.clockFrequency) / 1e6, bitstream: work.file(bitstream).path)
  }
}

extension Reports {
  /// How many of each kind of place are used, from the log of nextpnr: `Info:   TRELLIS_COMB:  24115/83640   28%`.
  static func counts(in log: URL) throws(PrototypeError) -> [BoardResult.Use] {
    let text: String
    do { text = try String(contentsOf: log, encoding: .utf8) } catch {
      throw .fileFailed(path: log.path, reason: error.localizedDescription)
    }
    var uses: [BoardResult.Use] = []
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("Info:") && line.hasSuffix("%") {
      let words = line.dropFirst(5).split { $0 == " " || $0 == "\t" || $0 == "/" || $0 == ":" || $0 == "%" }
      guard words.count == 4, let used = Int(words[1]), let available = Int(words[2]) else { continue }
      uses.append(BoardResult.Use(resource: String(words[0]), used: used, available: available))
    }
    return uses
  }
}
