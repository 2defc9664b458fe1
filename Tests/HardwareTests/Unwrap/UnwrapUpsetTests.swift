import Testing

@testable import Hardware

/// Single bits that flip anywhere in the unwrap unit while it opens an entry.
@Suite struct UnwrapUpsetTests {
  static let isLong = ExponentiatorFaultTests.isLong

  static let seed: UInt64 = 0xf1

  @Test(
    "a bit that flips during the private operation leaves the right key in the store, or the status fault and no key",
    arguments: [isLong ? 2000 : 16])
  func privateOperation(count: Int) throws {
    let outcomes = try outcomes(count, .privateOperation)
    #expect(Set(outcomes).subtracting([.right, .fault]) == [])
    // The trials could not fail if they hit nothing.
    #expect(outcomes.contains(.fault))
  }

  @Test("a bit that flips before or after it leaves no wrong key", .enabled(if: isLong))
  func rest() throws {
    let outcomes = try outcomes(500, .rest)
    #expect(outcomes.contains(.fault))
  }

  private func outcomes(_ count: Int, _ window: UpsetCampaign.Window) throws -> [UpsetCampaign.Outcome] {
    let campaign = try UpsetCampaign(seed: Self.seed)
    // A new domain, in the attribute register that set-up names, and one region.
    #expect(campaign.answer == [0, 1, 3, 1])
    let bits = campaign.wrap.flipped.reduce(0) { $0 + $1.width }
    #expect(bits > 5000)
    let trials = campaign.trials(count, window, seed: Self.seed + 1)
    let outcomes = try campaign.outcomes(trials) { outcomes in
      guard outcomes.count % 100 == 0 else { return }
      let counts = Dictionary(outcomes.map { ("\($0)", 1) }, uniquingKeysWith: +)
      print("\(outcomes.count) of \(count) flips \(window.rawValue): \(counts)")
    }
    #expect(outcomes.count == count)

    var tally: [String: [UpsetCampaign.Outcome: Int]] = [:]
    for (trial, outcome) in zip(trials, outcomes) {
      let register = campaign.wrap.flipped[trial.register]
      let parts = register.name.split(separator: ".")
      tally[parts.count > 1 ? String(parts[0]) : "unwrap_unit", default: [:]][outcome, default: 0] += 1
      switch outcome {
      case .right, .fault: break
      default: print("bit \(trial.bit) of \(register.name) in cycle \(trial.moment): \(outcome)")
      }
    }
    print("\(count) flips in \(bits) register bits \(window.rawValue), seed \(Self.seed):")
    for (part, counts) in tally.sorted(by: { $0.key < $1.key }) {
      print("  \(part): \(counts.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", "))")
    }
    return outcomes
  }
}
