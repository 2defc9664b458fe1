import HDL
import Testing

@testable import Hardware

@Suite struct AtomicArithmeticTests {
  @Test func allOperations() throws {
    let arithmetic = try simulateHere(AtomicArithmetic())
    let samples: [UInt32] = [0, 1, 2, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_fffe, .max, 0x1234_5678]
    for operation in DataOperation.allCases {
      let code = UInt64(DataOperation.allCases.firstIndex(of: operation)!)
      arithmetic.operation = operation
      for memory in samples {
        for operand in samples {
          arithmetic.memory = UInt64(memory)
          arithmetic.operand = UInt64(operand)
          let left = arithmetic.keeps ? UInt64(memory) : arithmetic.result
          #expect(
            left == UInt64(MemoryModel.atomic(code, memory, operand)), "\(operation) \(memory) \(operand)")
        }
      }
    }
  }
}
