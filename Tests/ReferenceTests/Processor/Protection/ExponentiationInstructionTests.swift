import Reference
import Testing
import Vectors

/// Section 4 of docs/encrypted-execution.md: modular exponentiation for a program.
@Suite struct ExponentiationInstructionTests {
  private static let operands = ProtectedHart.data.base
  private static let result = ProtectedHart.data.base + 0x800

  /// A program that computes with the operands at x10 for the place in x11 again and again; the status is in x12.
  private func bench(_ data: [ProtectedHart.Region] = [ProtectedHart.data]) throws -> ProtectedHart {
    let bench = try ProtectedHart.running(
      [Instruction.modexp(12, 10, 11), Instruction.jal(0, -4)], data: data)
    (bench[10], bench[11], bench[12]) = (Self.operands, Self.result, 77)
    return bench
  }

  private func words(_ numbers: [UInt64]) -> [UInt32] {
    numbers.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
  }

  /// The operands as they lie in memory.
  private func operands(_ modulus: [UInt64], _ base: [UInt64], _ exponent: [UInt64]) -> [UInt32] {
    [0xabcd_0000 | UInt32(modulus.count / 2) | UInt32(exponent.count / 2) << 8]
      + words(modulus) + words(base) + words(exponent)
  }

  /// What is at the place of the result, decrypted by this test.
  private func result(_ bench: ProtectedHart, _ count: Int, at address: UInt32 = Self.result) throws -> [UInt64] {
    try (0..<UInt32(count)).map { number in
      let low = try bench.word(address + 8 * number, in: ProtectedHart.data)
      return UInt64(low) | UInt64(try bench.word(address + 8 * number + 4, in: ProtectedHart.data)) << 32
    }
  }

  /// Computes a power, and goes on to the next one.
  private func power(
    _ bench: ProtectedHart, _ modulus: [UInt64], _ base: [UInt64], _ exponent: [UInt64]
  ) throws -> [UInt64] {
    try bench.put(operands(modulus, base, exponent), at: Self.operands, in: ProtectedHart.data)
    let retirement = bench.step()
    #expect(retirement.destination == 12 && bench[12] == ExponentiationStatus.done.answer && bench[12] == 0)
    #expect(retirement.readMask | retirement.writeMask == 0)
    bench.step()
    return try result(bench, modulus.count)
  }

  @Test("powers that can be computed by hand") func small() throws {
    let bench = try bench()
    func power(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) throws -> [UInt64] {
      try self.power(bench, [modulus, 0], [base, 0], [exponent, 0])
    }
    #expect(try power(5, 3, 7) == [6, 0] && power(9, 3, 7) == [1, 0] && power(5, 0, 7) == [1, 0])
    #expect(try power(0, 3, 7) == [0, 0] && power(5, 0, 1) == [0, 0] && power(2, 63, .max) == [1 << 63, 0])
    // 2^128 modulo 2^127 - 1.
    #expect(try self.power(bench, [.max, .max >> 1], [0, 1], [2, 0]) == [2, 0])
    // What is on the bus is ciphertext.
    #expect(try power(5, 3, 7) == [6, 0] && bench.word(Self.result) != 6)
  }

  @Test("two sides agree, in groups of RFC 7919", arguments: [FiniteFieldGroup.ffdhe2048, .ffdhe3072])
  func exchange(group: FiniteFieldGroup) throws {
    let bench = try bench()
    var generator = SeededGenerator(seed: 7919)
    let modulus = group.modulus
    let exponents = (0..<2).map { _ in (0..<6).map { _ in generator.next() as UInt64 } }
    let two = [2] + [UInt64](repeating: 0, count: modulus.count - 1)
    let shown = try exponents.map { try power(bench, modulus, two, $0) }
    let (one, other) = (
      try power(bench, modulus, shown[1], exponents[0]), try power(bench, modulus, shown[0], exponents[1])
    )
    #expect(one == other && one != shown[0] && one != shown[1])
    #expect(one == ModularExponentiation.power(base: shown[1], exponent: exponents[0], modulus: modulus).words)
  }

