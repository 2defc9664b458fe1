/// Which of a stream's combinational paths a register slice cuts.
public enum RegisterSliceKind: String, Sendable, CaseIterable {
  /// Valid and payload come from registers; ready passes through. Latency 1 cycle, one item per cycle, one item held.
  case forward
  /// Ready comes from a register; valid and payload pass through. Latency 0, one item per cycle, one item held.
  case backward
  /// Everything comes from registers. Latency 1 cycle, one item per cycle, two items held.
  case full
}

/// Registers in a stream, to cut long paths. Every kind moves one item per cycle.
public final class RegisterSlice<Payload: Layout>: Module {
  public let input: Sink<Payload>
  public let output: Source<Payload>
  public let kind: RegisterSliceKind
  private let layout: Payload

  public init(_ layout: Payload, _ kind: RegisterSliceKind) {
    input = Sink(layout)
    output = Source(layout)
    self.kind = kind
    self.layout = layout
    super.init(name: "register_slice_\(layout.layoutName)_\(kind.rawValue)")
  }

  public override var summary: String {
    switch kind {
    case .forward: "Register slice: valid and payload come from registers. Latency: 1 cycle."
    case .backward: "Register slice: ready comes from a register. Latency: none."
    case .full: "Register slice: valid, payload and ready come from registers. Latency: 1 cycle."
    }
  }

  public override func build() {
    switch kind {
    case .forward: cutForward()
    case .backward: cutBackward()
    case .full: cutBoth()
    }
    assumeStable(input)
    alwaysStable(output)
  }

  private func cutForward() {
    let full = Reg(reset: false).named("full")
    let item = Reg(layout).named("item")
    input.ready <== !full | output.ready
    output.valid <== full
    output.payload <== item
    when(input.ready) { full <== input.valid }
    when(input.fire) { item <== input.payload }
  }

  private func cutBackward() {
    let full = Reg(reset: false).named("full")
    let item = Reg(layout).named("item")
    input.ready <== !full
    output.valid <== full | input.valid
    output.payload <== mux(full, item, input.payload)
    full <== output.valid & !output.ready
    when(!full) { item <== input.payload }
  }

  private func cutBoth() {
    let full = Reg(reset: false).named("full")
    let item = Reg(layout).named("item")
    let isSpareFull = Reg(reset: false).named("spare_full")
    let spare = Reg(layout).named("spare")
    input.ready <== !isSpareFull
    output.valid <== full
    output.payload <== item
    when(output.ready | !full) {
      full <== isSpareFull | input.valid
      item <== mux(isSpareFull, spare, input.payload)
      isSpareFull <== false
    } otherwise: {
      when(!isSpareFull) { isSpareFull <== input.valid }
    }
    when(!isSpareFull) { spare <== input.payload }
    always("spare_only_behind_full", full | !isSpareFull)
  }
}
