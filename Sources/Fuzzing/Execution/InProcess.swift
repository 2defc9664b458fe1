import HDL

extension PreparedDesign {
  /// What the outputs show in every cycle after the set-up, as hexadecimal digits: computed in this process.
  func expectedRows() throws(CycleSimulationError) -> [String] {
    let simulation = try CycleSimulation(design)
    let present = Set(design.ports.map(\.name))
    let drivers = try inputs.map { port throws(CycleSimulationError) in try simulation.probe(port.name) }
    let probes = try outputs.map { port throws(CycleSimulationError) in try simulation.probe(port.name) }
    var rows: [String] = []
    for (number, cycle) in stimulus.cycles.enumerated() {
      for (probe, value) in zip(drivers, cycle.inputs) { try probe.poke(value) }
      for (domain, reset) in zip(DomainRecipe.allCases, cycle.resets) where present.contains(domain.clock.resetName) {
        try simulation.setReset(reset, of: domain.clock)
      }
      if number >= RandomDesign.setupCycles {
        var row = BitString()
        for probe in probes { row.append(try probe.peek().words, width: probe.width) }
        rows.append(row.hexadecimal)
      }
      let clocks = zip(DomainRecipe.allCases, cycle.edges).filter { $1 && present.contains($0.clock.clockName) }
      do throws(CycleSimulationError) {
        try simulation.tick(clocks.map { $0.0.clock })
      } catch {
        // During the set-up nothing is defined.
        if number >= RandomDesign.setupCycles { throw error }
      }
    }
    return rows
  }
}
