import Foundation
import Testing

@testable import Toolchain

@Suite struct ELFFileTests {
  let program: ELFFile

  init() throws {
    program = try Programs.figure3().program
  }

  /// The problem found in the program after `change`.
  private func problem(_ change: (inout [UInt8]) -> Void) -> ELFError.Problem? {
    var bytes = program.bytes
    change(&bytes)
    do {
      _ = try ELFFile(name: "changed.elf", bytes: bytes)
      return nil
    } catch {
      #expect(error.description.hasPrefix("changed.elf: "))
      return error.problem
    }
  }

  private func word(at offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(program.bytes[offset + $1]) << (8 * $1) }
  }

  /// Sets the little-endian word at `offset`.
  private func set(_ value: UInt32, at offset: Int) -> (inout [UInt8]) -> Void {
    { bytes in
      for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }
  }

  private var sectionHeaders: Int { word(at: 32) }
  private var programHeaders: Int { word(at: 28) }

  private func sectionHeader(_ name: String) throws -> Int {
    sectionHeaders + 40 * (try #require(program.sections.firstIndex { $0.name == name }))
  }

  @Test func readsSectionsSegmentsAndSymbols() throws {
    let text = try #require(program.section(named: ".text.a"))
    #expect(text.address == 0x8001_0000 && text.isAllocated && text.size.isMultiple(of: 64))
    let segment = try #require(program.segments.first { $0.address == text.address })
    #expect(program.contents(of: segment) == program.contents(of: text))
    #expect(program.entry == 0x8000_0000)
    #expect(program.address(of: "_start") == 0x8000_0000)
    #expect(try #require(program.address(of: "main")) & 0xFFFF_0000 == 0x8001_0000)
    #expect(program.section(named: ".none") == nil && program.address(of: "none") == nil)
  }

  @Test func refusesOtherFiles() throws {
    try withTemporaryFolder { folder in
      #expect(throws: ELFError(file: "\(folder)/none", problem: .missing)) { try ELFFile(path: "\(folder)/none") }
      let error = #expect(throws: ELFError.self) { try ELFFile(path: folder) }
      guard case .unreadable = try #require(error).problem else {
        Issue.record("a folder gave \(String(describing: error))")
        return
      }
    }
    #expect(throws: ELFError(file: "empty", problem: .notELF)) { try ELFFile(name: "empty", bytes: []) }
    #expect(problem { $0[0] = 0 } == .notELF)
    #expect(problem { $0[4] = 2 } == .wrongClass(2))
    #expect(problem { $0[5] = 2 } == .wrongByteOrder(2))
    #expect(problem { $0[18] = 62 } == .wrongMachine(62))
    #expect("\(ELFError.Problem.wrongMachine(62))".contains("e_machine is 62 (x86-64), but must be 243 (RISC-V)"))
    #expect("\(ELFError.Problem.wrongMachine(9999))".contains("unknown"))
    #expect(problem { $0[16] = 1 } == .notExecutable(type: 1))
    #expect(problem { $0[16] = 3 } == .notExecutable(type: 3))
    #expect(problem { $0[6] = 0 } == .malformed(field: "e_ident[EI_VERSION]", reason: "is 0, but must be 1"))
    #expect(problem { $0[20] = 2 } == .malformed(field: "e_version", reason: "is 2, but must be 1"))
  }

  /// The host's own programs are ELF files of another machine.
  @Test func refusesTheHostsPrograms() {
    let error = #expect(throws: ELFError.self) { try ELFFile(path: "/proc/self/exe") }
    #expect(error?.problem == .wrongClass(2))
  }

  @Test func refusesImpossibleTables() {
    #expect(
      problem { $0[44] = 0 } == .malformed(field: "e_phnum", reason: "is 0, so that nothing can be loaded"))
    #expect(problem { $0[42] = 33 } == .malformed(field: "e_phentsize", reason: "is 33, but must be 32"))
    #expect(problem { $0[46] = 39 } == .malformed(field: "e_shentsize", reason: "is 39, but must be 40"))
    #expect(
      problem { $0[48] = 0 } == .malformed(field: "e_shnum", reason: "is 0, so that no section can be named"))
    let sections = program.sections.count
    #expect(
      problem { $0[50] = 99 }
        == .malformed(field: "e_shstrndx", reason: "is 99, but there are only \(sections) sections"))
    #expect(
      problem { $0[50] = 1 } == .malformed(field: "e_shstrndx", reason: "names section 1, which is not a string table"))
    let size = program.bytes.count
    #expect(
      problem(set(0xFFFF_FFF0, at: 28))
        == .truncated(field: "program header 0", offset: 0xFFFF_FFF0, size: 32, fileSize: size))
    #expect(
      problem { $0.removeLast() }
        == .truncated(field: "section header \(sections - 1)", offset: UInt64(size - 40), size: 40, fileSize: size - 1))
  }

  @Test func refusesImpossibleSegments() {
    let size = program.bytes.count
    #expect(
      problem(set(0xFFFF_FFFF, at: programHeaders + 4))
        == .truncated(field: "the contents of program header 0", offset: 0xFFFF_FFFF, size: 64, fileSize: size))
    #expect(
      problem(set(63, at: programHeaders + 20))
        == .malformed(field: "program header 0, p_filesz", reason: "is 64, more than p_memsz (63)"))
    #expect(
      problem(set(0xFFFF_FFC1, at: programHeaders + 8))
        == .malformed(
          field: "program header 0, p_vaddr",
          reason: "is 0xffffffc1: with 64 bytes it wraps around the 32-bit address space"))
    #expect(
      problem(set(0x8000_0020, at: programHeaders + 32 + 8))
        == .malformed(
          field: "program header 1, p_vaddr", reason: "is 0x80000020: the segment overlaps the one at 0x80000000"))
  }

  @Test func refusesImpossibleSections() throws {
    let size = program.bytes.count
    let text = try sectionHeader(".text.a")
    let length = UInt64(try #require(program.section(named: ".text.a")).size)
    #expect(
      problem(set(UInt32(size), at: text + 16))
        == .truncated(
          field: "the contents of section \".text.a\"", offset: UInt64(size), size: length, fileSize: size))
    #expect(
      problem(set(0xFFFF_FFC0, at: text + 12))
        == .malformed(
          field: "section \".text.a\", sh_addr",
          reason: "is 0xffffffc0: with \(length) bytes it wraps around the 32-bit address space"))
    guard case .malformed("section header 1, sh_name", _)? = problem(set(1 << 20, at: sectionHeaders + 40)) else {
      Issue.record("a name outside the string table was accepted")
      return
    }
    let symbols = try sectionHeader(".symtab")
    #expect(
      problem(set(UInt32(word(at: symbols + 20) - 1), at: symbols + 20))
        == .malformed(
          field: "symbol table \".symtab\", sh_size",
          reason: "is \(word(at: symbols + 20) - 1), not a multiple of the 16 bytes of a symbol"))
    guard case .malformed("symbol table \".symtab\", sh_link", _)? = problem(set(1, at: symbols + 24)) else {
      Issue.record("a symbol table without names was accepted")
      return
    }
  }

  /// Whatever is in the file: it is read or refused, and what was read can be used.
  @Test(arguments: [UInt64(1), 2, 3]) func damagedFilesNeverCrash(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var refused = 0
    for round in 0..<700 {
      var bytes = program.bytes
      if round % 3 == 0 { bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator)) }
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        // Mostly the headers: the rest is contents, which may be anything.
        let places = [0..<52, 52..<300, max(0, bytes.count - 450)..<bytes.count, 0..<bytes.count]
        let place = places[Int.random(in: 0..<4, using: &generator)].clamped(to: 0..<bytes.count)
        guard let index = place.randomElement(using: &generator) else { continue }
        bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
      }
      do {
        let elf = try ELFFile(name: "damaged.elf", bytes: bytes)
        for section in elf.sections where !section.isWithoutContents { _ = elf.contents(of: section) }
        for segment in elf.segments where segment.memorySize < 1 << 20 { _ = elf.contents(of: segment) }
        _ = try? EncryptedImage(
          encrypting: elf, plan: Programs.figure3().description.plan, keys: KeyFile(name: "none", keys: [:]))
      } catch {
        refused += 1
      }
    }
    #expect(refused > 200, "seed \(seed)")
  }
}
