import Foundation
import Reference
import Testing

@testable import Toolchain

/// The programs of `sim/bare` on the golden model. What they expect is written in them; the model has no part in it.
@Suite struct BareProgramTests {
  private static let folder = "\(Programs.root)/sim/bare"

  private static func sources(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(".S") || $0.hasSuffix(".c") }.sorted().map { "\(folder)/\($0)" }
  }

  private func machine(
    _ source: String, compressed: Bool = false, output: @escaping (UInt8) -> Void = { _ in }
  ) throws -> Machine {
    let elf = try BareProgram(tools: Tools(), folder: Self.folder, compressed: compressed).build(source)
    let machine = Machine(memory: 4 << 20, compressed: compressed, output: output)
    for segment in elf.segments {
      #expect(machine.hart.memory.load(elf.contents(of: segment), at: segment.address))
    }
    machine.hart.start(at: elf.entry)
    return machine
  }

  @Test(
    "every instruction, exception, register and mode does what the tests in assembly say", arguments: sources("tests"))
  func instructions(source: String) throws {
    #expect(try machine("\(Self.folder)/\(source)").run(limit: 1_000_000) == .finished(0))
  }

  @Test("instructions of 16 bits do what the tests in assembly say", arguments: sources("compressed"))
  func compressed(source: String) throws {
    #expect(try machine("\(Self.folder)/\(source)", compressed: true).run(limit: 1_000_000) == .finished(0))
    // Without extension C the first of them is illegal.
    let machine = Machine(memory: 4 << 20) { _ in }
    #expect(machine.hart.memory.load([0x85, 0x42, 0x85, 0x42], at: 0x8000_0000))
    machine.hart.start(at: 0x8000_0000)
    let refused = machine.step()
    #expect(refused.trap == .illegalInstruction && refused.description.contains("illegal  trap"), "\(refused)")
    // One that traps is shown as what it is.
    let other = Machine(memory: 4 << 20, compressed: true) { _ in }
    #expect(other.hart.memory.load([0x02, 0x90], at: 0x8000_0000))
    other.hart.start(at: 0x8000_0000)
    #expect(other.step().description.contains("ebreak  trap"))
  }

  @Test("programs with instructions of 16 bits compute the same", arguments: ["strings", "sorting", "mixture"])
  func compressedPrograms(name: String) throws {
    let source = "\(Self.folder)/programs/\(name).c"
    let machine = try machine(source, compressed: true)
    #expect((0..<100).contains { _ in machine.step().encoding & 3 != 3 })
    #expect(machine.run(limit: 100_000_000) == .finished(0))
  }

  @Test("one instruction at a time is the same as many", arguments: sources("tests") + sources("compressed"))
  func steps(source: String) throws {
    let compressed = source.hasPrefix("compressed")
    let whole = try machine("\(Self.folder)/\(source)", compressed: compressed)
    let stepped = try machine("\(Self.folder)/\(source)", compressed: compressed)
    _ = whole.run(limit: 1_000_000)
    var order: UInt64 = 0
    while stepped.exitCode == nil, order < 1_000_000 {
      let retirement = stepped.step()
      #expect(retirement.order == order && retirement.nextPC == stepped.hart.pc)
      order += 1
    }
    #expect(stepped.exitCode == 0)
    #expect((0..<32).allSatisfy { stepped.hart[register: $0] == whole.hart[register: $0] || $0 == 1 })
  }

  @Test("programs compute what they should", arguments: sources("programs").filter { !$0.contains("console") })
  func programs(source: String) throws {
    var text: [UInt8] = []
    let machine = try machine("\(Self.folder)/\(source)") { text.append($0) }
    #expect(machine.run(limit: 100_000_000) == .finished(0))
    #expect(text.last == 10)
  }

  @Test("a program that waits for interrupts of the serial port gets every byte")
  func console() throws {
    var text: [UInt8] = []
    let machine = try machine("\(Self.folder)/programs/console.c") { text.append($0) }
    #expect(machine.run(limit: 10_000) == .limit)
    for byte in "one\ntwo\nquit\nthree\n".utf8 { machine.serialPort.receive(byte) }
    #expect(machine.run(limit: 100_000) == .finished(0))
    #expect(String(decoding: text, as: UTF8.self) == "one\ntwo\nquit\n")
    #expect(machine.hart.interrupts[Int(InterruptCause.machineExternal.rawValue)] > 0)
  }

  @Test("a check that fails ends the test with its number")
  func failingCheck() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      atPath: "\(Self.folder)/tests/check.h", toPath: folder.appending(path: "check.h").path)
    let source = folder.appending(path: "wrong.S")
    try "  .include \"check.h\"\n  begin\n  check zero, 0\n  check zero, 1\n  end\n".write(
      to: source, atomically: true, encoding: .utf8)
    #expect(try machine(source.path).run(limit: 1000) == .finished(2))
  }

  @Test("what does not compile is refused with the compiler's message")
  func doesNotCompile() throws {
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).c")
    try "int main(void) { return undeclared; }\n".write(to: source, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: source) }
    do {
      _ = try BareProgram(tools: Tools(), folder: Self.folder).build(source.path)
      Issue.record("it was built")
    } catch {
      #expect("\(error)".contains("undeclared"))
    }
  }
}
