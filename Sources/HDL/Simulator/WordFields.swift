/// Bits of a word, and where they stand in another one.
struct Part: Equatable {
  var word: Word
  var low: Int
  var width: Int
  var position: Int
}

// Slices and concatenations. Both come to few operations because they are seen through: bits of a concatenation are bits
// of its operands.
extension WordGraph {
  /// A word of this width or less may be the argument of a table that replaces what is computed from it, see `Tables`. It
  /// stays a word, while bits of bits of wider ones name those.
  static let tableWidth = 8

  /// `width` bits of a word, from `low`.
  mutating func field(_ word: Word, low: Int, width count: Int) -> Word {
    let vertex = self[word]
    if low >= Int(vertex.width) { return literal(0) }
    if low == 0, count >= Int(vertex.width) { return word }
    switch vertex.operation {
    case .constant: return literal(vertex.value >> UInt64(low) & WordArithmetic.mask(count))
    case .field where Int(vertex.width) > Self.tableWidth:
      return field(vertex.a, low: Int(vertex.value) + low, width: min(count, Int(vertex.width) - low))
    case .gather:
      let parts = parts(of: vertex)
      let inside = parts.filter { $0.position < low + count && low < $0.position + $0.width }
      let base = vertex.value >> UInt64(low) & WordArithmetic.mask(count)
      if inside.isEmpty { return literal(base) }
      if inside.count == 1, base == 0 {
        let part = inside[0]
        if part.position <= low, low + count <= part.position + part.width {
          return field(part.word, low: part.low + low - part.position, width: count)
        }
      }
    default: break
    }
    let width = min(count, Int(vertex.width) - low)
    return operation(.field, width: width, word, value: UInt64(low))
  }

  func parts(of vertex: WordVertex) -> [Part] {
    let numbers = lists[Int(vertex.list)]
    var parts: [Part] = []
    for start in stride(from: 0, to: numbers.count, by: 4) {
      let (low, width, position) = (Int(numbers[start + 1]), Int(numbers[start + 2]), Int(numbers[start + 3]))
      parts.append(Part(word: numbers[start], low: low, width: width, position: position))
    }
    return parts
  }

  /// Bits of several words in one. Parts do not overlap and are given from the lowest position up.
  mutating func gather(_ given: [Part]) -> Word {
    var base: UInt64 = 0
    var parts: [Part] = []
    for part in given {
      var part = part
      let vertex = self[part.word]
      part.width = min(part.width, Int(vertex.width) - part.low)
      if part.width <= 0 { continue }
      switch vertex.operation {
      case .constant:
        base |= (vertex.value >> UInt64(part.low) & WordArithmetic.mask(part.width)) << UInt64(part.position)
        continue
      case .field:
        part.low += Int(vertex.value)
        part.word = vertex.a
      default: break
      }
      if let last = parts.last, last.word == part.word, last.low + last.width == part.low,
        last.position + last.width == part.position
      {
        parts[parts.count - 1].width += part.width
      } else {
        parts.append(part)
      }
    }
    guard let last = parts.last else { return literal(base) }
    if parts.count == 1, base == 0, last.position == 0 { return field(last.word, low: last.low, width: last.width) }
    let numbers = parts.flatMap { [$0.word, Word($0.low), Word($0.width), Word($0.position)] }
    let width = max(last.position + last.width, 64 - base.leadingZeroBitCount)
    return operation(.gather, width: width, value: base, list: list(numbers))
  }
}
