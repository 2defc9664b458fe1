import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

/// Programs in encrypted mode from beginning to end on the hardware: the golden hart beside it, and a look at every line on the bus.
@Suite struct ProtectedRunTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path
  private static let model = Result { try SimulationModel(ProcessorRegression.design(.small)) }
  private static let device = Result { try DeviceIdentity.ofTests() }

  /// A program that copies a constant out of its regions to 0x80300000.
  static let leakingProgram = """
    char secret[] __attribute__((aligned(8))) = "a canary that nobody may see";
    int main(void) {
      volatile unsigned *out = (volatile unsigned *)0x80300000;
      unsigned *in = (unsigned *)secret;
      for (int i = 0; i < 7; i++) out[i] = in[i];
      __asm__ volatile("fence.i");
      return 0;
    }

    """

  private func program(_ source: String) throws -> ProtectedProgram {
    let processor = try PublicKey(name: "the processor", pem: RSAKey(Self.device.get()).publicPEM())
    return try WholeProgramProtection(algorithm: .aes128XTS, processor: processor)
      .build(source, tools: Tools(), folder: Self.folder)
  }

  private func marked(
    _ source: String, _ method: MarkedPartProtection.ModeShiftMethod
  ) throws -> ProtectedProgram {
    let processor = try PublicKey(name: "the processor", pem: RSAKey(Self.device.get()).publicPEM())
    return try MarkedPartProtection(algorithm: .aes128XTS, processor: processor, method: method)
      .build(source, tools: Tools(), folder: Self.folder).program
  }

  private func program(text: String) throws -> ProtectedProgram {
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).c")
    try text.write(to: source, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: source) }
    return try program(source.path)
  }

  private func run(_ program: ProtectedProgram, output: @escaping (UInt8) -> Void = { _ in }) throws -> ProcessorRun {
    let run = try ProcessorRun(
      Self.model.get(), memory: 4 << 20, latency: 3, fuses: Self.device.get().fuses(),
      unit: DesignPoint.small.reference, output: output)
    run.plaintextWords = program.plaintextWords
    let elf = program.program
    for segment in elf.segments { #expect(run.load(elf.contents(of: segment), at: segment.address)) }
    #expect(run.load(ProcessorRun.boot(to: elf.entry), at: 0x1000))
    return run
  }

  @Test("a program does on the hardware what it should, and nothing of its plaintext is on the bus")
  func protectedProgram() throws {
    var text: [UInt8] = []
    let run = try run(program("\(Self.folder)/programs/strings.c")) { text.append($0) }
    let outcome = try run.run(limit: 10_000_000)
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("It is a truth") && run.lastPrivilege == .user)
    let before = try #require(run.beforeEncryption)
    let own = run.statistics - before
    #expect(own.instructions > 100_000 && before.instructions < 200 && before.cycles > own.cycles / 10)
    #expect(own.linesRead > 10 && own.cycles > own.instructions)
  }

  @Test(
    "of a marked part nothing is on the bus, and what crosses its border is what should",
    arguments: MarkedPartProtection.ModeShiftMethod.allCases)
  func markedPart(method: MarkedPartProtection.ModeShiftMethod) throws {
    let last = "0000004401 is not valid\n"
    for (source, ending) in [("licence.c", last), ("licence.swift", last), ("registers.S", "")] {
      var text: [UInt8] = []
      let program = try marked("\(Self.folder)/marked/\(source)", method)
      let run = try run(program) { text.append($0) }
      let outcome = try run.run(limit: 10_000_000)
      guard case .finished(0) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(!program.plaintextWords.isEmpty && run.statistics.linesRead > 10)
      #expect(String(decoding: text, as: UTF8.self).hasSuffix(ending) && run.lastPrivilege == .user)
    }
  }

  @Test("a marked function that copies a constant of its part into plaintext is found out")
  func markedLeak() throws {
    let text = """
      #include "protected.h"
      PROTECTED_CONSTANT const char secret[] __attribute__((aligned(8))) = "a canary that nobody may see";
      PROTECTED void copy(volatile unsigned *out) {
        const unsigned *in = (const unsigned *)secret;
        for (int i = 0; i < 7; i++) out[i] = in[i];
      }
      int main(void) {
        copy((volatile unsigned *)0x80300000);
        __asm__ volatile("fence.i");
        return 0;
      }

      """
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).c")
    try text.write(to: source, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: source) }
    guard case .leak(let what) = try run(marked(source.path, .explicit)).run(limit: 10_000_000) else {
      Issue.record("not found")
      return
    }
    #expect(what.hasPrefix("plaintext of a region was written to memory at 0x80300000, in cycle "), "\(what)")
  }

  /// The word goes to memory that no region protects, by the program's own will: that is what the scan is to find.
  @Test("a program that copies its constants out of its regions is found out")
  func leak() throws {
    let outcome = try run(program(text: Self.leakingProgram)).run(limit: 10_000_000)
    guard case .leak(let what) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(what.hasPrefix("plaintext of a region was written to memory at 0x80300000, in cycle "), "\(what)")
  }

  @Test("plaintext that somebody else has put into memory is seen when the processor reads it")
  func readLeak() throws {
    let text = """
      char secret[] __attribute__((aligned(8))) = "a canary that nobody may see";
      int main(void) { return *(volatile char *)0x80300000 != secret[0]; }

      """
    let run = try run(program(text: text))
    #expect(run.load(Array("..nobody that nobody".utf8) + Array("a canary that nobody may see".utf8), at: 0x8030_0004))
    let outcome = try run.run(limit: 10_000_000)
    guard case .leak(let what) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(what.hasPrefix("plaintext of a region was read from memory at 0x80300018, in cycle "), "\(what)")
  }
}
