import Testing

@testable import Reference

/// `spill` and `fill`: section 5 of docs/encrypted-execution.md.
@Suite struct ContextInstructionTests {
  private static let place: UInt32 = 0x8000_2000
  private static let other: UInt32 = 0x8000_2100

  /// Domain 1 was interrupted in encrypted mode with these registers.
  private func suspended(_ first: UInt32 = 0x1000, unit: UnitParameters = .standard) throws -> ProtectedHart {
    let bench = try ProtectedHart.running([Instruction.ecall, Instruction.nop, Instruction.ebreak], unit: unit)
    for register in 1..<32 { bench[register] = first + UInt32(register) }
    #expect(bench.hart.step().trap == .callFromUser)
    return bench
  }

  private func spill(_ bench: ProtectedHart, _ domain: UInt32 = 1, to address: UInt32 = place) -> UInt32 {
    (bench[5], bench[6]) = (domain, address)
    #expect(bench.machine(Instruction.spill(7, 5, 6)).trap == nil)
    return bench[7]
  }

  private func fill(_ bench: ProtectedHart, _ domain: UInt32 = 1, from address: UInt32 = place) -> UInt32 {
    (bench[5], bench[6]) = (domain, address)
    #expect(bench.machine(Instruction.fill(7, 5, 6)).trap == nil)
    return bench[7]
  }

  private func code(_ status: ContextStatus) -> UInt32 { UInt32(status.rawValue) }

  private func image(_ bench: ProtectedHart, _ address: UInt32 = place) -> [UInt32] {
    (0..<60).map { bench.word(address + 4 * $0) }
  }

  private func resume(_ bench: ProtectedHart, domain: UInt32 = 1) {
    bench.set(csr: 0x7c0, domain)
    bench.set(csr: 0x300, 0)
    #expect(bench.machine(Instruction.mret).trap == nil)
  }

