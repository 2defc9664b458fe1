import Foundation
import Reference
import Testing

@testable import Toolchain

/// Programs of `sim/bare/programs` in encrypted mode from beginning to end, on the golden model.
@Suite struct WholeProgramProtectionTests {
  private static let folder = "\(Programs.root)/sim/bare"

  /// All but the one that takes interrupts in machine mode.
  private static let sources: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/programs")) ?? []
    return names.filter { $0.hasSuffix(".c") && $0 != "console.c" }.sorted().map { "\(folder)/programs/\($0)" }
  }()

  private static let device = Result {
    var random = SeededGenerator(seed: 2048)
    let identity = try DeviceIdentity.repeatable(bits: 2048, using: &random)
    return (fuses: try identity.fuses(), publicPEM: try RSAKey(identity).publicPEM())
  }

  private func protected(_ source: String, _ algorithm: Algorithm = .aes128XTS) throws -> ProtectedProgram {
    let processor = try PublicKey(name: "the device", pem: Self.device.get().publicPEM)
    return try WholeProgramProtection(algorithm: algorithm, processor: processor)
      .build(source, tools: Tools(), folder: Self.folder)
  }

  private struct Ending: Equatable {
    let outcome: Machine.Outcome
    let console: String
    let privilege: Privilege
  }

  private func run(_ elf: ELFFile, fuses: [UInt64] = []) throws -> Ending {
    var console: [UInt8] = []
    let machine = Machine(memory: 4 << 20, fuses: fuses) { console.append($0) }
    for segment in elf.segments {
      #expect(machine.hart.memory.load(elf.contents(of: segment), at: segment.address))
    }
    machine.hart.start(at: elf.entry)
    let outcome = machine.run(limit: 100_000_000)
    return Ending(
      outcome: outcome, console: String(decoding: console, as: UTF8.self), privilege: machine.hart.privilege)
  }

  /// Without what a program says of the counters, which stand still in encrypted mode.
  private func withoutCounts(_ text: String) -> String {
    text.replacing(#/(cycles of a round|instructions) \d+/#) { "\($0.output.1)" }
  }

  @Test("a program says and answers the same as in plaintext", arguments: sources)
  func same(source: String) throws {
    let plain = try run(BareProgram(tools: Tools(), folder: Self.folder).build(source))
    let encrypted = try run(protected(source).program, fuses: Self.device.get().fuses)
    #expect(plain.outcome == .finished(0) && encrypted.outcome == .finished(0))
    #expect(!plain.console.isEmpty && withoutCounts(plain.console) == withoutCounts(encrypted.console))
    // The program itself wrote the exit code, and it has no rights of machine mode.
    #expect(encrypted.privilege == .user)
  }

  @Test("with the other algorithm too")
  func otherAlgorithm() throws {
    let program = try protected("\(Self.folder)/programs/strings.c", .aes256XTS)
    #expect(program.table.regions.allSatisfy { $0.algorithm == "aes256-xts" })
    #expect(try run(program.program, fuses: Self.device.get().fuses).outcome == .finished(0))
  }

  @Test("nothing of the plaintext is in the program, and keys are fresh")
  func ciphertext() throws {
    let source = "\(Self.folder)/programs/strings.c"
    let (first, second) = (try protected(source), try protected(source))
    #expect(first.plaintextWords.count > 50 && first.plaintextWords == second.plaintextWords)
    let text = Array("universally acknowledged".utf8)
    for program in [first, second].map(\.program) {
      #expect(!program.bytes.contains(text))
      for segment in program.segments {
        let bytes = program.contents(of: segment)
        let words = stride(from: 0, to: bytes.count - 7, by: 8).map { start in
          bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        #expect(first.plaintextWords.isDisjoint(with: words))
      }
    }
    let names = [".secret.text", ".secret.data"]
    for name in names {
      let contents = try [first, second].map { try $0.program.contents(of: #require($0.program.section(named: name))) }
      #expect(zip(contents[0], contents[1]).count { $0 == $1 } < contents[0].count / 64)
    }
    // What is looked for would be found in the program as it was.
    let plain = try BareProgram(tools: Tools(), folder: Self.folder, layout: "protected/protected.ld")
      .build(source, with: ["protected/monitor.S"], definitions: ["MONITORED"])
    #expect(plain.bytes.contains(text))
  }

  @Test("memory without contents is zero: in an assembly program too, which clears nothing")
  func zeros() throws {
    try withTemporaryFolder { folder in
      let source = "\(folder)/zeros.S"
      try """
      .globl _start
      _start:
        la t0, nothing
        lw a0, 0(t0)
        li a1, 0x12345678
        sw a1, 4(t0)
        lw a2, 4(t0)
        sub a2, a2, a1
        or a0, a0, a2
        la t0, stack_top
        lw a1, -4(t0)
        or a0, a0, a1
        li t0, 0x5555
        beqz a0, 1f
        li t0, 0x13333
      1:
        li t1, 0x100000
        sw t0, 0(t1)
        j .
        .bss
        .balign 64
      nothing:
        .space 64

      """.write(toFile: source, atomically: true, encoding: .utf8)
      #expect(try run(protected(source).program, fuses: Self.device.get().fuses).outcome == .finished(0))
    }
  }

  @Test(
    "a program that cannot go on ends with a code that has an explanation",
    arguments: [
      ("int main(void) { return *(volatile int *)4; }", 0x105, "loadAccessFault in encrypted mode"),
      ("int main(void) { *(volatile int *)main = 0; return 0; }", 0x107, "storeAccessFault in encrypted mode"),
      (
        "int main(void) { __asm__ volatile(\"csrw mtvec, zero\"); return 0; }", 0x102,
        "illegalInstruction in encrypted mode"
      ),
      ("int main(void) { __asm__ volatile(\"ecall\"); return 0; }", 0x108, "callFromUser in encrypted mode"),
    ])
  func traps(text: String, code: Int, explanation: String) throws {
    try withTemporaryFolder { folder in
      let source = "\(folder)/program.c"
      try "\(text)\n".write(toFile: source, atomically: true, encoding: .utf8)
      let program = try protected(source).program
      let ending = try run(program, fuses: Self.device.get().fuses)
      #expect(ending.outcome == .finished(code) && ending.privilege == .machine)
      #expect(WholeProgramProtection.explanation(of: code, in: program) == explanation)
    }
  }

  @Test("a processor that is not the right one refuses, and says so")
  func wrongProcessor() throws {
    let program = try protected("\(Self.folder)/programs/strings.c").program
    var random = SeededGenerator(seed: 7)
    let other = try DeviceIdentity.repeatable(bits: 2048, using: &random)
    for (fuses, status) in try [(other.fuses(), UnwrapStatus.badEntry), ([], .noDeviceKey)] {
      let ending = try run(program, fuses: fuses)
      let code = 0x200 + Int(status.rawValue)
      #expect(ending == Ending(outcome: .finished(code), console: "", privilege: .machine))
      #expect(
        WholeProgramProtection.explanation(of: code, in: program)?.contains("key entry of the program: \(status)")
          == true)
    }
    #expect(WholeProgramProtection.explanation(of: 0x300, in: program) == "the processor refuses encrypted mode: ok")
    for code in [1, 0xff, 0x10a, 0x1ff, 0x2ff, 0x40a, 0x500] {
      #expect(WholeProgramProtection.explanation(of: code, in: program) == nil)
    }
    let plain = try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/programs/strings.c")
    #expect(WholeProgramProtection.explanation(of: 0x105, in: plain) == nil)
  }
}
