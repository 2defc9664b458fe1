import Simulation

/// Finds a short list of steps that still fails, by leaving out ever smaller pieces (delta debugging, Zeller and
/// Hildebrandt 2002). Any difference counts as the failure: a shorter stimulus may reach the defect in another way.
struct Shrinker {
  let model: SimulationModel
  /// Runs to spend.
  var budget = 400

  /// The failing scenario reduced, and its result.
  mutating func shrink(_ failing: ScenarioResult) throws -> ScenarioResult {
    var best = failing
    // Nothing after the step that failed can matter.
    let upTo = (failing.mismatch?.step ?? failing.steps) + 1
    if let shorter = try attempt(Array((0..<failing.steps).prefix(upTo)), failing.scenario) { best = shorter }
    var piece = max(1, (best.scenario.only?.count ?? 1) / 2)
    while budget > 0 {
      var removedAny = false
      var start = 0
      while let current = best.scenario.only, start < current.count, budget > 0 {
        var candidate = current
        candidate.removeSubrange(start..<min(start + piece, current.count))
        if !candidate.isEmpty, let shorter = try attempt(candidate, best.scenario) {
          best = shorter
          removedAny = true
        } else {
          start += piece
        }
      }
      if piece == 1, !removedAny { break }
      if !removedAny { piece = max(1, piece / 2) }
    }
    return best
  }

  private mutating func attempt(_ only: [Int], _ scenario: Scenario) throws -> ScenarioResult? {
    budget -= 1
    var shorter = scenario
    shorter.only = only
    let result = try shorter.run(on: model)
    return result.mismatch == nil ? nil : result
  }
}
