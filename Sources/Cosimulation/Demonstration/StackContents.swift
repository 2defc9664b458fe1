import Reference
import Toolchain

/// What a stack looks like after a deep recursion: frames with return addresses, saved frame pointers and small numbers.
/// The demonstration makes it up, because there is no core yet that would push it.
struct StackContents {
  let stack: Manifest.Region
  let code: Manifest.Region

  /// The lines of the whole stack, from base to limit.
  func lines(using generator: inout SeededGenerator) -> [Line] {
    let count = Int(stack.limit.value - stack.base.value) / 4
    var words = [UInt32](repeating: 0, count: count)
    let codeWords = Int(code.limit.value - code.base.value) / 4
    var top = count
    while top >= 8 {
      let size = 8 * (1 + generator.below(3))
      guard top >= size else { break }
      words[top - 1] = UInt32(code.base.value) + 4 * UInt32(generator.below(codeWords))
      words[top - 2] = UInt32(stack.base.value) + 4 * UInt32(top)
      for slot in 3...size / 2 { words[top - slot] = UInt32(generator.below(512)) }
      top -= size
    }
    return Line.lines(of: words.flatMap(littleEndian))
  }
}
