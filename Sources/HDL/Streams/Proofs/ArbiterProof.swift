/// What an arbiter promises: it grants one input at a time, only one that asks, and hands its item on unchanged; an offer
/// stays; it is never idle while someone asks; the policy is kept, and in turn nobody waits for more than one item of
/// each of the others.
///
/// The inputs are streams: what they offer stays until it is taken.
public final class ArbiterProof<Payload: Layout>: Module {
  public let inputs: [Sink<Payload>]
  public let output: Source<Payload>
  let arbiter: Instance<Arbiter<Payload>>
  private let policy: ArbiterPolicy

  public init(_ layout: Payload, inputs count: Int, _ policy: ArbiterPolicy) {
    let unit = Arbiter(layout, inputs: count, policy)
    inputs = (0..<count).map { _ in Sink(layout) }
    output = Source(layout)
    arbiter = Instance(unit)
    self.policy = policy
    super.init(name: "\(unit.moduleName)_proof")
  }

  public override func build() {
    for (number, input) in inputs.enumerated() {
      arbiter.inputs[number] <== input
      assumeStable(input)
    }
    output <== arbiter.output
    let asked = any(inputs.map(\.valid))
    always("offers_when_someone_asks", output.valid == asked)
    for (number, input) in inputs.enumerated() {
      let isChosen = arbiter.chosen == Bits(UInt64(number), width: arbiter.chosen.width)
      always("takes_from_\(number)_when_chosen", input.ready == (isChosen & output.ready))
      always("chooses_\(number)_only_when_it_asks", (output.valid & isChosen).implies(input.valid))
      always(
        "hands_on_the_item_of_\(number)", (output.valid & isChosen).implies(output.payload.bits == input.payload.bits))
      cover("takes_from_\(number)", input.fire)
    }
    always(
      "chooses_one_of_them",
      output.valid.implies(arbiter.chosen <= Bits(UInt64(inputs.count - 1), width: arbiter.chosen.width)))
    alwaysStable(output)
    let waits = Reg(reset: false).named("choice_waits")
    let before = Reg(arbiter.chosen.width).named("chosen_before")
    waits <== output.valid & !output.ready
    before <== arbiter.chosen
    always("choice_stays", waits.implies(arbiter.chosen == before))
    switch policy {
    case .fixedPriority: keepPriority(isNew: !waits)
    case .roundRobin: keepTurns()
    }
  }

  private func keepPriority(isNew: Bit) {
    for (number, input) in inputs.enumerated() {
      always(
        "nobody_before_\(number)_is_passed_over",
        (isNew & input.valid).implies(arbiter.chosen <= Bits(UInt64(number), width: arbiter.chosen.width)))
    }
  }

  private func keepTurns() {
    for (number, input) in inputs.enumerated() {
      // Items of others since it asks.
      let waited = Reg(bitsToCount(inputs.count + 1), reset: 0).named("waited_\(number)")
      when(input.valid & !input.ready) {
        when(output.fire) { waited <== waited + 1 }
      } otherwise: {
        waited <== 0
      }
      always("input_\(number)_waits_for_each_other_once", waited < Bits(UInt64(inputs.count), width: waited.width))
      cover("input_\(number)_waits_for_all_others", waited == Bits(UInt64(inputs.count - 1), width: waited.width))
    }
  }

  private func any(_ bits: [Bit]) -> Bit { bits.dropFirst().reduce(bits[0]) { $0 | $1 } }
}