  @Test("a context goes to memory and comes back once; memory shows nothing of it")
  func thereAndBack() throws {
    let bench = try suspended()
    #expect(spill(bench) == 0)
    let words = image(bench)
    #expect(words.prefix(4) == [1, 1, 0, 0])
    for register in 1..<32 { #expect(!words.contains(0x1000 + UInt32(register))) }
    #expect(!bench.hart.encryptionUnit.modeStates[1].isInUse)
    #expect(spill(bench) == code(.noContext))
    #expect(fill(bench) == 0)
    #expect(fill(bench) == code(.inUse))
    (bench[10], bench[11]) = (77, 78)
    resume(bench)
    #expect(bench.hart.pc == ProtectedHart.text.base + 4 && bench.hart.encryptionUnit.runningMode.isEncrypted)
    // A system call leaves its results in these two.
    for register in 1..<32 where register != 10 && register != 11 {
      #expect(bench[register] == 0x1000 + UInt32(register))
    }
    bench.step()
    #expect(bench.hart.step().trap == .breakpoint)
    #expect(spill(bench, to: Self.other) == 0)
    #expect(fill(bench) == code(.stale))
    #expect(fill(bench, from: Self.other) == 0)
  }

  @Test("two threads of a domain: each comes back from its own newest image")
  func threads() throws {
    let bench = try suspended(0x1000)
    #expect(spill(bench) == 0)
    bench.stub(to: ProtectedHart.text.base)
    for register in 1..<32 { bench[register] = 0x5000 + UInt32(register) }
    #expect(bench.hart.step().trap == .callFromUser)
    #expect(fill(bench) == code(.inUse))
    #expect(spill(bench, to: Self.other) == 0)
    for (address, first) in [(Self.place, 0x1000), (Self.other, 0x5000)] as [(UInt32, UInt32)] {
      #expect(fill(bench, from: address) == 0)
      resume(bench)
      #expect(bench[20] == first + 20)
      bench.step()
      #expect(bench.hart.step().trap == .breakpoint)
      #expect(bench.machine(Instruction.nop).trap == nil)
      #expect(spill(bench, to: address) == 0)
    }
  }

  @Test("every bit of an image counts, and what is refused can still be filled when it is right")
  func modified() throws {
    let bench = try suspended()
    #expect(spill(bench) == 0)
    let words = image(bench)
    for index in words.indices {
      let bit = UInt32(1) << UInt32((index * 7) % 32)
      bench.put([words[index] ^ bit], at: Self.place + UInt32(4 * index))
      #expect(fill(bench) == code(index < 4 ? .stale : .badImage), "word \(index)")
      #expect(!bench.hart.encryptionUnit.modeStates[1].isInUse)
      bench.put([words[index]], at: Self.place + UInt32(4 * index))
    }
    // Two of one kind, with words of the other.
    #expect(fill(bench) == 0)
    #expect(spill(bench, to: Self.other) == 0)
    bench.put(Array(words[4...]), at: Self.other + 16)
    #expect(fill(bench, from: Self.other) == code(.badImage))
  }

  @Test("what stands in the way of spill and fill")
  func refusals() throws {
    let bench = try suspended()
    for domain in [0, 16, 300, 0x8000_0001] as [UInt32] {
      #expect(spill(bench, domain) == code(.noDomain) && fill(bench, domain) == code(.noDomain))
    }
    #expect(spill(bench, 2) == code(.noContext) && fill(bench, 2) == code(.stale))
    let key = bench.hart.sealingKey
    bench.hart.sealingKey = nil
    #expect(spill(bench) == code(.noKey))
    bench.hart.sealingKey = key
    #expect(spill(bench) == 0)
    // Of another domain, though that one could have one.
    #expect(fill(bench, 2) == code(.stale))
    // Who changes the method under a context does not get it back before he has changed it again.
    (bench[5], bench[6]) = (1, 1)
    #expect(bench.machine(Instruction.method(7, 5, 6)).trap == nil && bench[7] == 0)
    #expect(fill(bench) == code(.wrongMethod))
    bench[6] = 0
    #expect(bench.machine(Instruction.method(7, 5, 6)).trap == nil && bench[7] == 0)
    #expect(fill(bench) == 0)
    #expect(spill(bench) == 0)
    bench[5] = 1
    #expect(bench.machine(Instruction.kill(7, 5)).trap == nil && bench[7] == 0)
    #expect(fill(bench) == code(.stale))
  }

  @Test("a processor without images, and one in which all are live")
  func bounds() throws {
    let none = try suspended(unit: .minimal)
    #expect(spill(none) == code(.noImages) && fill(none) == code(.noImages))
    #expect(spill(none, 0, to: 1) == code(.noImages))
    var unit = UnitParameters.standard
    unit.images = 2
    let bench = try suspended(unit: unit)
    for address in [Self.place, Self.other] {
      #expect(spill(bench, to: address) == 0)
      bench.stub(to: ProtectedHart.text.base)
      #expect(bench.hart.step().trap == .callFromUser)
    }
    #expect(spill(bench, to: 0x8000_2200) == code(.imagesFull))
    bench[5] = 1
    #expect(bench.machine(Instruction.kill(7, 5)).trap == nil && bench[7] == 0)
    #expect(fill(bench) == code(.stale))
  }

  @Test("addresses that are not aligned or not of main memory are exceptions, and programs have neither instruction")
  func exceptions() throws {
    let bench = try suspended()
    for (address, ofSpill, ofFill) in [
      (Self.place + 4, ExceptionCause.misalignedStore, ExceptionCause.misalignedLoad),
      (0x4000_0000, .storeAccessFault, .loadAccessFault),
    ] as [(UInt32, ExceptionCause, ExceptionCause)] {
      (bench[5], bench[6]) = (1, address)
      #expect(bench.machine(Instruction.spill(7, 5, 6)).trap == ofSpill && bench.csr(0x343) == address)
      #expect(bench.hart.encryptionUnit.modeStates[1].isInUse)
      (bench[5], bench[6]) = (2, address)
      #expect(bench.machine(Instruction.fill(7, 5, 6)).trap == ofFill && bench.csr(0x343) == address)
    }
    for instruction in [Instruction.spill(7, 5, 6), Instruction.fill(7, 5, 6)] {
      let program = try ProtectedHart.running([instruction])
      #expect(program.hart.step().trap == .illegalInstruction)
    }
    #expect(bench.machine(Instruction.custom(2, 2, 7, 5, 6)).trap == .illegalInstruction)
    #expect(bench.machine(Instruction.custom(3, 0, 7)).trap == .illegalInstruction)
  }
}
