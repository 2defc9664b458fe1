import Reference
import Testing

/// Instructions of 32 bits that begin at addresses that are no multiple of 4, in domains: a half of one may lie in another line, and
/// must not lie beyond the bound of its region.
@Suite struct CutInstructionTests {
  private static let text = ProtectedHart.text
  /// Right behind it.
  private static let more = ProtectedHart.Region(segment: 2, base: text.base + 4096, rights: .execute, keyNumber: 3)

  private func bench() throws -> ProtectedHart {
    let bench = try ProtectedHart(compressed: true)
    try #require(bench.install(Self.text, domain: 0) == 1 << 8)
    try #require(bench.install(Self.more, domain: 1) & 31 == 0)
    // The lower half of `lui x5, 0x12345` at the end of a line, its upper half in the next one: in both regions.
    let line = [UInt32](repeating: 0, count: 15) + [0x52b7_0001]
    let next: [UInt32] = [0x0001_1234]
    for region in [Self.text, Self.more] { try bench.put(line + next, at: region.base, in: region) }
    try bench.put(line, at: Self.text.base + 4032, in: Self.text)
    try bench.put([0x0001_1234], at: Self.more.base, in: Self.more)
    return bench
  }

  private static func storeHalf(_ rs2: UInt32, _ rs1: UInt32, _ offset: Int32) -> UInt32 {
    Instruction.sw(rs2, rs1, offset) & ~0x7000 | 0x1000
  }

  @Test("in two lines of a region it is executed") func twoLines() throws {
    for start in [Self.text.base + 62, Self.text.base + 60] {
      let bench = try bench()
      bench.stub(to: start)
      if start & 2 == 0 { bench.step() }
      let retirement = bench.step()
      #expect(retirement.encoding == 0x1234_52b7 && bench[5] == 0x1234_5000 && retirement.nextPC == Self.text.base + 66)
    }
  }

  @Test("with a half in another region it is an access fault, that shows nothing") func twoRegions() throws {
    let bench = try bench()
    bench.stub(to: Self.more.base - 2)
    let retirement = bench.hart.step()
    #expect(retirement.trap == .fetchAccessFault && retirement.encoding == 0 && bench[5] == 0)
    #expect(bench.csr(0x342) == 1 && bench.csr(0x341) == 0 && bench.csr(0x343) == 0)
  }

  @Test("with a half in a region, and the other before it, it is an access fault at the region's base")
  func intoRegion() throws {
    let bench = try bench()
    bench.put([0x52b7_0001] as [UInt32], at: Self.text.base - 4)
    bench.enter(1, at: Self.text.base - 2)
    #expect(bench.hart.step().trap == .fetchAccessFault)
    #expect(bench.csr(0x341) == Self.text.base - 2 && bench.csr(0x343) == Self.text.base)
  }

  @Test("in plaintext mode the region of a default key decrypts nothing, and its bound cuts nothing")
  func intoDefaultKey() throws {
    let bench = try ProtectedHart(compressed: true)
    let whole = ProtectedHart.Region(
      segment: 3, base: Self.text.base, rights: [.read, .execute], flags: .defaultKey, keyNumber: 1)
    try #require(bench.install(whole, domain: 0) == 1 << 8)
    bench.put([0x52b7_0001, 0x0001_1234] as [UInt32], at: whole.base - 4)
    bench.enter(1, at: whole.base - 2)
    #expect(bench.hart.step().trap == nil && bench[5] == 0x1234_5000)
  }

  @Test("decoding anew after either half was replaced") func replaced() throws {
    let bench = try ProtectedHart(compressed: true)
    bench.put([0x52b7_0001, 0x0001_1234] as [UInt32], at: ProtectedHart.stub)
    func run() -> UInt32 {
      bench.hart.jump(to: ProtectedHart.stub + 2)
      bench.hart.execute(1)
      return bench[5]
    }
    #expect(run() == 0x1234_5000)
    (bench[6], bench[7]) = (ProtectedHart.stub, 0x6666)
    bench.machine(Self.storeHalf(7, 6, 4))
    #expect(run() == 0x6666_5000)
    bench[7] = 0x72b7
    bench.machine(Self.storeHalf(7, 6, 2))
    #expect(run() == 0x6666_7000)
  }
}
