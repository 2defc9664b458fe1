/// What the demonstration and some random traffic reached, by mechanism of the source documents.
public struct CoverageResult: Codable, Hashable, Sendable {
  /// Random scenarios without a difference, their line requests, and their clock cycles.
  public let scenarios: Int
  public let lines: Int
  public let cycles: Int
  public let features: [FeatureCoverage]
  /// The first difference between hardware and golden model under random traffic, and the command that repeats it.
  public let mismatch: String?
  public let replay: String?

  init(demonstration: [Coverage], regression: RegressionResult) {
    scenarios = regression.passed
    lines = regression.lines
    cycles = regression.cycles
    mismatch = regression.failure?.mismatch?.description
    replay = regression.failure?.scenario.replayCommand
    let reachable = CoveragePoint.reachable(.encryption, regression.point) + CoveragePoint.inDemonstration
    features = Feature.all.compactMap { feature in
      let points = reachable.filter { $0.features.contains(feature.number) }
      guard !points.isEmpty else { return nil }
      func times(_ coverage: Coverage) -> Int { points.reduce(0) { $0 + coverage[$1] } }
      let reached = points.count { point in
        regression.coverage[point] > 0 || demonstration.contains { $0[point] > 0 }
      }
      return FeatureCoverage(
        number: feature.number, meaning: feature.meaning, situations: points.count, reached: reached,
        inDemonstration: demonstration.map(times).reduce(0, +), inRandomTraffic: times(regression.coverage))
    }
  }

  /// Mechanisms that were reached at all.
  public var reachedFeatures: Int { features.count { $0.reached > 0 } }
}

/// One mechanism: SF-`number`.
public struct FeatureCoverage: Codable, Hashable, Sendable {
  public let number: Int
  public let meaning: String
  /// Situations that belong to it, and those that occurred.
  public let situations: Int
  public let reached: Int
  /// How often they occurred.
  public let inDemonstration: Int
  public let inRandomTraffic: Int
}
