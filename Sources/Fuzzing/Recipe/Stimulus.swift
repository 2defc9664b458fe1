import HDL

/// What a design is given, cycle by cycle: fixed by recipe and ports, the same for every simulator.
struct Stimulus {
  struct Cycle {
    /// The values of the top module's inputs, without clocks and resets, in the order of its ports.
    let inputs: [Constant]
    /// Which resets are active, by domain.
    let resets: [Bool]
    /// Which clocks have an edge at the end of the cycle, by domain.
    let edges: [Bool]
  }

  let cycles: [Cycle]

  init(_ recipe: Recipe, ports: [PortDescription]) {
    var random = SplitMix(seed: recipe.seed)
    let setup = RandomDesign.setupCycles
    cycles = (0..<setup + recipe.cycles).map { number in
      let inputs = ports.map { port -> Constant in
        if port.name.hasPrefix("setups_") { return Constant(width: 1, value: number < setup ? 1 : 0) }
        if port.name.hasPrefix("sweeps_"), number < setup {
          return Constant(width: port.width, value: UInt64(number))
        }
        return random.constant(width: port.width)
      }
      let isSetup = number < setup
      let resets = DomainRecipe.allCases.map { _ in isSetup || random.chance(3) }
      var edges = DomainRecipe.allCases.map { _ in isSetup || random.chance(70) }
      // A cycle without any edge would only repeat itself.
      if !edges.contains(true) { edges[0] = true }
      return Cycle(inputs: inputs, resets: resets, edges: edges)
    }
  }
}
