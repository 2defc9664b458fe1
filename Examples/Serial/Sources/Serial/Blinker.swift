import HDL

/// A lamp that changes every `period` enabled cycles.
public final class Blinker: Module {
  let enable = In()
  let lamp = Out()
  let count: Bits.Var
  let isLit = Reg(reset: false)
  let period: Int

  public init(period: Int) {
    self.period = period
    count = Reg(bitsToCount(period), reset: 0)
    super.init(name: "blinker_\(period)")
  }

  public override var summary: String { "A lamp that changes every \(period) enabled cycles." }

  public override func build() {
    lamp <== isLit
    when(enable) {
      when(count == period - 1) {
        count <== 0
        isLit <== !isLit
      } otherwise: {
        count <== count + 1
      }
    }
  }
}
