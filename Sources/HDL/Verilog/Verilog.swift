extension Design {
  /// The design as Verilog-2005, one file per module, children before their parents. For a prover, the properties are
  /// statements of SystemVerilog.
  public func verilog(for reader: VerilogReader = .hardware) -> VerilogDesign {
    var foreign: [String: String] = [:]
    for instance in definitions.flatMap(\.instances) {
      if let source = instance.definition.blackBox?.source { foreign[instance.definition.name] = source }
    }
    var files = foreign.sorted { $0.key < $1.key }.map { VerilogFile(name: "\($0.key).v", text: $0.value) }
    files += definitions.map { definition in
      var emitter = Emitter(definition)
      return VerilogFile(name: "\(definition.name).v", text: emitter.emit(obligations(of: definition, for: reader)))
    }
    let main = definitions.last?.domains.first { $0.domain == .main }
    return VerilogDesign(
      top: top, clock: main?.needsClock == true ? ClockDomain.main.clockName : nil,
      reset: main?.needsReset == true ? ClockDomain.main.resetName : nil, ports: ports, files: files)
  }

  /// The top module's ports, clocks and resets first.
  public var ports: [PortDescription] {
    guard let definition = definitions.last else { return [] }
    var ports: [PortDescription] = []
    for use in definition.domains {
      if use.needsClock { ports.append(PortDescription(name: use.domain.clockName, width: 1, direction: .input)) }
      if use.needsReset { ports.append(PortDescription(name: use.domain.resetName, width: 1, direction: .input)) }
    }
    return ports
      + definition.ports.map {
        PortDescription(
          name: $0.name ?? "port", width: $0.width, direction: $0.operation == .input ? .input : .output)
      }
  }
}
