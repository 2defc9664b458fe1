import HDL
import Hardware
import Testing

@testable import Formal

/// What `keyline prove` proves, at the smallest sizes of the unit, and the situations that it shows.
@Suite("Proven")
struct ProvenTests {
  private static let goals = HardwareProofs.goals(.minimal) + StreamProofs.goals

  @Test("every goal", arguments: goals.map(\.name))
  func proved(name: String) throws {
    let goal = try #require(Self.goals.first { $0.name == name })
    let proof = try Prover(timeLimit: 600).prove(goal.elaborate(), by: goal.method)
    guard case .proved = proof.verdict else { throw Unexpected(proof.verdict) }
    #expect(!proof.properties.isEmpty)
    let search = try Prover(timeLimit: 600).cover(goal.elaborateForCovers(), depth: goal.coverDepth)
    #expect(!search.reached.isEmpty)
    #expect(search.unreached.map(\.name) == [])
  }

  @Test("names are unique")
  func names() { #expect(Set(Self.goals.map(\.name)).count == Self.goals.count) }
}