  @Test("the result may lie over the operands, and a reservation stays") func overlap() throws {
    let bench = try ProtectedHart.running([
      Instruction.atomic(2, 5, 10, 0), Instruction.modexp(12, 10, 11), Instruction.atomic(3, 6, 10, 7),
    ])
    (bench[10], bench[11], bench[7]) = (Self.operands, Self.operands + 20, 0x55)
    try bench.put(operands([7, 0], [5, 0], [3, 0]), at: Self.operands, in: ProtectedHart.data)
    bench.step(2)
    #expect(try result(bench, 3, at: Self.operands + 20) == [6, 0, 3])
    bench.step()
    #expect(try bench[6] == 0 && bench.word(Self.operands, in: ProtectedHart.data) == 0x55)
  }

  @Test("refusals have their statuses, and memory stays as it is") func refusals() throws {
    let bench = try bench()
    func status(_ operands: [UInt32]) throws -> UInt32 {
      try bench.put(operands, at: Self.operands, in: ProtectedHart.data)
      bench.step(2)
      return bench[12]
    }
    try bench.put([UInt32](repeating: 0x1234_5678, count: 16), at: Self.result, in: ProtectedHart.data)
    #expect(try status(operands([6, 0], [5, 0], [3, 0])) == ExponentiationStatus.badModulus.answer)
    #expect(try status(operands([0, 0], [5, 0], [3, 0])) == 4)
    for lengths in [0, 1, 0x100, 0x2101, 0x0121, 0xff01, 0x01ff] as [UInt32] {
      #expect(try status([lengths] + [UInt32](repeating: 1, count: 15)) == ExponentiationStatus.badSize.answer)
    }
    #expect(try result(bench, 8) == [UInt64](repeating: 0x1234_5678_1234_5678, count: 8))
    // Only the lengths are looked at: behind them there is no memory.
    bench[10] = 0x800f_fffc
    bench.put([33 as UInt32], at: bench[10])
    bench.step()
    #expect(bench[12] == 5)
  }

  @Test("an address that is misaligned, or that the program may not access, is an exception and changes nothing")
  func exceptions() throws {
    var constants = ProtectedHart.data
    (constants.segment, constants.base, constants.rights, constants.nonce) = (2, 0x8003_0000, .read, 5)
    var sink = ProtectedHart.data
    (sink.segment, sink.base, sink.rights, sink.nonce) = (3, 0x8004_0000, .write, 6)
    let block = operands([7, 0], [5, 0], [3, 0])
    let end: UInt32 = 0x8010_0000
    let cases: [(UInt32, UInt32, ExceptionCause?)] = [
      (Self.operands + 2, Self.result + 1, .misalignedLoad), (Self.operands, Self.result + 2, .misalignedStore),
      (0x4000_0000, Self.result, .loadAccessFault), (ProtectedHart.text.base, Self.result, .loadAccessFault),
      // The last word is not there.
      (end - 48, Self.result, .loadAccessFault), (end - 52, Self.result, nil),
      (Self.operands, end - 12, .storeAccessFault), (Self.operands, end - 16, nil),
      (constants.base, Self.result, nil),
      (Self.operands, constants.base, .storeAccessFault), (Self.operands, 0x200_0000, .storeAccessFault),
      (Self.operands, 0x1000, .storeAccessFault), (0x4000_0000, constants.base, .loadAccessFault),
      (Self.operands, sink.base, nil),
    ]
    for (first, second, cause) in cases {
      let bench = try bench([ProtectedHart.data, constants, sink])
      try bench.put(block, at: Self.operands, in: ProtectedHart.data)
      try bench.put(block, at: constants.base, in: constants)
      if first > end - 64 && first < end { bench.put(Array(block.prefix(Int(end - first) / 4)), at: first) }
      (bench[10], bench[11]) = (first, second)
      let before = try result(bench, 4)
      let retirement = bench.hart.step()
      #expect(retirement.trap == cause, "\(first) \(second)")
      guard let cause else { continue }
      #expect(bench.csr(0x342) == cause.rawValue && bench.csr(0x343) == 0 && bench.csr(0x341) == 0)
      #expect(try result(bench, 4) == before)
      #expect(try bench.word(Self.operands + 4, in: ProtectedHart.data) == 7)
    }
  }
}
