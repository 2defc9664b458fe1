/// The stream library's proofs, with a small payload. The units do not look at the payload, so that its width proves
/// nothing more.
public enum StreamProofs {
  struct Item: Layout {
    let tag = flag()
    let data = field(2)
  }

  public static let goals: [ProofGoal] =
    [(3, false, false), (4, false, false), (3, true, false), (3, false, true), (4, true, true), (1, false, false)].map {
      depth, pipe, flow in
      let options = (pipe ? "_pipe" : "") + (flow ? "_flow" : "")
      return ProofGoal(
        "queue_\(depth)\(options)", "A queue of \(depth) keeps order, loses and repeats nothing, offers steadily."
      ) { QueueProof(Item(), depth: depth, pipe: pipe, flow: flow) }
    }
    + RegisterSliceKind.allCases.map { kind in
      ProofGoal(
        "register_slice_\(kind.rawValue)", "A \(kind.rawValue) register slice keeps order and cuts the paths it should."
      ) { RegisterSliceProof(Item(), kind) }
    }
    + [2, 3, 4].map { count in
      ProofGoal("arbiter_round_robin_\(count)", "An arbiter of \(count) serves everyone in turn.") {
        ArbiterProof(Item(), inputs: count, .roundRobin)
      }
    }
    + [
      ProofGoal("arbiter_fixed_priority_3", "An arbiter of 3 serves the lowest number first.") {
        ArbiterProof(Item(), inputs: 3, .fixedPriority)
      }
    ]
}
