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
    let results = try results(count, .privateOperation)
    for (register, outcome) in results where outcome != .right && outcome != .fault {
      Issue.record("\(register): \(outcome)")
    }
    // The trials could not fail if they hit nothing.
    #expect(results.contains { $0.outcome == .fault })
  }

  @Test("a flipped bit of which domains exist, of their table's step or of the comparison to come is a fault")
  func guarded() throws {
    let campaign = try UpsetCampaign(seed: Self.seed)
    let moment = campaign.privateOperation.lowerBound + 1000
    let names = ["domain_owners.valid", "domain_owners.step", "domain_owners.was_damaged", "code_wrong", "code_right"]
    var trials: [UpsetCampaign.Trial] = []
    for (number, target) in campaign.wrap.flipped.enumerated() where names.contains(where: target.name.hasPrefix) {
      trials += (0..<target.width).map { UpsetCampaign.Trial(moment: moment, register: number, bit: $0) }
    }
    #expect(trials.count == 2 * (DesignPoint.minimal.parameters.domains - 1) + 6 + 1 + 2)
    let outcomes = try campaign.outcomes(trials) { _, _, _ in }
    for (trial, outcome) in zip(trials, outcomes) {
      #expect(outcome == .fault, "bit \(trial.bit) of \(campaign.wrap.flipped[trial.register].name)")
    }
  }

  @Test("a bit that flips before or after it: what comes of it", .enabled(if: isLong))
  func rest() throws {
    #expect(try results(500, .rest).contains { $0.outcome == .fault })
  }

  private func results(
    _ count: Int, _ window: UpsetCampaign.Window
  ) throws -> [(register: String, outcome: UpsetCampaign.Outcome)] {
    let campaign = try UpsetCampaign(seed: Self.seed)
    // A new domain, in the attribute register that set-up names, and one region.
    #expect(campaign.answer == [0, 1, 3, 1])
    let bits = campaign.wrap.flipped.reduce(0) { $0 + $1.width }
    #expect(bits > 5000)
    let trials = campaign.trials(count, window, seed: Self.seed + 1)
    let outcomes = try campaign.outcomes(trials) { number, outcome, done in
      let trial = trials[number]
      if outcome != .right, outcome != .fault {
        print("bit \(trial.bit) of \(campaign.wrap.flipped[trial.register].name) in cycle \(trial.moment): \(outcome)")
      }
      if done % 100 == 0 { print("\(done) of \(count) flips \(window.rawValue)") }
    }
    #expect(outcomes.count == count)

    let results = zip(trials, outcomes).map { (campaign.wrap.flipped[$0.register].name, $1) }
    var tally: [String: [UpsetCampaign.Outcome: Int]] = [:]
    for (register, outcome) in results {
      let parts = register.split(separator: ".")
      tally[parts.count > 1 ? String(parts[0]) : "unwrap_unit", default: [:]][outcome, default: 0] += 1
    }
    print("\(count) flips in \(bits) register bits \(window.rawValue), seed \(Self.seed):")
    for (part, counts) in tally.sorted(by: { $0.key < $1.key }) {
      print("  \(part): \(counts.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", "))")
    }
    return results
  }
}
