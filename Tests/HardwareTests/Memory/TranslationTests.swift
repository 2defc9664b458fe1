import HDL
import Testing

@testable import Hardware

/// Translation buffer and walker by themselves.
@Suite struct TranslationTests {
  /// All accesses to a page with all rights, against the rules in words.
  @Test func rightsOfPages() throws {
    let buffer = try simulateHere(TranslationBuffer(count: 16))
    try buffer.reset()
    for rights in 0..<16 as Range<UInt64> {
      buffer.translation.page = 0x12345
      buffer.translation.frame = 0xabcde
      buffer.translation.rights.read = rights & 1 != 0
      buffer.translation.rights.write = rights & 2 != 0
      buffer.translation.rights.execute = rights & 4 != 0
      buffer.translation.rights.user = rights & 8 != 0
      buffer.fill = true
      try buffer.tick()
      buffer.fill = false
      buffer.page = 0x12345
      for access in 0..<32 {
        let (executes, writes, isUser) = (access & 1 != 0, access & 2 != 0, access & 4 != 0)
        let (sum, mxr) = (access & 8 != 0, access & 16 != 0)
        buffer.access.execute = executes
        buffer.access.write = writes
        buffer.access.isUser = isUser
        buffer.access.sum = sum
        buffer.access.mxr = mxr
        let right: UInt64 = executes ? 4 : writes ? 2 : mxr ? 5 : 1
        let isUserPage = rights & 8 != 0
        let fits = isUser ? isUserPage : !isUserPage || !executes && sum
        #expect(buffer.isAllowed == (fits && rights & right != 0), "rights \(rights), access \(access)")
      }
      #expect(buffer.frame == 0xabcde)
    }
  }

  @Test func entriesAreFoundByTheirWholePageAndForgotten() throws {
    let buffer = try simulateHere(TranslationBuffer(count: 4))
    try buffer.reset()
    for index in 0..<4 as Range<UInt64> {
      buffer.forget = true
      buffer.forgetIndex = index
      try buffer.tick()
    }
    buffer.forget = false
    buffer.translation.rights.read = true
    for page: UInt64 in [0x00000, 0x00001, 0x00006, 0xfffff] {
      buffer.page = page
      #expect(!buffer.isAllowed)
      buffer.translation.page = page
      buffer.translation.frame = ~page & 0xfffff
      buffer.fill = true
      try buffer.tick()
      buffer.fill = false
    }
    for page: UInt64 in [0x00000, 0x00001, 0x00006, 0xfffff] {
      buffer.page = page
      #expect(buffer.isAllowed && buffer.frame == ~page & 0xfffff)
      for bit in 0..<20 {
        buffer.page = page ^ 1 << bit
        #expect(!buffer.isAllowed || [0x00000, 0x00001].contains(page) && bit == 0)
      }
    }
    buffer.forget = true
    buffer.forgetIndex = 2
    try buffer.tick()
    buffer.page = 0x00006
    #expect(!buffer.isAllowed)
    buffer.page = 0xfffff
    #expect(buffer.isAllowed)
  }

  /// A walker with a page table in which every read but those given fails.
  private func walk(
    _ page: UInt64, _ entries: [UInt64: UInt64], writes: Bool = false, fetches: Bool = false
  ) throws -> (cause: String, frame: UInt64, reads: [UInt64]) {
    let walker = try simulateHere(PageWalker())
    try walker.reset()
    walker.rootTable = 0x80010
    let request = fetches ? walker.fetch : walker.data
    request.page = page
    request.access.execute = fetches
    request.access.write = writes
    request.wanted = true
    var reads: [UInt64] = []
    for _ in 0..<40 {
      if walker.dataDone || walker.fetchDone {
        #expect(walker.fetchDone == fetches)
        let cause = !walker.isFault ? "ok" : walker.isPageFault ? "page" : "access"
        let frame = walker.translation.frame
        try walker.tick()
        return (cause, frame, reads)
      }
      // The second cycle in which the walker reads.
      walker.answered = walker.read && walker.cycle % 2 == 0
      if walker.read && walker.answered {
        reads.append(walker.readAddress)
        walker.word = entries[walker.readAddress] ?? 0
        walker.failed = entries[walker.readAddress] == nil
      }
      try walker.tick()
      walker.answered = false
    }
    throw SimulationLimit()
  }
  private struct SimulationLimit: Error {}

  @Test func pagesAndSuperpages() throws {
    let pointer: UInt64 = 0x80011 << 10 | 1
    let leaf: UInt64 = 0xabcde << 10 | 0xcf
    let found = try walk(0x12345, [0x8001_0120: pointer, 0x8001_1d14: leaf])
    #expect(found == ("ok", 0xabcde, [0x8001_0120, 0x8001_1d14]))
    let large = try walk(0x12345, [0x8001_0120: 0xabc00 << 10 | 0xcf])
    #expect(large == ("ok", 0xabf45, [0x8001_0120]))
    #expect(try walk(0x12345, [0x8001_0120: leaf], fetches: true).cause == "page", "misaligned")
    #expect(try walk(0x12345, [0x8001_0120: pointer, 0x8001_1d14: leaf], fetches: true).cause == "ok")
  }

  @Test func faults() throws {
    let pointer: UInt64 = 0x80011 << 10 | 1
    let leaf: UInt64 = 0xabcde << 10 | 0xcf
    func cause(_ entry: UInt64, writes: Bool = false, fetches: Bool = false) throws -> String {
      try walk(0x12345, [0x8001_0120: pointer, 0x8001_1d14: entry], writes: writes, fetches: fetches).cause
    }
    #expect(try cause(leaf, writes: true) == "ok")
    #expect(try cause(leaf & ~1) == "page", "not valid")
    #expect(try cause(leaf & ~2) == "page", "written but not read is reserved")
    #expect(try cause(leaf & ~0xe) == "page", "a pointer in the last level")
    #expect(try cause(leaf & ~0x40) == "page", "not accessed")
    #expect(try cause(leaf & ~0x80) == "ok", "not dirty, and loaded")
    #expect(try cause(leaf & ~0x80, writes: true) == "page", "not dirty")
    #expect(try cause(leaf & ~4, writes: true) == "page", "not writable")
    #expect(try cause(leaf & ~8, fetches: true) == "page", "not executable")
    #expect(try cause(leaf | 0x10) == "page", "a page of user mode")
    #expect(try cause(leaf | 1 << 30) == "access", "beyond 32 bits")
    #expect(try cause(leaf & ~0x40 | 1 << 31) == "page", "the page fault comes first")
    #expect(try walk(0x12345, [:]).cause == "access", "no table")
    #expect(try walk(0x12345, [0x8001_0120: pointer]).cause == "access", "no second table")
    #expect(try walk(0x12345, [0x8001_0120: pointer | 1 << 30]).cause == "access", "a table beyond 32 bits")
    for bit in [4, 6, 7] as [UInt64] {
      #expect(try walk(0x12345, [0x8001_0120: pointer | 1 << bit]).cause == "page", "a pointer with bit \(bit)")
    }
  }
}
