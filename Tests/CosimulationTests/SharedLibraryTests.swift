import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

/// Libraries in plaintext that encrypted processes call: `docs/system.md`, "Libraries".
@Suite struct SharedLibraryTests {
  private let system: SystemUnderTest

  init() throws { system = try SystemUnderTest() }

  private func scenario() throws -> SystemProgram {
    try system.build(try #require(SystemScenario.all.first { $0.name == "library" }))
  }

  /// A library `tools` and a process `p` that imports from it.
  private func build(library: String, process: String, isEncrypted: Bool = true) throws -> SystemProgram {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sources = try [
      ("tools", "#include <stdint.h>\n#include \"exported.h\"\n\(library)\n"),
      ("p", "#include \"imported.h\"\n\(process)\n"),
    ].map { name, text in
      let path = folder.appending(path: "\(name).c")
      try text.write(to: path, atomically: true, encoding: .utf8)
      return SystemBuilder.Source(path.path, isEncrypted: isEncrypted, isLibrary: name == "tools")
    }
    var generator = SystemRandomNumberGenerator()
    return try system.builder.build(sources, processor: system.processor, using: &generator)
  }

  private func run(library: String, process: String, isEncrypted: Bool = true) throws -> SystemRun {
    SystemRun.reference(
      try build(library: library, process: process, isEncrypted: isEncrypted), fuses: system.fuses, limit: 20_000_000)
  }

  /// `or a0, a0, gp` and the two instructions behind it, in the function `others` of the library of the scenario.
  private static let instructions: [UInt32] = [0x0035_6533, 0x0045_6533, 0x0065_6533]

  @Test("a library is in memory once for all processes, in plaintext")
  func once() throws {
    let program = try scenario().program
    let machine = Machine(memory: 64 << 20, fuses: system.fuses) { _ in }
    for segment in program.segments where segment.memorySize > 0 {
      #expect(machine.hart.memory.load(program.contents(of: segment), at: segment.address))
    }
    #expect(machine.hart.memory.load(ProcessorRun.boot(to: program.entry), at: 0x1000))
    #expect(machine.run(limit: 50_000_000) == .finished(0))
    var (found, last): ([UInt32], [UInt32]) = ([], [0, 0, 0])
    for address in stride(from: UInt32(0x8000_0000), to: 0x8400_0000, by: 64) {
      guard let line = machine.hart.memory.line(address, toWrite: false) else { continue }
      for index in 0..<16 {
        last = last.dropFirst() + [UInt32(truncatingIfNeeded: line[index / 2] >> UInt64(32 * (index % 2)))]
        if last == Self.instructions { found.append(address) }
      }
    }
    // Once where the kernel has the file, and once where both processes have the library.
    #expect(found.count == 2, "\(found)")
  }

  @Test("on the bus of the hardware the library is seen")
  func onTheBus() throws {
    let program = try scenario().program
    let run = try ProcessorRun(
      SimulationModel(ProcessorRegression.design(.small)), memory: 64 << 20, fuses: system.fuses,
      unit: DesignPoint.small.reference
    ) { _ in }
    for segment in program.segments where segment.memorySize > 0 {
      #expect(run.load(program.contents(of: segment), at: segment.address))
    }
    #expect(run.load(ProcessorRun.boot(to: program.entry), at: 0x1000))
    // One of the two pairs is at a multiple of 8.
    for (low, high) in zip(Self.instructions, Self.instructions.dropFirst()) {
      run.plaintextWords.insert(UInt64(high) << 32 | UInt64(low))
    }
    guard case .leak = try run.run(limit: 10_000_000) else {
      Issue.record("not seen")
      return
    }
  }

  @Test("a library cannot read what its caller has")
  func peek() throws {
    let run = try run(
      library: "EXPORTED(peek);\nuint32_t peek(const volatile uint32_t *address) { return *address; }",
      process: """
        IMPORTED(tools, peek, 1);
        uint32_t peek(const volatile uint32_t *address);
        PLAIN uint32_t open = 42;
        static uint32_t secret = 17;
        int main(void) {
          if (peek(&open) != 42) return 1;
          print("open is read\\n");
          return (int)peek(&secret);
        }
        """)
    #expect(run.outcome == .finished(256 + 5), "\(run.output)")
    #expect(run.output.contains("open is read\n") && run.output.contains("p: exception 5, value 0x40"))
  }

  @Test("arguments and results go over, for a process in plaintext too", arguments: [true, false])
  func arguments(isEncrypted: Bool) throws {
    let run = try run(
      library: """
        EXPORTED(weigh);
        uint64_t weigh(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f, uint32_t g, uint32_t h) {
          // On a stack that is the library's to use.
          volatile uint32_t sums[2] = {a + 2 * b + 3 * c + 4 * d, 5 * e + 6 * f + 7 * g + 8 * h};
          return (uint64_t)sums[0] << 32 | sums[1];
        }
        """,
      process: """
        IMPORTED(tools, weigh, 8);
        uint64_t weigh(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f, uint32_t g, uint32_t h);
        int main(void) { return weigh(1, 2, 3, 4, 5, 6, 7, 8) == ((uint64_t)30 << 32 | 174) ? 0 : 1; }
        """, isEncrypted: isEncrypted)
    #expect(run.outcome == .finished(0), "\(run.output)")
  }

  @Test("what is not there is named")
  func unknown() throws {
    let library = "EXPORTED(one);\nuint32_t one(void) { return 1; }"
    for (name, function) in [("tools", "two"), ("other", "one")] {
      let run = try run(
        library: library,
        process: """
          IMPORTED(\(name), \(function), 0);
          uint32_t \(function)(void);
          int main(void) { return (int)\(function)(); }
          """)
      #expect(run.outcome == .finished(3))
      #expect(run.output == "p: there is no function \(function) in a library \(name)\n", "\(run.output)")
    }
    #expect {
      _ = try build(
        library: "EXPORTED(next);\nstatic uint32_t last;\nuint32_t next(void) { return ++last; }",
        process: "int main(void) { return 0; }")
    } throws: { "\($0)".contains("a library that processes share has no variables") }
  }
}
