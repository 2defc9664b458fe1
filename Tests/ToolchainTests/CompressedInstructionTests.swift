import Foundation
import Reference
import Testing

@testable import Toolchain

/// What instructions of 16 bits stand for, against the assembler: it makes each of them, and the one of 32 bits that does the same.
@Suite struct CompressedInstructionTests {
  /// Pairs in assembly language.
  private static let pairs: [(short: String, long: String)] = {
    let registers = ["x1", "x2", "x3", "x8", "x9", "x15", "x16", "x31"]
    let few = ["x8", "x11", "x15"]
    var pairs: [(String, String)] = []
    for rd in registers {
      for value in [-32, -17, -1, 1, 5, 21, 31] {
        pairs.append(("c.addi \(rd), \(value)", "addi \(rd), \(rd), \(value)"))
        pairs.append(("c.li \(rd), \(value)", "addi \(rd), x0, \(value)"))
        if rd != "x2" {
          let upper = value < 0 ? 0x10_0000 + value : value
          pairs.append(("c.lui \(rd), \(upper)", "lui \(rd), \(upper)"))
        }
      }
      for shift in [1, 2, 16, 31] { pairs.append(("c.slli \(rd), \(shift)", "slli \(rd), \(rd), \(shift)")) }
      for offset in [0, 4, 8, 16, 32, 64, 128, 252] {
        pairs.append(("c.lwsp \(rd), \(offset)(x2)", "lw \(rd), \(offset)(x2)"))
        pairs.append(("c.swsp \(rd), \(offset)(x2)", "sw \(rd), \(offset)(x2)"))
      }
      for other in registers {
        pairs.append(("c.mv \(rd), \(other)", "add \(rd), x0, \(other)"))
        pairs.append(("c.add \(rd), \(other)", "add \(rd), \(rd), \(other)"))
      }
      pairs.append(("c.jr \(rd)", "jalr x0, 0(\(rd))"))
      pairs.append(("c.jalr \(rd)", "jalr x1, 0(\(rd))"))
    }
    for rd in few {
      for offset in [4, 8, 16, 32, 64, 128, 256, 512, 1020] {
        pairs.append(("c.addi4spn \(rd), x2, \(offset)", "addi \(rd), x2, \(offset)"))
      }
      for shift in [1, 4, 31] {
        pairs.append(("c.srli \(rd), \(shift)", "srli \(rd), \(rd), \(shift)"))
        pairs.append(("c.srai \(rd), \(shift)", "srai \(rd), \(rd), \(shift)"))
      }
      for value in [-32, -1, 0, 7, 31] { pairs.append(("c.andi \(rd), \(value)", "andi \(rd), \(rd), \(value)")) }
      for other in few {
        for name in ["sub", "xor", "or", "and"] {
          pairs.append(("c.\(name) \(rd), \(other)", "\(name) \(rd), \(rd), \(other)"))
        }
        for offset in [0, 4, 8, 16, 32, 64, 124] {
          pairs.append(("c.lw \(rd), \(offset)(\(other))", "lw \(rd), \(offset)(\(other))"))
          pairs.append(("c.sw \(rd), \(offset)(\(other))", "sw \(rd), \(offset)(\(other))"))
        }
      }
      for offset in [-256, -128, -64, -32, -16, -8, -4, -2, 2, 4, 8, 16, 32, 64, 128, 254] {
        pairs.append(("c.beqz \(rd), .+(\(offset))", "beq \(rd), x0, .+(\(offset))"))
        pairs.append(("c.bnez \(rd), .+(\(offset))", "bne \(rd), x0, .+(\(offset))"))
      }
    }
    for offset in [-512, -256, -16, 16, 32, 64, 128, 256, 496] {
      pairs.append(("c.addi16sp x2, \(offset)", "addi x2, x2, \(offset)"))
    }
    for offset in [
      -2048, -1024, -512, -256, -128, -64, -32, -16, -8, -4, -2, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2046,
    ] {
      pairs.append(("c.j .+(\(offset))", "jal x0, .+(\(offset))"))
      pairs.append(("c.jal .+(\(offset))", "jal x1, .+(\(offset))"))
    }
    pairs.append(("c.ebreak", "ebreak"))
    pairs.append(("c.nop", "addi x0, x0, 0"))
    return pairs
  }()

  @Test func expansions() throws {
    let lines = Self.pairs.map { "  .option rvc\n  \($0.short)\n  .balign 4\n  .option norvc\n  \($0.long)" }
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).S")
    defer { try? FileManager.default.removeItem(at: source) }
    let text = "  .section .text.start, \"ax\"\n  .globl _start\n_start:\n" + lines.joined(separator: "\n") + "\n"
    try text.write(to: source, atomically: true, encoding: .utf8)
    let elf = try BareProgram(tools: Tools(), folder: "\(Programs.root)/sim/bare", compressed: true).build(source.path)
    let bytes = elf.contents(of: try #require(elf.segments.first))
    #expect(Self.pairs.count > 400 && bytes.count >= 8 * Self.pairs.count)
    func word(_ offset: Int) -> UInt32 { bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    for (number, pair) in Self.pairs.enumerated() {
      let short = DecodedInstruction(word(8 * number), compressed: true)
      let long = DecodedInstruction(word(8 * number + 4), compressed: true)
      #expect(short.length == 2 && long.length == 4, "\(pair)")
      #expect(short.assembly(at: 0) == long.assembly(at: 0), "\(pair)")
    }
  }

  @Test("what is reserved, or belongs to floating point, is illegal") func reserved() {
    let illegal: [UInt32] = [
      0x0000, 0x0004, 0x6501, 0x6101, 0x4002, 0x8002, 0x9105, 0x9505, 0x1506, 0x2108, 0x6108, 0xa108, 0xe108, 0x8108,
      0x9c01,
      0x9c21, 0x9c41, 0x9c61, 0x2502, 0x6502, 0xa502, 0xe502,
    ]
    for encoding in illegal {
      let decoded = DecodedInstruction(encoding, compressed: true)
      #expect(decoded.operation == .illegal && decoded.length == 2, "\(String(encoding, radix: 16))")
    }
  }
}
