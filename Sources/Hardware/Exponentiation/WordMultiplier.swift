import HDL

/// The product of two words, one in every cycle: partial products of 16 by 16 bits, as the multipliers of an FPGA make them,
/// summed by rows and then in pairs, with a register after each step.
final class WordMultiplier: Module {
  let a: Bits.Input
  let b: Bits.Input
  let product: Bits.Output

  /// Partial products, the least significant row first.
  let partial: [[Bits.Var]]
  /// One factor's limb times the other factor.
  let row: [Bits.Var]
  /// Sums of the rows, level by level.
  let sum: [[Bits.Var]]

  let width: Int
  private static let limb = 16

  /// Cycles from factors to product.
  static func cycles(_ width: Int) -> Int { width == limb ? 1 : 2 + (width / limb).trailingZeroBitCount }

  /// - Parameter width: 16, 32, 64 or 128.
  init(_ width: Int) {
    self.width = width
    let limbs = width / Self.limb
    a = In(width).secret()
    b = In(width).secret()
    product = Out(2 * width, "\(Self.cycles(width)) cycles later").secret()
    partial = (0..<limbs).map { _ in (0..<limbs).map { _ in Reg(2 * Self.limb, reset: 0) } }
    row = limbs == 1 ? [] : (0..<limbs).map { _ in Reg(width + Self.limb, reset: 0) }
    var sum: [[Bits.Var]] = []
    var (count, rowWidth, step) = (limbs, width + Self.limb, Self.limb)
    while count > 1 {
      (count, rowWidth, step) = (count / 2, rowWidth + step, 2 * step)
      let width = rowWidth
      sum.append((0..<count).map { _ in Reg(width, reset: 0) })
    }
    self.sum = sum
    super.init(name: "word_multiplier_\(width)")
  }

  override var summary: String { "Pipelined product of two words of \(width) bits, made of products of 16 by 16." }

  override var latency: Latency? { .cycles(Self.cycles(width), "from factors to product") }

  override func build() {
    for (i, registers) in partial.enumerated() {
      for (j, register) in registers.enumerated() { register <== limb(a, i) * limb(b, j) }
    }
    guard width > Self.limb else {
      product <== partial[0][0]
      return
    }
    for (register, products) in zip(row, partial) {
      // Every other product: side by side they do not overlap.
      func every(other first: Int) -> Bits {
        cat(stride(from: first, to: products.count, by: 2).map { products[$0] }.reversed())
      }
      let odd = cat(every(other: 1), Bits(0, width: Self.limb))
      register <== every(other: 0).extended(to: register.width) + odd
    }
    var (values, step) = (row as [Bits], Self.limb)
    for level in sum {
      for (position, register) in level.enumerated() {
        let (low, high) = (values[2 * position], values[2 * position + 1])
        let shifted = cat(high, Bits(0, width: step))
        register <== low.extended(to: register.width) + shifted
      }
      (values, step) = (level, 2 * step)
    }
    product <== values[0]
  }

  private func limb(_ value: Bits, _ index: Int) -> Bits { value.bits(from: Self.limb * index, width: Self.limb) }
}
