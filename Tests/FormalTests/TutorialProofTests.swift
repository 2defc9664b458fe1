import HDL
import Testing

@testable import Formal
@testable import TutorialSamples

/// What docs/hdl/tutorial.md says about proofs.
@Suite struct TutorialProofTests {
  @Test func proved() throws {
    let proof = try Prover().prove(Design(SerialSender(divisor: 10)))
    guard case .proved = proof.verdict else { throw Unexpected(proof.verdict) }
    #expect(proof.properties.count == 3)
  }

  @Test func covered() throws {
    let search = try Prover().cover(Design(SerialSender(divisor: 2)), depth: 30)
    #expect(search.unreached.isEmpty)
    #expect(search.reached.map(\.cycle) == [21])
  }
}
