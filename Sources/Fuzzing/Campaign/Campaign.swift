import HDL

/// Draws designs and compares them in all simulators and through synthesis.
public struct Campaign: Sendable {
  /// Designs to draw.
  public var designs = 300
  /// Seed of the first; each design has the next.
  public var seed: UInt64 = 1
  /// Clock cycles of each that are compared.
  public var cycles = 40
  /// A tool sees every n-th design. Icarus is quick; Verilator's models cost seconds of a C++ compiler.
  public var strides: [FuzzTool: Int] = Dictionary(uniqueKeysWithValues: FuzzTool.allCases.map { ($0, 1) })
  /// Designs that one run of a tool gets.
  public var batch = 20
  /// Differences after which the campaign stops.
  public var failureLimit = 5
  /// Changes the emitted text before the tools see it, to plant a defect.
  public var alter: @Sendable (VerilogDesign) -> VerilogDesign = { $0 }

  public init() {}

  public struct Result: Sendable {
    public var designs = 0
    /// Designs that each tool saw.
    public var seen: [FuzzTool: Int] = [:]
    public var failures: [Failure] = []
  }

  /// - Parameter progress: is told what has been found so far, after every batch.
  /// - Throws: `FuzzingError.trouble` when a tool cannot be run, and what `progress` throws.
  public func run(
    progress: (Result) throws(FuzzingError) -> Void = { (_: Result) throws(FuzzingError) in }
  ) throws(FuzzingError) -> Result {
    let comparison = Comparison(work: try WorkFolder(), alter: alter)
    var result = Result()
    let tools = FuzzTool.allCases.filter { strides[$0] != nil }
    while result.designs < designs, result.failures.count < failureLimit {
      let count = min(batch, designs - result.designs)
      let first = result.designs
      let recipes = (0..<count).map { Self.recipe(seed: seed &+ UInt64(first + $0), cycles: cycles) }
      let uses = { (tool: FuzzTool, index: Int) in (first + index) % max(1, strides[tool] ?? 1) == 0 }
      result.failures += try comparison.failures(recipes, tools: tools, uses: uses)
      for tool in tools { result.seen[tool, default: 0] += (0..<count).count { uses(tool, $0) } }
      result.designs += count
      try progress(result)
    }
    return result
  }

  /// The recipe of a seed.
  public static func recipe(seed: UInt64, cycles: Int) -> Recipe {
    var generator = RecipeGenerator(seed: seed, cycles: cycles)
    return generator.recipe()
  }

  /// Compares one recipe in all tools of `strides`.
  public func replay(_ recipe: Recipe) throws(FuzzingError) -> [Failure] {
    try recipe.validate()
    return try Comparison(work: try WorkFolder(), alter: alter)
      .failures([recipe], tools: FuzzTool.allCases.filter { strides[$0] != nil })
  }

  /// The smallest design found that fails in the same way, within `limit` runs of tools.
  public func shrink(
    _ failure: Failure, limit: Int = 150, progress: (Int) -> Void = { _ in }
  ) throws(FuzzingError) -> Failure {
    var shrinker = Shrinker(failure, Comparison(work: try WorkFolder(), alter: alter))
    return try shrinker.run(limit: limit, progress: progress)
  }
}

extension Recipe {
  /// What data alone does not promise.
  func validate() throws(FuzzingError) {
    func check(_ isRight: Bool, _ what: String) throws(FuzzingError) {
      if !isRight { throw .trouble("the recipe has \(what)") }
    }
    try check(!modules.isEmpty, "no modules")
    try check(1...1_000_000 ~= cycles, "\(cycles) cycles: from 1 to 1000000 are possible")
    for module in modules {
      try check(!module.outputs.isEmpty, "a module without outputs")
      for case .memory(let memory, _) in module.items {
        try check(
          1...16 ~= memory.depth && 1...300 ~= memory.laneWidth && 0...16 ~= memory.lanes, "an impossible memory")
      }
    }
  }
}
