import HDL
import Testing

@testable import Hardware
@testable import Reference

/// Instructions of 16 bits, every one, against the golden model.
@Suite struct CompressedDecoderTests {
  @Test func everyHalf() throws {
    let decoder = try simulateHere(CompressedDecoder())
    for half in UInt16.min...UInt16.max where half & 3 != 3 {
      decoder.half = UInt64(half)
      let expected = CompressedInstruction.expanded(half) ?? UInt32(half)
      let given = decoder.instruction
      if given != UInt64(expected) {
        Issue.record("\(String(half, radix: 16)): \(String(given, radix: 16)), not \(String(expected, radix: 16))")
        return
      }
    }
  }
}
