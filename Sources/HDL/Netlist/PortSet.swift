/// A set of ports by their positions. Most modules need one word and no allocation.
struct PortSet: Hashable {
  private var first: UInt64 = 0
  private var others: [UInt64] = []

  mutating func insert(_ index: Int) {
    if index < 64 {
      first |= 1 << UInt64(index)
      return
    }
    let word = index / 64 - 1
    if others.count <= word { others += Array(repeating: 0, count: word + 1 - others.count) }
    others[word] |= 1 << UInt64(index % 64)
  }

  mutating func formUnion(_ other: PortSet) {
    first |= other.first
    if other.others.isEmpty { return }
    if others.count < other.others.count { others += Array(repeating: 0, count: other.others.count - others.count) }
    for (word, bits) in other.others.enumerated() { others[word] |= bits }
  }

  func contains(_ index: Int) -> Bool {
    if index < 64 { return first >> UInt64(index) & 1 == 1 }
    let word = index / 64 - 1
    return word < others.count && others[word] >> UInt64(index % 64) & 1 == 1
  }
}
