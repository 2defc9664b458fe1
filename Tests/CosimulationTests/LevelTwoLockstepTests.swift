import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

/// The processor with a level-2 cache: the golden hart has none, and sees no difference.
@Suite struct LevelTwoLockstepTests {
  /// As small as the level-1 caches together, so that lines come and go.
  private static let size = LevelTwoParameters(bytes: 4096)
  private static let model = Result { try SimulationModel(ProcessorRegression.design(.minimal, levelTwo: size)) }
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path

  private func run(_ program: ELFFile, fuses: [UInt64] = []) throws -> ProcessorRun {
    let run = try ProcessorRun(
      Self.model.get(), memory: 4 << 20, fuses: fuses, unit: DesignPoint.minimal.reference, output: { _ in })
    for segment in program.segments { #expect(run.load(program.contents(of: segment), at: segment.address)) }
    #expect(run.load(ProcessorRun.boot(to: program.entry), at: 0x1000))
    return run
  }

  private func build<Program>(_ text: String, _ make: (String) throws -> Program) throws -> Program {
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).c")
    try text.write(to: source, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: source) }
    return try make(source.path)
  }

  @Test("random programs, in plaintext and in encrypted mode", arguments: ProcessorRegression.Programs.allCases)
  func random(programs: ProcessorRegression.Programs) throws {
    var regression = ProcessorRegression(.minimal, programs)
    regression.levelTwo = Self.size
    let results = try regression.run(Array(1...8), on: Self.model.get()) { _ in }
    for result in results {
      if let difference = result.difference {
        Issue.record("\(difference)\nrepeat with: \(regression.replayCommand(result.seed))")
      }
    }
    #expect(results.filter(\.isOver).count > 5)
    let (read, fetched) = results.reduce((0, 0)) {
      ($0.0 + $1.statistics.levelTwoReads, $0.1 + $1.statistics.linesRead)
    }
    #expect(fetched > 1000 && read > fetched + fetched / 4, "\(read) lines read, \(fetched) of them from memory")
    #expect(results.reduce(0) { $0 + $1.statistics.linesWritten } > 100)
    #expect(regression.replayCommand(3).contains("--level-two 4 "))
  }

  @Test("a line that is not what was written last is found")
  func stale() throws {
    // The second loop finds the line in the level-2 cache: the level-1 cache has had others since.
    let text = """
      volatile unsigned data[4096] __attribute__((aligned(4096)));
      int main(void) {
        unsigned sum = data[0];
        __asm__ volatile("fence.i");
        return sum + data[0];
      }

      """
    let elf = try build(text) { try BareProgram(tools: Tools(), folder: Self.folder).build($0) }
    let data = try #require(elf.address(of: "data"))
    for isDamaged in [false, true] {
      let run = try run(elf)
      run.trace = { if isDamaged && $0.encoding == 0x0000_100f { run.damage(at: data, 1) } }
      switch (isDamaged, try run.run(limit: 100_000)) {
      case (false, .finished(0)): break
      case (true, .difference(let text)):
        #expect(text.hasPrefix("the level-2 cache gave line") && text.contains(String(data, radix: 16)), "\(text)")
      case (_, let outcome): Issue.record("\(outcome)")
      }
    }
  }

  @Test("plaintext of a protected program that goes into the level-2 cache is seen there")
  func leak() throws {
    let device = try DeviceIdentity.ofTests()
    let processor = try PublicKey(name: "the processor", pem: RSAKey(device).publicPEM())
    let program = try build(ProtectedRunTests.leakingProgram) {
      try WholeProgramProtection(algorithm: .aes128XTS, processor: processor).build(
        $0, tools: Tools(), folder: Self.folder)
    }
    let run = try run(program.program, fuses: device.fuses())
    run.plaintextWords = program.plaintextWords
    guard case .leak(let what) = try run.run(limit: 10_000_000) else {
      Issue.record("not found")
      return
    }
    #expect(what.hasPrefix("plaintext of a region was written to memory at 0x80300000, in cycle "), "\(what)")
  }
}
