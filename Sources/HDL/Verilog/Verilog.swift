extension Design {
  /// The design as Verilog-2005, one file per module, children before their parents.
  public func verilog() -> VerilogDesign {
    let files = definitions.map { definition in
      var emitter = Emitter(definition)
      return VerilogFile(name: "\(definition.name).v", text: emitter.emit())
    }
    return VerilogDesign(
      top: top, clock: definitions.last?.needsClock == true ? "clock" : nil,
      reset: definitions.last?.needsReset == true ? "reset" : nil, ports: ports, files: files)
  }

  /// The top module's ports, clock and reset first.
  public var ports: [PortDescription] {
    guard let definition = definitions.last else { return [] }
    var ports: [PortDescription] = []
    if definition.needsClock { ports.append(PortDescription(name: "clock", width: 1, direction: .input)) }
    if definition.needsReset { ports.append(PortDescription(name: "reset", width: 1, direction: .input)) }
    return ports
      + definition.ports.map {
        PortDescription(
          name: $0.name ?? "port", width: $0.width, direction: $0.operation == .input ? .input : .output)
      }
  }
}
