/// One port of an elaborated module, as simulators and tools see it.
public struct PortDescription: Hashable, Codable, Sendable {
  /// Which side drives the port.
  public enum Direction: String, Codable, Sendable { case input, output }
  /// The name in the emitted Verilog.
  public let name: String
  /// Width in bits, at least 1.
  public let width: Int
  public let direction: Direction

  public init(name: String, width: Int, direction: Direction) {
    self.name = name
    self.width = width
    self.direction = direction
  }
}

/// One emitted source file: one module.
public struct VerilogFile: Hashable, Sendable {
  /// File name without folder, for example `aes_round.v`.
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// A design as Verilog text, with what a simulator must know about its top module.
public struct VerilogDesign: Hashable, Sendable {
  /// The name of the top module.
  public let top: String
  /// The clock input, absent for a purely combinational design.
  public let clock: String?
  /// The synchronous, active-high reset input, absent when nothing is reset.
  public let reset: String?
  /// All ports of the top module in declaration order, clock and reset included.
  public let ports: [PortDescription]
  /// One file per module, the top last.
  public let files: [VerilogFile]

  public init(
    top: String, clock: String?, reset: String?, ports: [PortDescription], files: [VerilogFile]
  ) {
    self.top = top
    self.clock = clock
    self.reset = reset
    self.ports = ports
    self.files = files
  }
}
