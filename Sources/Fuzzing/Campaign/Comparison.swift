import HDL

/// A design on which two readers of it do not agree, or which one refuses.
public struct Failure: Sendable {
  /// What fails, so that shrinking keeps to it.
  public enum Kind: Hashable, Sendable {
    /// The checks refuse the design.
    case elaboration
    /// The simulation in this process stops.
    case simulation
    /// A tool refuses the emitted text.
    case refusal(FuzzTool)
    /// A tool computes other outputs than the simulation in this process.
    case difference(FuzzTool)
  }
  public let kind: Kind
  public let recipe: Recipe
  /// One line, or the tool's own text.
  public let detail: String
}

/// Compares designs by running several at a time in every tool.
struct Comparison {
  let work: WorkFolder
  var alter: @Sendable (VerilogDesign) -> VerilogDesign = { $0 }

  /// The failures of the recipes, at most one for each recipe and tool. `uses` says which of the recipes a tool gets.
  func failures(
    _ recipes: [Recipe], tools: [FuzzTool], uses: (FuzzTool, Int) -> Bool = { _, _ in true }
  ) throws(FuzzingError) -> [Failure] {
    var failures: [Failure] = []
    var designs: [(index: Int, design: PreparedDesign, rows: [String])] = []
    for (index, recipe) in recipes.enumerated() {
      do {
        let design = try PreparedDesign(recipe, alter: alter)
        designs.append((index, design, try design.expectedRows()))
      } catch let error as ElaborationError {
        failures.append(Failure(kind: .elaboration, recipe: recipe, detail: "\(error)"))
      } catch {
        failures.append(Failure(kind: .simulation, recipe: recipe, detail: "\(error)"))
      }
    }
    for tool in tools {
      let used = designs.filter { uses(tool, $0.index) }
      failures += try compare(used.map { ($0.design, $0.rows) }, tool)
    }
    return failures
  }

  private func compare(
    _ designs: [(design: PreparedDesign, rows: [String])], _ tool: FuzzTool
  ) throws(FuzzingError) -> [Failure] {
    if designs.isEmpty { return [] }
    do throws(FuzzingError) {
      let found = try tool.rows(Batch(designs: designs.map(\.design)), work: work)
      return zip(designs, found).compactMap { difference($0.design, expected: $0.rows, found: $1, tool) }
    } catch {
      guard case .refused(_, let output) = error else { throw error }
      guard designs.count > 1 else {
        return [Failure(kind: .refusal(tool), recipe: designs[0].design.recipe, detail: output)]
      }
      // Which of them is it?
      let middle = designs.count / 2
      return try compare(Array(designs[..<middle]), tool) + compare(Array(designs[middle...]), tool)
    }
  }

  private func difference(
    _ design: PreparedDesign, expected: [String], found: [String], _ tool: FuzzTool
  ) -> Failure? {
    if expected == found { return nil }
    guard let cycle = zip(expected, found).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
      return Failure(
        kind: .difference(tool), recipe: design.recipe,
        detail: "\(tool.rawValue) gives \(found.count) cycles instead of \(expected.count)")
    }
    let place = design.firstDifference(expected[cycle], found[cycle])
    let output = place.map { "\($0.port.name) (bit \($0.bit))" } ?? "an output"
    return Failure(
      kind: .difference(tool), recipe: design.recipe,
      detail: "\(tool.rawValue) computes another \(output) in cycle \(cycle): all outputs are \(found[cycle]),"
        + " not \(expected[cycle])")
  }
}
