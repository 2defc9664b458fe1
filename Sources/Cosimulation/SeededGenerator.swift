/// A small, fast random number generator (xoshiro256**, Blackman and Vigna 2018): the same seed gives the same numbers
/// on every machine. For stimuli, never for keys that protect anything.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    // SplitMix64 spreads the seed over the state.
    var value = seed
    func next() -> UInt64 {
      value &+= 0x9e37_79b9_7f4a_7c15
      var mixed = value
      mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return mixed ^ mixed >> 31
    }
    state = (next(), next(), next(), next())
  }

  public mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }

  private func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }

  /// True in about `percent` of 100 calls.
  mutating func chance(_ percent: Int) -> Bool { ((next() >> 32) &* 100) >> 32 < UInt64(percent) }

  /// A number in `0 ..< bound`.
  mutating func below(_ bound: Int) -> Int { Int(((next() >> 32) &* UInt64(bound)) >> 32) }

  /// One of the elements; the list is not empty.
  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}
