import HDL
import Simulation
import Testing

@Suite struct MutationTests {
  /// One small place for every kind of mutation.
  final class Places: Module {
    let a = In(4)
    let b = In(4)
    let go = In()
    let bitwise = Out(4)
    let sum = Out(4)
    let less = Out()
    let choice = Out(4)
    let square = Out(4)
    let held = Out(4)
    let color = Out(Color.self)
    let kept = Reg(4, reset: 0)
    let state = Reg(reset: Color.red)

    override func build() {
      bitwise <== (a & b) ^ 5
      sum <== a - b
      less <== (a < b)
      choice <== mux(!go, a, b)
      square <== select(a[0...1], from: [Bits(0, width: 4), 1, 4, 9])
      held <== kept
      when(go) { kept <== a }
      color <== state
      match(state) {
        switch $0 {
        case .red: state <== .green
        case .green: state <== .blue
        case .blue: when(go) { state <== .red }
        }
      }
      // An assertion is not broken, only what it looks at.
      always("in_range", kept | 0 == kept)
    }
  }

  @Test func sites() throws {
    let sites = try Design(Places()).mutationSites()
    #expect(
      sites.map { "\($0.kind): \($0)" } == [
        "operation: places.bitwise: `a & b` becomes `a | b`",
        "operation: places.bitwise: `(a & b) ^ 4'd5` becomes `~((a & b) ^ 4'd5)`",
        "constant: places.bitwise: `(a & b) ^ 4'd5` becomes `(a & b) ^ 4'd4`",
        "operation: places.sum: `a - b` becomes `a + b`",
        "operation: places.less: `a < b` becomes `!(a < b)`",
        "operation: places.choice: `!go` becomes `go`",
        "operation: places.choice: `!go ? a : b` becomes `!go ? b : a`",
        "table: places.square: `select(a[1:0], …)` becomes `entry 0 with bit 0 inverted`",
        "table: places.square: `select(a[1:0], …)` becomes `entry 1 with bit 1 inverted`",
        "table: places.square: `select(a[1:0], …)` becomes `entry 2 with bit 2 inverted`",
        "table: places.square: `select(a[1:0], …)` becomes `entry 3 with bit 3 inverted`",
        "condition: places.kept: `if (go)` becomes `if (1)`",
        "condition: places.kept: `if (go)` becomes `if (0)`",
        "condition: places.kept: `if (go)` becomes `if (!(go))`",
        "hold: places.kept: `kept <= a` becomes `kept holds`",
        "hold: places.state: `state <= COLOR_GREEN` becomes `state holds`",
        "transition: places.state: `state <= COLOR_GREEN` becomes `state <= COLOR_BLUE`",
        "hold: places.state: `state <= COLOR_BLUE` becomes `state holds`",
        "transition: places.state: `state <= COLOR_BLUE` becomes `state <= COLOR_RED`",
        "condition: places.state: `if (go)` becomes `if (1)`",
        "condition: places.state: `if (go)` becomes `if (0)`",
        "condition: places.state: `if (go)` becomes `if (!(go))`",
        "hold: places.state: `state <= COLOR_RED` becomes `state holds`",
        "transition: places.state: `state <= COLOR_RED` becomes `state <= COLOR_GREEN`",
      ])
    #expect(sites.map(\.id) == Array(0..<sites.count))
    #expect(try Design(Places()).mutationSites() == sites)
    #if DEBUG
      #expect(sites[0].location?.hasPrefix("MutationTests.swift:22:") == true)
    #endif
  }

  /// What a site's number switches on, against the same change written in Swift.
  @Test func effects() throws {
    let design = try Design(Places())
    let sites = design.mutationSites()
    let simulator = try Simulator(SimulationModel(design.mutated(sites).verilog()))
    func select(_ text: String) throws {
      let position = try #require(sites.firstIndex { $0.description.hasSuffix(text) }, "no site `\(text)`")
      try simulator.set("mutant", [UInt64(position + 1)])
    }
    func expect(_ output: String, _ expected: (UInt64, UInt64, UInt64) -> UInt64) throws {
      for a in UInt64(0)..<16 {
        for b in UInt64(0)..<16 {
          for go in UInt64(0)..<2 {
            try simulator.set("a", [a])
            try simulator.set("b", [b])
            try simulator.set("go", [go])
            try simulator.evaluate()
            #expect(try simulator.value(of: output) == [expected(a, b, go) & (output == "less" ? 1 : 15)])
          }
        }
      }
    }
    try simulator.reset()
    try simulator.set("mutant", [0])
    try expect("bitwise") { a, b, _ in (a & b) ^ 5 }
    try select("`a & b` becomes `a | b`")
    try expect("bitwise") { a, b, _ in (a | b) ^ 5 }
    try select("becomes `~((a & b) ^ 4'd5)`")
    try expect("bitwise") { a, b, _ in ~((a & b) ^ 5) }
    try select("`a - b` becomes `a + b`")
    try expect("sum") { a, b, _ in a &+ b }
    try select("`a < b` becomes `!(a < b)`")
    try expect("less") { a, b, _ in a < b ? 0 : 1 }
    try select("becomes `!go ? b : a`")
    try expect("choice") { a, b, go in go == 0 ? b : a }
    try select("`!go` becomes `go`")
    try expect("choice") { a, b, go in go == 1 ? a : b }
    let tables = sites.filter { $0.kind == .table }
    #expect(!tables.isEmpty)
    for site in tables {
      try select(site.description)
      var wrong = 0
      for a in UInt64(0)..<4 {
        try simulator.set("a", [a])
        try simulator.evaluate()
        let difference = try simulator.value(of: "square")[0] ^ (a * a)
        if difference != 0 {
          wrong += 1
          #expect(difference.nonzeroBitCount == 1)
          #expect(site.mutant.hasPrefix("entry \(a) "))
        }
      }
      #expect(wrong == 1)
    }
  }

  @Test func effectsOnState() throws {
    let design = try Design(Places())
    let sites = design.mutationSites()
    let simulator = try Simulator(SimulationModel(design.mutated(sites).verilog()))
    /// The colors in the cycles after reset, and the register's value.
    func run(_ text: String?, go: [UInt64]) throws -> (colors: [UInt64], held: UInt64) {
      let position = try text.map { text in
        try #require(sites.firstIndex { $0.description.hasSuffix(text) }, "no site `\(text)`")
      }
      try simulator.set("a", [9])
      try simulator.set("go", [0])
      try simulator.set("mutant", [position.map { UInt64($0 + 1) } ?? 0])
      try simulator.reset()
      var colors: [UInt64] = []
      for value in go {
        try simulator.set("go", [value])
        try simulator.tick()
        colors.append(try simulator.value(of: "color")[0])
      }
      return (colors, try simulator.value(of: "held")[0])
    }
    #expect(try run(nil, go: [0, 0, 0, 1]) == ([1, 2, 2, 0], 9))
    #expect(try run("`state <= COLOR_GREEN` becomes `state <= COLOR_BLUE`", go: [0, 0, 1]) == ([2, 2, 0], 9))
    #expect(try run("`state <= COLOR_GREEN` becomes `state holds`", go: [0, 1]) == ([0, 0], 9))
    #expect(try run("kept: `if (go)` becomes `if (1)`", go: [0]) == ([1], 9))
    #expect(try run("kept: `if (go)` becomes `if (0)`", go: [1]) == ([1], 0))
    #expect(try run("kept: `if (go)` becomes `if (!(go))`", go: [1, 1]) == ([1, 2], 0))
    #expect(try run("kept: `if (go)` becomes `if (!(go))`", go: [0]) == ([1], 9))
    #expect(try run("`kept <= a` becomes `kept holds`", go: [1]) == ([1], 0))
  }

  @Test func mutantZeroIsTheOriginal() throws {
    let design = try Design(TwoQueues())
    let sites = design.mutationSites()
    let mutated = design.mutated(sites)
    try expectOtherToolsAccept(mutated.verilog())
    let original = try Simulator(SimulationModel(design.verilog()))
    let switched = try Simulator(SimulationModel(mutated.verilog()))
    for simulator in [original, switched] { try simulator.reset() }
    let seed: UInt64 = 0x6b6579
    var random = SeededGenerator(seed: seed)
    try switched.set("mutant", [0])
    try compare(original, switched, cycles: 2000, &random, "seed \(seed)")
    // A number beyond the last site breaks nothing either.
    try switched.set("mutant", [UInt64(sites.count + 1)])
    try compare(original, switched, cycles: 200, &random, "seed \(seed)")
  }

  @Test func everyMutantOfTheQueueShows() throws {
    let design = try Design(RequestQueue(depth: 6))
    let sites = design.mutationSites()
    let original = try SimulationModel(design.verilog())
    let mutated = try SimulationModel(design.mutated(sites).verilog())
    var surviving: [String] = []
    for (position, site) in sites.enumerated() {
      let a = try Simulator(original)
      let b = try Simulator(mutated)
      for simulator in [a, b] { try simulator.reset() }
      try b.set("mutant", [UInt64(position + 1)])
      var random = SeededGenerator(seed: 7)
      if try difference(a, b, cycles: 500, &random) == nil { surviving.append(site.description) }
    }
    #expect(surviving == [])
  }

  private func compare(
    _ a: Simulator, _ b: Simulator, cycles: Int, _ random: inout SeededGenerator, _ comment: Comment
  ) throws {
    #expect(try difference(a, b, cycles: cycles, &random) == nil, comment)
  }

  /// Drives two simulators with the same random inputs; the first output in which they differ.
  private func difference(
    _ a: Simulator, _ b: Simulator, cycles: Int, _ random: inout SeededGenerator
  ) throws -> String? {
    let ports = a.model.design.ports.filter { $0.name != "clock" && $0.name != "reset" }
    for cycle in 0..<cycles {
      for port in ports where port.direction == .input {
        let words = random.words(width: port.width)
        try a.set(port.name, words)
        try b.set(port.name, words)
      }
      for simulator in [a, b] {
        do { try simulator.evaluate() } catch { return "\(error)" }
      }
      for port in ports where port.direction == .output {
        if try a.value(of: port.name) != b.value(of: port.name) { return "\(port.name) in cycle \(cycle)" }
      }
      for simulator in [a, b] {
        do { try simulator.tick() } catch { return "\(error)" }
      }
    }
    return nil
  }
}
