import HDL

extension SplitMix {
  init(seed: UInt64) { self.init(state: seed) }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// A value of `width` bits, often one at a border: zeros, ones, the lowest and the highest number, one bit, few bits.
  mutating func constant(width: Int) -> Constant {
    let count = (width + 63) / 64
    let top = Constant(width: width, value: 0).flipping(bit: width - 1)
    switch below(10) {
    case 0: return Constant(width: width, value: 0)
    case 1: return Constant(width: width, words: Array(repeating: .max, count: count))
    case 2: return top
    case 3: return Constant(width: width, words: Array(repeating: .max, count: count)).flipping(bit: width - 1)
    case 4: return Constant(width: width, value: UInt64(below(8)))
    case 5: return Constant(width: width, value: 0).flipping(bit: below(width))
    default: return Constant(width: width, words: (0..<count).map { _ in next() })
    }
  }
}
