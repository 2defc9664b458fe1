import Testing

@testable import Hardware

/// Single bits that flip anywhere in the unwrap unit while it opens an entry.
@Suite struct UnwrapUpsetTests {
  static let isLong = ExponentiatorFaultTests.isLong

  @Test(
    "a bit that flips leaves the right key in the store, or none, and no status but fault",
    arguments: isLong ? [(UpsetCampaign.Window.privateOperation, 2000), (.rest, 1000)] : [(.privateOperation, 24)])
  func flips(window: UpsetCampaign.Window, count: Int) throws {
    let seed: UInt64 = 0xf1
    let campaign = try UpsetCampaign(seed: seed)
    #expect(campaign.answer == [0, 1, 0])
    #expect(campaign.wrap.flipped.count > 150)
    let trials = campaign.trials(count, window, seed: seed + 1)
    let outcomes = try campaign.outcomes(trials)
    #expect(outcomes.count == count)

    var tally: [String: [UpsetCampaign.Outcome: Int]] = [:]
    for (trial, outcome) in zip(trials, outcomes) {
      let register = campaign.wrap.flipped[trial.register]
      let parts = register.name.split(separator: ".")
      tally[parts.count > 2 ? String(parts[1]) : "unwrap_unit", default: [:]][outcome, default: 0] += 1
      switch outcome {
      case .right, .fault: break
      default: print("bit \(trial.bit) of \(register.name) in cycle \(trial.moment): \(outcome)")
      }
    }
    print("\(count) flips in \(campaign.wrap.flipped.reduce(0) { $0 + $1.width }) register bits \(window.rawValue):")
    for (part, counts) in tally.sorted(by: { $0.key < $1.key }) {
      let text = counts.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", ")
      print("  \(part): \(text)")
    }
    if window == .privateOperation {
      #expect(Set(outcomes).subtracting([.right, .fault]) == [])
    }
    // The trials could not fail if they hit nothing.
    #expect(outcomes.contains(.fault))
  }
}
