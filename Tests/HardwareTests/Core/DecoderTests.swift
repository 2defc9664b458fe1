import Cosimulation
import HDL
import Testing

@testable import Hardware

@Suite struct DecoderTests {
  /// The instruction that an encoding is, or nil.
  private func kind(of word: UInt32) -> InstructionKind? {
    InstructionKind.all.first { word & $0.format.fixedBits == $0.bits }
  }

  @Test func exactlyTheListedInstructionsAreLegal() throws {
    let decoder = try simulateHere(InstructionDecoder())
    var random = SeededGenerator(seed: 1)
    var legal = 0
    for round in 0..<20_000 {
      let model = InstructionKind.all[Int(random.next() % UInt64(InstructionKind.all.count))]
      var word = UInt32(truncatingIfNeeded: random.next())
      // Random fields; in every other round, some of the fixed bits are wrong.
      let noise = UInt32(1) << UInt32(random.next() % 32) | UInt32(1) << UInt32(random.next() % 32)
      word = word & ~model.format.fixedBits | model.bits
      if round % 2 == 1 { word ^= noise }
      decoder.instruction = UInt64(word)
      let isLegal = kind(of: word) != nil
      legal += isLegal ? 1 : 0
      #expect(decoder.decoded.illegal == !isLegal, "\(model.name) \(String(word, radix: 16))")
    }
    #expect(legal > 10_000)
  }

  @Test func everyInstructionIsWhatItSays() throws {
    let decoder = try simulateHere(InstructionDecoder())
    for kind in InstructionKind.all {
      decoder.instruction = UInt64(kind.encoding(rd: 1, rs1: 2, rs2: 3, immediate: 4))
      let isMemory = "lb lh lw lbu lhu sb sh sw lr.w sc.w".split(separator: " ").contains { $0 == kind.name }
      #expect(decoder.decoded.memory == (isMemory || kind.name.hasPrefix("amo")), "\(kind.name)")
      #expect(decoder.decoded.jump == kind.name.hasPrefix("jal"), "\(kind.name)")
      if case .branch = kind.format {
        #expect(decoder.decoded.branch, "\(kind.name)")
      } else {
        #expect(!decoder.decoded.branch, "\(kind.name)")
      }
      let writesNothing =
        switch kind.format {
        case .branch, .store, .fixed, .translationFence: true
        default: kind.name.hasPrefix("fence")
        }
      #expect(decoder.decoded.writes == !writesNothing, "\(kind.name)")
      decoder.instruction = UInt64(kind.encoding(rd: 0, rs1: 2, rs2: 3, immediate: 4))
      #expect(!decoder.decoded.writes, "\(kind.name)")
    }
  }

  @Test func immediatesAreThoseOfTheEncoder() throws {
    let decoder = try simulateHere(InstructionDecoder())
    var random = SeededGenerator(seed: 2)
    func signed(_ bits: Int) -> Int { Int(Int64(bitPattern: random.next()) >> (64 - Int64(bits))) }
    for _ in 0..<2_000 {
      for (name, value) in [("addi", signed(12)), ("lw", signed(12)), ("sw", signed(12))] {
        decoder.instruction = UInt64(try #require(InstructionKind.named(name)).encoding(rs1: 3, immediate: value))
        #expect(decoder.immediate.operand == UInt64(UInt32(truncatingIfNeeded: value)), "\(name) \(value)")
      }
      for (name, value) in [("beq", signed(13) & ~1), ("jal", signed(21) & ~1)] {
        decoder.instruction = UInt64(try #require(InstructionKind.named(name)).encoding(rd: 31, immediate: value))
        #expect(decoder.immediate.target == UInt64(UInt32(truncatingIfNeeded: value)), "\(name) \(value)")
      }
      let upper = signed(20)
      decoder.instruction = UInt64(InstructionFormat.upper(0x37, rd: 1, upper: upper))
      #expect(decoder.immediate.operand == UInt64(UInt32(truncatingIfNeeded: upper << 12)))
      decoder.instruction = UInt64(InstructionFormat.upper(0x17, rd: 1, upper: upper))
      #expect(decoder.immediate.target == UInt64(UInt32(truncatingIfNeeded: upper << 12)))
    }
  }
}
