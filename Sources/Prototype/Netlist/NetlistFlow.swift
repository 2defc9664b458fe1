import Foundation
import HDL
import Simulation

/// Synthesises a design and makes the netlist a design that can be simulated: same top, same ports, made of the cells of an
/// FPGA. A netlist is kept in a folder that is named after everything it depends on.
public struct NetlistFlow: Sendable {
  /// Where the folders of netlists are.
  public var output: URL
  private let tools: PrototypeTools
  private let version: String

  /// - Throws: `PrototypeError` when Yosys does not run.
  public init(_ tools: PrototypeTools, output: URL) throws(PrototypeError) {
    self.tools = tools
    self.output = output
    version = try tools.version(of: .yosys)
  }

  /// The design after synthesis for `family`, with the models of its cells.
  ///
  /// - Parameter progress: called with what is being done, when something is.
  public func synthesised(
    _ design: VerilogDesign, for family: FPGAFamily, progress: @escaping (String) -> Void = { _ in }
  ) throws(PrototypeError) -> VerilogDesign {
    let script = Self.script(design, family)
    let identity = ContentHash.of(design.files.flatMap { [$0.name, $0.text] } + [script, version])
    let work = Work(
      folder: output.appendingPathComponent("\(design.top)-\(family)-\(identity.prefix(16))", isDirectory: true),
      tools: tools, progress: progress)
    let file = work.file("netlist.v")
    if !FileManager.default.fileExists(atPath: file.path) {
      try work.create()
      for source in design.files { try work.write(source.text, source.name) }
      try work.run(.yosys, ["-p", script], log: "synthesis.log", "synthesis for \(family)")
      try work.rename("netlist.partial.v", "netlist.v")
    }
    return try netlist(at: file, of: design)
  }

  /// A netlist that Yosys has written, with the models of the cells that it is made of.
  ///
  /// - Parameters:
  ///   - file: Verilog with the module `design.top`.
  ///   - design: what was synthesised; its ports are those of the netlist.
  public func netlist(at file: URL, of design: VerilogDesign) throws(PrototypeError) -> VerilogDesign {
    let text: String
    do { text = try String(contentsOf: file, encoding: .utf8) } catch {
      throw .fileFailed(path: file.path, reason: error.localizedDescription)
    }
    guard text.contains("module \(design.top)(") else {
      throw .unsuitableNetlist(reason: "\(file.path) has no module \(design.top)")
    }
    let marks: [(FPGAFamily, String)] = [(.ecp5, "TRELLIS_FF"), (.ice40, "SB_DFF")]
    guard let family = marks.first(where: { text.contains($0.1) })?.0 else {
      throw .unsuitableNetlist(
        reason: "\(file.path) has no cells of ECP5 or iCE40; write it after synth_ecp5 or synth_ice40")
    }
    let models = try CellModels(family, of: tools)
    // What a memory holds before it is written is unknown; Verilator 5.006 takes no unknown parameters.
    let known = text.replacingOccurrences(of: "64'hxxxxxxxxxxxxxxxx", with: "64'h96a55a6933cc0ff1")
    return VerilogDesign(
      top: design.top, clock: design.clock, reset: design.reset, ports: design.ports,
      files: [VerilogFile(name: "netlist.v", text: known), models.file])
  }

  private static func script(_ design: VerilogDesign, _ family: FPGAFamily) -> String {
    // ABC's own proof that its mapping is right takes longer than everything else; the simulation is to show it.
    """
    scratchpad -set abc9.verify 0; read_verilog \(design.files.map(\.name).joined(separator: " ")); \(family.synthesis) -top \(design.top); \
    write_verilog -noattr netlist.partial.v
    """
  }

  /// How netlists are built into models: there are many cells, and a simulation of them is short.
  public static var options: SimulationOptions {
    var options = SimulationOptions()
    // Cells have inputs that a netlist leaves open, and carry chains look like loops.
    options.verilatorFlags = ["-Wno-fatal", "-Wno-lint", "-Wno-UNOPTFLAT", "-Wno-INITIALDLY"]
    options.compilerFlags = ["-O0"]
    return options
  }
}
