import Foundation
import HDL
import Testing

@testable import Formal

/// Counts up while enabled and stops at the limit. `start` is the value after reset.
private final class SaturatingCounter: Module {
  let enable = In()
  let value = Out(4)
  private let count: Bits.Var
  private let limit: Int
  private let step: Int

  init(limit: Int, step: Int = 1) {
    self.limit = limit
    self.step = step
    count = Reg(4, reset: 0)
    super.init()
  }

  override func build() {
    value <== count
    when(enable & (count != limit)) { count <== count + Bits(UInt64(step), width: 4) }
    always("limited", count <= Bits(UInt64(limit), width: 4))
    cover("full", count == limit)
    cover("beyond", count == Bits(UInt64(limit + 1), width: 4))
  }
}

/// Contains two counters, one of which is told to count although it must not.
private final class Pair: Module {
  let go = In()
  let sum = Out(4)
  let first = Instance(GuardedCounter())
  let second = Instance(GuardedCounter())
  private let careless: Bool

  init(careless: Bool) {
    self.careless = careless
    super.init()
  }

  override func build() {
    first.enable <== go & !first.full
    second.enable <== (careless ? go : go & !second.full)
    sum <== first.value ^ second.value
  }
}

private final class GuardedCounter: Module {
  let enable = In()
  let value = Out(4)
  let full = Out()
  private let count = Reg(4, reset: 0)

  override func build() {
    value <== count
    full <== count == 9
    when(enable) { count <== count + 1 }
    assume("not_beyond_the_end", !(enable & (count == 9)))
    always("below_ten", count < 10)
  }
}

@Suite("Prover")
struct ProverTests {
  @Test(
    "A property is proved by every method",
    arguments: [.reachability, .induction(depth: 1), .bounded(depth: 6)]
      as [ProofMethod])
  func proved(method: ProofMethod) throws {
    let proof = try Prover().prove(Design(SaturatingCounter(limit: 9)), by: method)
    guard case .proved = proof.verdict else { throw Unexpected(proof.verdict) }
    #expect(proof.properties.map(\.name) == ["limited"])
  }

  @Test(
    "A violated property is refuted by every method with the shortest run",
    arguments: [.reachability, .induction(depth: 8), .bounded(depth: 8)] as [ProofMethod])
  func refuted(method: ProofMethod) throws {
    let proof = try Prover().prove(Design(SaturatingCounter(limit: 7, step: 2)), by: method)
    guard case .refuted(let counterexample) = proof.verdict else { throw Unexpected(proof.verdict) }
    #expect(counterexample.property?.name == "limited")
    #expect(counterexample.property?.module == "saturating_counter")
    #expect(counterexample.property?.location?.hasPrefix("ProverTests.swift:25:") == true)
    // One cycle in reset, then 0, 2, 4, 6, 8.
    #expect(counterexample.trace.cycles == 6)
    #expect(counterexample.trace["value", 5]?.words == [8])
    #expect(counterexample.trace["count", 4]?.words == [6])
    #expect(counterexample.trace["reset", 0] == nil, "reset is no signal of the design")
  }

  @Test("What is true but not inductive is unknown, with the step that fails")
  func notInductive() throws {
    let proof = try Prover().prove(Design(SaturatingCounter(limit: 14, step: 2)), by: .induction(depth: 1))
    guard case .unknown(.notInductive(let step)) = proof.verdict else { throw Unexpected(proof.verdict) }
    #expect(step.property?.name == "limited")
    #expect(step.trace["count", 0]?.words == [13])
  }

  @Test("What an instance assumes is owed by the module around it")
  func assumptions() throws {
    for method in [ProofMethod.reachability, .induction(depth: 1)] {
      guard case .proved = try Prover().prove(Design(GuardedCounter()), by: method).verdict else {
        throw Unexpected(method)
      }
      guard case .proved = try Prover().prove(Design(Pair(careless: false)), by: method).verdict else {
        throw Unexpected(method)
      }
    }
    let careless = try Prover().prove(Design(Pair(careless: true)))
    guard case .refuted(let counterexample) = careless.verdict else { throw Unexpected(careless.verdict) }
    #expect(counterexample.property?.path == "second")
    #expect(counterexample.property?.module == "guarded_counter")
    #expect(counterexample.trace["second.count", 10]?.words == [9])
  }

  @Test("Covers are reached or not")
  func covers() throws {
    let search = try Prover().cover(Design(SaturatingCounter(limit: 3)), depth: 8)
    #expect(search.reached.map(\.property.name) == ["full"])
    #expect(search.reached.map(\.cycle) == [4])
    #expect(search.reached.first?.run["value", 4]?.words == [3])
    #expect(search.unreached.map(\.name) == ["beyond"])
  }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String
  init(_ value: Any) { description = "unexpected: \(value)" }
}
