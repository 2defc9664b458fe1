import HDL

/// Verilog whose area and timing are to be measured.
public struct Core: Sendable {
  /// What the row of a table says.
  public var name: String
  /// The module to measure. It may instantiate those of the other files.
  public var top: String
  /// Verilog-2005, or SystemVerilog for names that end in `.sv`, as far as Yosys reads it itself.
  public var files: [VerilogFile]
  /// The ports that all get the one clock; when empty, the inputs of one bit with a name that is usual for a clock.
  public var clocks: [String] = []
  /// Inputs that are constant, as Verilog expressions by name.
  public var ties: [String: String] = [:]

  public init(name: String, top: String, files: [VerilogFile]) {
    self.name = name
    self.top = top
    self.files = files
  }

  /// One module of a design, with the modules below it and no others.
  ///
  /// - Throws: `PrototypeError.unknownModule`.
  public init(name: String, module: String, of design: Design) throws(PrototypeError) {
    guard let part = design.part(module) else { throw .unknownModule(name: module, known: design.modules) }
    self.init(name: name, top: module, files: part.verilog().files)
  }

  static let usualClocks: Set<String> = ["clk", "clk_i", "i_clk", "clock", "aclk", "s_axi_aclk", "clki", "sys_clk"]
}

/// A port of a core.
struct CorePort: Equatable {
  let name: String
  let isInput: Bool
  let width: Int
}
